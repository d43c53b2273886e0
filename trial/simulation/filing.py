"""From papers to rows: each paper read by the form's own questions, as if it were typed."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from edc.actions.entry import NoParent, Whereabouts, parent_among, read
from edc.chart import Answers, Chart, Envelope, PlaceInSchedule
from edc.checking import checks_on, findings
from edc.checks import Severity
from edc.crf import Repeats, crf_named
from edc.generic import is_hidden
from edc.schedule import always
from trial.demonstration.entering import typed
from trial.demonstration.paper import Paper


@dataclass
class Filed:
    """A record as it will stand: where it belongs, what was entered, and what corrected later.

    ``row`` holds every column as it stands now; ``entered`` those that the first writing filled,
    each of ``corrections`` those that a later one changed, with the reason.
    """

    envelope: Envelope
    crf: Any
    row: dict
    entered: dict = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    is_complete: bool = True
    corrections: list[tuple[dict, str]] = field(default_factory=list)


class File:
    """The papers of one subject, filed in a chart; nothing is written yet."""

    def __init__(self, chart: Chart, record_ids):
        self.chart, self._ids = chart, record_ids
        self.records: dict[tuple, Filed] = {}

    def add(self, paper: Paper, *, is_doubtful: bool = False) -> Filed:
        """File a paper; a doubtful one stays a draft when a hard check does not hold.

        Raises NoParent.
        """
        crf = crf_named(paper.form)
        known = self.records.get(place_of(paper))
        if known is not None:
            return self._corrected(known, paper)
        visit = paper.visit and PlaceInSchedule(*paper.visit)
        parent = self._parent_of(crf, paper)
        envelope = Envelope(next(self._ids), paper.form, paper.line, visit=visit, parent_id=parent)
        filed = Filed(envelope, crf, blank_row(crf, envelope.id))
        self.records[place_of(paper)] = filed
        filed.entered = self._read(filed, paper.answers)
        filed.row |= filed.entered
        answers = self.chart.add(crf, envelope, filed.row)
        if is_doubtful and is_refused(self.chart, answers):
            filed.is_complete = False
            self.chart.records[crf.form].remove(answers)
        self._hide(filed, answers)
        return filed

    @property
    def is_enrolled(self) -> bool:
        """Whether an answer of the subject gives it a number."""
        return any(
            self.chart.evaluate(answers._crf.gives_number_when, answers) is True
            for filed in self.chart.records.values()
            for answers in filed
            if answers._crf.gives_number_when is not None
        )

    def _corrected(self, filed: Filed, paper: Paper) -> Filed:
        changes = self._read(filed, paper.answers)
        filed.corrections.append((changes, paper.why))
        filed.row |= changes
        self.chart.forget()
        return filed

    def _parent_of(self, crf, paper: Paper) -> int | None:
        """The record that a paper belongs to. Raises NoParent."""
        if not crf.parent or crf.parent_by:
            return None
        is_child = crf.repeats == Repeats.CHILD
        filed_of = [filed.envelope for filed in self.records.values() if filed.crf is crf]
        with_child = {envelope.parent_id for envelope in filed_of if is_child}
        begun = [
            (Whereabouts(filed.envelope.visit, filed.envelope.line), filed.envelope.id)
            for filed in self.records.values()
            if filed.crf.form == crf.parent and filed.envelope.id not in with_child
        ]
        parent = parent_among(begun, paper)
        if parent is None:
            raise NoParent(crf.parent)
        return parent

    def _read(self, filed: Filed, answers: dict) -> dict:
        """The columns of the answers, the missing codes among them."""
        values: dict = {}
        missing: dict = {}
        for name, answer in answers.items():
            question = filed.crf.asked[name]
            given = typed(question, answer, self._on_line)
            values |= read(question, given, self.chart.site.zone)
            missing |= {name: given.missing} if given.missing else {}
        return values | ({"missing": filed.row["missing"] | missing} if missing else {})

    def _on_line(self, form: str, line: int) -> int | None:
        found = self.records.get((form, None, line))
        return found.envelope.id if found else None

    def _hide(self, filed: Filed, answers: Answers) -> None:
        asked = conditional(filed.crf)
        filed.hidden = [q.name for q in asked if is_hidden(self.chart, answers, q)]


def place_of(paper: Paper) -> tuple:
    return paper.form, paper.visit, paper.line


def blank_row(crf, record_id: int) -> dict:
    columns = [column for question in crf.questions() for column in question.columns]
    return {"record_id": record_id, "missing": {}} | dict.fromkeys(columns)


@cache
def conditional(crf) -> tuple:
    """The questions that are not always asked."""
    return tuple(
        question
        for question in crf.questions()
        if question.shown_when is not always or question.section.shown_when is not always
    )


@cache
def hard_checks(crf) -> tuple:
    return tuple(check for check in checks_on(crf) if check.severity == Severity.HARD)


def is_refused(chart: Chart, answers: Answers) -> bool:
    """Whether the form could not be completed like this."""
    return bool(findings(chart, answers, hard_checks(answers._crf)))
