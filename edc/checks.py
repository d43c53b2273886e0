"""Edit checks: predicates over what they name, run by the server whatever the door."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from edc.chart import Answers, Chart, forms_read, names_of
from edc.codelists import Codelist
from edc.crf import Crf, crf_named, crfs
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
    makes it due on every form of the subject, so the worker runs it there.
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
    holds: Callable | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        return self.id, self.question


class Finding(NamedTuple):
    """A check that fails, and the fingerprint of the values it read."""

    check: Check
    basis: str


_listed: dict[type, list[Check]] = {}


def check(check_id, crf, severity, message, *, beside="", instead_of=""):
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
            )
        )
        return holds

    return register


def listed_checks(crf) -> list[Check]:
    """The checks that the protocol lists for the form."""
    return sorted(_listed.get(crf, []), key=lambda check: check.id)


@cache
def checks_on(crf) -> tuple[Check, ...]:
    """Every check of a form: the listed ones, then the generic ones of each question."""
    from edc.generic import generic_checks

    return (*listed_checks(crf), *generic_checks(crf))


@cache
def reads_of(check: Check) -> frozenset[str]:
    """The forms that a check reads, its own not counted unless it reads other records of it."""
    return check.reads | (forms_read(check.holds, check.crf) if check.holds else frozenset())


@cache
def checks_reading(form_name: str) -> tuple[Check, ...]:
    """Checks, on any form, that a change of this form's records may make fail or hold."""
    return tuple(
        check
        for crf in crfs()
        for check in checks_on(crf)
        if form_name in reads_of(check) and not check.sweeping
    )


@cache
def forms_needed(crf) -> frozenset[str]:
    """The forms to load so that a record of this one can be shown and checked."""
    needed = {form for check in checks_on(crf) for form in reads_of(check)}
    for question in crf.asked.values():
        for function in _functions(question):
            needed |= forms_read(function, crf)
    return frozenset(needed)


def _functions(question):
    conditions = [question.section.shown_when, question.shown_when, question.required_when]
    return [*conditions, *([question.derived] if question.derived else [])]


@cache
def forms_needed_after(crf) -> frozenset[str]:
    """The forms to load so that everything a change of this form touches can be checked again."""
    touched = {check.crf for check in checks_reading(crf.form)} | {crf}
    return frozenset({crf.form for crf in touched}).union(*(forms_needed(crf) for crf in touched))


def findings(chart: Chart, answers: Answers, among=None) -> list[Finding]:
    """The checks that fail on a record; a listed check silences its generic twin."""
    failing = []
    for check in among or checks_on(crf_named(answers._envelope.form)):
        with chart.watching() as seen:
            if check.fails(chart, answers):
                failing.append(Finding(check, fingerprint(seen)))
    silenced = {(found.check.instead_of, found.check.question) for found in failing}
    return [found for found in failing if found.check.key not in silenced]


def fingerprint(seen) -> str:
    """A hash of values, equal when they are."""
    text = "\n".join(f"{record} {name} {value}" for record, name, value in sorted(set(seen)))
    return hashlib.sha256(text.encode()).hexdigest()


def message_of(crf, check_id: str, question: str):
    """What a check says when it fails; its id if the form no longer has it."""
    same = (check for check in checks_on(crf) if check.key == (check_id, question))
    found = next(same, None)
    return found.message if found else check_id
