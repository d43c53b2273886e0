"""What a page shows of one record: sections and questions with answers, findings and queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from edc import charts
from edc.access import Permission, may
from edc.actions.entry import Conflict, Outcome, Place, Typed, as_seen, find, row_of
from edc.chart import Answers
from edc.checking import Finding, findings, forms_needed
from edc.codelists import MissingReason
from edc.coding.showing import Shown, beside
from edc.crf import Crf, crf_named
from edc.generic import HIDDEN, REQUIRED
from edc.logic import Span, Unknown
from edc.models import Query, Record
from edc.models.query import QueryState
from edc.models.record import State, envelope_of
from edc.questions import Question, Remark, Suggestion
from edc.text import T

NEEDS_REASON = T("Give the reason for the change.", "请填写修改原因。")


@dataclass
class Item:
    """One question as a page shows it."""

    question: Question
    typed: Typed
    seen: str
    shown_text: str
    is_shown: bool
    is_required: bool
    errors: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    remark: Remark | None = None
    suggestions: tuple[Suggestion, ...] = ()
    conflict: Conflict | None = None
    reason: str = ""
    wants_reason: bool = False
    coded: Shown | None = None

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def is_derived(self) -> bool:
        return self.question.derived is not None

    @property
    def coded_with(self) -> str:
        """The dictionary that the answers are coded with, if they are."""
        return getattr(self.question, "coded_with", "")

    @property
    def token(self) -> str:
        """What of it, besides the answer, a page must draw anew when it changes."""
        return f"{self.name}{'+' if self.is_shown else '-'}{'*' if self.is_required else ''}"

    @property
    def missing_label(self) -> str:
        return str(MissingReason(self.typed.missing).label) if self.typed.missing else ""


@dataclass
class Sheet:
    """A form as it stands, for one reader."""

    place: Place
    crf: type[Crf]
    record: Record | None
    answers: Answers
    items: dict[str, Item]
    may_enter: bool
    may_complete: bool
    may_query: bool
    may_answer: bool
    outcome: Outcome | None = None

    @property
    def is_complete(self) -> bool:
        return self.record is not None and self.record.state == State.COMPLETE

    @property
    def is_removed(self) -> bool:
        return self.record is not None and self.record.state == State.REMOVED

    @property
    def is_open(self) -> bool:
        """Whether the reader can type here."""
        needed = self.may_complete if self.is_complete else self.may_enter
        return needed and not self.is_removed

    @property
    def owed(self) -> list[Item]:
        """What is required and not answered yet; completing would ask about it."""
        return [
            item
            for item in self.items.values()
            if item.is_required and not (item.typed.text or item.typed.missing)
        ]

    @property
    def asked(self) -> list[Item]:
        """The questions with a query that waits for the site."""
        return [
            item
            for item in self.items.values()
            if any(query.state == QueryState.OPEN for query in item.queries)
        ]

    @property
    def sections(self) -> list[tuple[Any, list[Item]]]:
        return [
            (section, [self.items[question.name] for question in section.questions])
            for section in self.crf.sections
        ]

    @property
    def shown_token(self) -> str:
        """Which questions show and are owed, so that the next answer tells what changed."""
        return " ".join(item.token for item in self.items.values())


def sheet_of(*, place: Place, reader, outcome=None, typed=None, reasons=None) -> Sheet:
    """The form at a place as the reader sees it, with what was typed and refused."""
    crf = crf_named(place.form)
    record = outcome.record if outcome else find(place=place)
    answers = outcome.answers if outcome else _answers(place, crf, record)
    site_id = place.owner.site_id
    sheet = Sheet(
        place,
        crf,
        record,
        answers,
        {question.name: _item(answers, question) for question in crf.asked.values()},
        may_enter=may(reader, Permission.ENTER, site_id),
        may_complete=may(reader, Permission.ENTER, site_id)
        and may(reader, crf.completed_by, site_id),
        may_query=may(reader, Permission.QUERY, site_id),
        may_answer=may(reader, Permission.ANSWER, site_id),
        outcome=outcome,
    )
    _put_findings(sheet)
    _put_queries(sheet)
    _put_codings(sheet)
    if outcome:
        _put_refusals(sheet, outcome, typed or {}, reasons or {})
    return sheet


def _answers(place, crf, record) -> Answers:
    chart = charts.of(place.owner, forms_needed(crf))
    if record is None:
        empty = Record(**envelope_of(place.owner), form=place.form, line=place.line)
        return charts.put(chart, empty, {"missing": {}}, place.visit)
    return charts.put(chart, record, row_of(crf, record.pk))


def _item(answers, question) -> Item:
    chart, row = answers._chart, answers._row
    zone = chart.site.zone
    shows = chart.shows(answers, question)
    remark = chart.evaluate(question.remark, answers) if question.remark and shows else None
    if question.derived is not None:
        computed = derived_text(answers, question)
        return Item(question, Typed(), "", computed, shows, False, remark=remark or None)
    seen = as_seen(question, row, zone)
    text, unit, missing = seen.rsplit("|", 2)
    owed = shows and chart.evaluate(question.required_when, answers) is True
    return Item(
        question,
        Typed(text, unit, missing),
        seen,
        question.shown(row, zone),
        shows,
        owed,
        remark=remark or None,
        suggestions=_suggestions(answers, question),
    )


def _suggestions(answers, question) -> tuple[Suggestion, ...]:
    if question.suggests is None:
        return ()
    offered = answers._chart.evaluate(question.suggests, answers) or ()
    return tuple(one if isinstance(one, Suggestion) else Suggestion(one) for one in offered)


def derived_text(answers, question) -> str:
    """A computed answer as people read it; empty while it cannot be computed."""
    value = getattr(answers, question.name)
    if value is Unknown:
        return ""
    if isinstance(value, Span):
        return str(value)
    decimals = getattr(question, "decimals", None)
    if decimals is not None and hasattr(value, "quantize"):
        return format(value, f".{decimals}f")
    return question.shown({question.name: value}, answers._chart.site.zone)


def _put_findings(sheet):
    """What the checks say of a draft; of a complete form its queries say it."""
    if sheet.is_complete or sheet.is_removed:
        return
    for found in findings(sheet.answers._chart, sheet.answers):
        if found.check.id != REQUIRED:
            sheet.items[found.check.question].findings.append(found)
        if found.check.id == HIDDEN:
            sheet.items[found.check.question].is_shown = True


def _put_queries(sheet):
    if sheet.record is None or sheet.record.pk is None:
        return
    asked = defaultdict(list)
    queries = sheet.record.queries.prefetch_related("steps__by").order_by("id")
    for query in queries:
        asked[query.question].append(query)
    for name, item in sheet.items.items():
        item.queries = sorted(asked[name], key=lambda q: q.state == QueryState.CLOSED)
        if any(q.check_id == HIDDEN and q.state != QueryState.CLOSED for q in item.queries):
            item.is_shown = True


def _put_codings(sheet):
    """The terms that answers of a complete form were coded with."""
    if sheet.is_complete and any(item.coded_with for item in sheet.items.values()):
        for name, coded in beside(sheet.record, sheet.answers._row).items():
            sheet.items[name].coded = coded


def _put_refusals(sheet, outcome, typed, reasons):
    """Keep on the page what was typed and not stored, and say at each question why."""
    was_refused_whole = outcome.is_refused and sheet.is_complete
    for name, item in sheet.items.items():
        item.reason = reasons.get(name, "")
        refused = name in outcome.unreadable or name in outcome.conflicts
        if name in typed and (refused or was_refused_whole):
            item.typed = typed[name]
            item.is_shown = True
        if name in outcome.unreadable:
            item.errors.append(outcome.unreadable[name])
        if name in outcome.conflicts:
            item.conflict = outcome.conflicts[name]
        if name in outcome.without_reason:
            item.wants_reason = True
            item.errors.append(NEEDS_REASON)
    for found in outcome.broken:
        item = sheet.items[found.check.question]
        item.findings = [f for f in item.findings if f.check is not found.check]
        item.errors.append(found.message)
