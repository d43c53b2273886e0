"""Edit checks: predicates over what they name, run by the server whatever the door."""

from collections.abc import Callable
from dataclasses import dataclass, field

from edc.chart import Answers, Chart, names_of
from edc.codelists import Codelist
from edc.crf import Crf
from edc.logic import Unknown
from edc.text import T


class Severity(Codelist):
    """HARD: cannot be, so it keeps a form from being completed. SOFT: asks the site."""

    HARD = "HARD", T("Hard", "强制")
    SOFT = "SOFT", T("Soft", "提示")


@dataclass(frozen=True)
class Check:
    """A statement about a record of a form.

    ``fails`` tells from chart and answers whether it certainly does not hold; ``holds`` is the bare
    predicate where there is one. ``question``: what a failure is shown beside. ``instead_of``:
    the generic check on that question which this one silences. ``sweeping``: a change elsewhere
    makes it due on every form of the subject, so the worker runs it there. ``values``: what the
    message names in braces, known only when the check fails. ``origin``: the registry, label,
    standard or publication that asks for it, or ``assumption``.
    """

    id: str
    crf: type[Crf]
    severity: Severity
    message: str
    question: str
    fails: Callable[[Chart, Answers], bool]
    reads: frozenset[str] = frozenset()
    instead_of: str = ""
    sweeping: bool = False
    values: Callable[[Chart], dict[str, str]] = lambda chart: {}
    holds: Callable | None = field(default=None, compare=False)
    origin: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.id, self.question


@dataclass(frozen=True)
class SubjectCheck:
    """A statement about a subject as a whole, which stands beside no question.

    Whoever finds that it does not hold asks; only a person settles that. ``shown`` gives what the
    message names in braces, in the words of the reader, from the codes that the query keeps.
    """

    id: str
    message: str
    shown: Callable[[dict[str, str]], dict[str, str]] = lambda values: values
    origin: str = "assumption"


_listed: dict[type, list[Check]] = {}
_of_subjects: dict[str, SubjectCheck] = {}


def check(check_id, crf, severity, message, *, beside="", instead_of="", origin=""):
    """Register a predicate that is true when all is well.

    Its parameters name what it reads. A failure is shown beside the last answer of the form that it
    names, or ``beside`` another. The predicate itself is returned, to be called with plain values.
    """

    def register(holds):
        own = [name for name in names_of(holds) if name in crf.asked]

        def fails(chart, answers):
            truth = chart.evaluate(holds, answers)
            if truth is not Unknown and not isinstance(truth, bool):
                raise TypeError(f"{check_id} answers {truth!r}, neither truth nor Unknown")
            return truth is False

        _listed.setdefault(crf, []).append(
            Check(
                check_id,
                crf,
                severity,
                message,
                beside or own[-1],
                fails,
                instead_of=instead_of,
                holds=holds,
                origin=origin or crf.origin,
            )
        )
        return holds

    return register


def listed_checks(crf) -> list[Check]:
    """The checks that the protocol lists for the form."""
    return sorted(_listed.get(crf, []), key=lambda check: check.id)


def register_subject_check(check: SubjectCheck) -> SubjectCheck:
    """Make a check of subjects known to pages, programs and documents."""
    _of_subjects[check.id] = check
    return check


def subject_checks() -> dict[str, SubjectCheck]:
    """The checks of subjects as a whole, by id."""
    return dict(sorted(_of_subjects.items()))
