"""A subject's matrix: visits by forms, with windows and states."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.conf import settings
from django.db.models import Count, Q
from django.utils.module_loading import import_string

from edc import charts
from edc.chart import forms_named, forms_read, names_of
from edc.crf import Crf, Repeats, crfs, is_beside_parent
from edc.facts import facts
from edc.logic import Unknown
from edc.models import Record, Visit
from edc.models.record import State
from edc.places import is_outside_visits, schedule
from edc.schedule import Need, PlannedVisit, timing

MOST_SEQUENCES = 200


@dataclass
class Cell:
    """One form at one visit: whether it is owed, and the records there are.

    ``for_parent``: the line for a parent that has no record of the form yet.
    """

    crf: type[Crf]
    need: Need | None
    records: list[Record] = field(default_factory=list)
    visit: tuple[str, int] | None = None
    is_overdue: bool = False
    for_parent: int | None = None

    @property
    def next_line(self) -> int:
        return self.for_parent or max((record.line for record in self.records), default=0) + 1

    @property
    def is_begun(self) -> bool:
        return bool(self.records)

    @property
    def may_repeat(self) -> bool:
        """Whether another record may be added beside those there are."""
        entered = {question.name for question in self.crf.questions()}
        tells_apart = self.crf.repeats == Repeats.PER_VISIT and entered & set(self.crf.key)
        is_log = self.crf.repeats == Repeats.LOG
        return self.is_begun and bool(is_log or tells_apart or self.for_parent)


@dataclass
class Column:
    """One visit, planned or begun."""

    visit: PlannedVisit
    sequence: int
    window: tuple[date, date] | None
    happened_on: date | None
    is_missed: bool = False
    cells: list[Cell] = field(default_factory=list)

    @property
    def timing(self) -> str:
        if self.window is None or self.happened_on is None:
            return ""
        return timing(self.window, self.happened_on)


@dataclass
class Matrix:
    """Rows are forms, columns visits; ``outside`` are the forms that hang on no visit."""

    forms: list[type[Crf]]
    columns: list[Column]
    outside: list[Cell]

    @property
    def rows(self) -> list[tuple[type[Crf], list[Cell]]]:
        """Each form that is asked for, or was entered, at one of the visits."""
        rows = [
            (crf, [column.cells[index] for column in self.columns])
            for index, crf in enumerate(self.forms)
        ]
        return [(crf, cells) for crf, cells in rows if any(c.need or c.is_begun for c in cells)]


def matrix_of(subject) -> Matrix:
    """The subject's matrix, in four statements whatever the number of visits."""
    records = _records(subject)
    chart = _chart(subject)
    forms = [crf for crf in crfs() if crf.visits]
    begun = _begun(subject)
    childless = _childless(records)
    known = {name: chart.value(name) for name in names_of(offer_rule())[4:]}
    columns = []
    for visit, sequence in _visits(begun):
        window = _window(chart, visit, sequence)
        is_begun = sequence in begun[visit.code]
        offer = offer_rule()(visit, sequence, window, is_begun, **known)
        if offer.is_offered:
            columns.append(_column(chart, offer, forms, records, childless))
    columns.sort(key=lambda column: _turn(column.visit, column.sequence))
    outside = [
        Cell(crf, None, records[None, 1, crf.form])
        for crf in crfs()
        if crf.scope == "subject" and is_outside_visits(crf)
    ]
    return Matrix(forms, columns, outside)


@cache
def _rounds() -> dict[str, int]:
    """By code, where each visit's round begins: visits that repeat together follow one another."""
    begins: dict[str, int] = {}
    before: PlannedVisit | None = None
    for place, visit in enumerate(schedule().values()):
        begins[visit.code] = place
        if before and before.repeats and visit.repeats and before.anchor == visit.anchor:
            begins[visit.code] = begins[before.code]
        before = visit
    return begins


def _turn(visit, sequence) -> tuple[int, int, int]:
    """What orders columns: cycle after cycle, and within each its visits."""
    return _rounds()[visit.code], sequence, visit.number


def _records(subject):
    filed = defaultdict(list)
    unsettled = Count("queries", filter=~Q(queries__state="CLOSED"))
    begun = subject.records.select_related("visit").annotate(open_queries=unsettled)
    for record in begun.order_by("line"):
        record.subject, record.site = subject, subject.site
        code, sequence = (record.visit.code, record.visit.sequence) if record.visit else (None, 1)
        filed[code, sequence, record.form].append(record)
    return filed


@cache
def anchor_rule():
    """The protocol's function that tells day 0 of a planned visit."""
    return import_string(settings.EDC_ANCHOR)


@cache
def offer_rule():
    """The protocol's function that tells whether a visit is offered, and what is owed at it."""
    return import_string(settings.EDC_OFFER)


def _chart(subject):
    return charts.load([subject], _forms_needed())[subject.pk]


@cache
def _forms_needed() -> frozenset[str]:
    """Everything that anchors, offers, conditions and visit dates read."""
    needed = forms_read(facts()["visit_dates"])
    for name in (*names_of(anchor_rule())[2:], *names_of(offer_rule())[4:]):
        needed |= forms_named(name)
    for crf in crfs():
        needed = needed.union(*(forms_read(planned.when) for planned in crf.visits))
    return needed


def _begun(subject) -> dict[str, set[int]]:
    begun = defaultdict(set)
    for code, sequence in Visit.objects.filter(subject=subject).values_list("code", "sequence"):
        begun[code].add(sequence)
    return begun


def _visits(begun):
    """Every visit of the schedule, repeating ones as far as they were begun and once more."""
    for code, visit in schedule().items():
        if not visit.repeats:
            yield visit, 1
            continue
        first = visit.first_sequence
        yield from ((visit, sequence) for sequence in sorted(begun[code]))
        if len(begun[code]) < MOST_SEQUENCES:
            yield visit, max(begun[code], default=first - 1) + 1


def _window(chart, visit, sequence):
    return visit.window(anchor_of(chart, visit, sequence), sequence)


def _childless(records) -> dict[str, list[Record]]:
    """By each form that a parent has once: the parents that have none."""
    of_form: dict[str, list[Record]] = defaultdict(list)
    for (_, _, form), filed in list(records.items()):
        of_form[form] += [record for record in filed if record.state != State.REMOVED]
    return {
        crf.form: [
            parent
            for parent in of_form[crf.parent]
            if all(child.parent_id != parent.pk for child in of_form[crf.form])
        ]
        for crf in crfs()
        if crf.repeats == Repeats.CHILD
    }


def _line_for_parent(crf, place, records, childless) -> int | None:
    """The line of a further record: beside its parent that of the parent, else the next one."""
    taken = {record.line for record in records}
    if not is_beside_parent(crf, place[0]):
        return max(taken, default=0) + 1 if childless else None
    beside = (p.line for p in childless if (p.visit.code, p.visit.sequence) == place)
    return next((line for line in beside if line not in taken), None)


def _column(chart, offer, forms, records, childless) -> Column:
    visit, sequence, window = offer.visit, offer.sequence, offer.window
    column = Column(
        visit,
        sequence,
        None if window is Unknown else window,
        _happened_on(chart, visit.code, sequence),
        offer.is_missed,
    )
    for crf in forms:
        planned = next((c for c in crf.visits if c.visit.code == visit.code), None)
        need = _need(chart, planned)
        need = need and offer.need(crf.form, need)
        place = (visit.code, sequence)
        cell = Cell(crf, need, records[(*place, crf.form)], place)
        if crf.form in childless:
            cell.for_parent = _line_for_parent(crf, place, cell.records, childless[crf.form])
        is_open = not any(record.state == State.COMPLETE for record in cell.records)
        is_past = column.window is not None and column.window[1] < chart.today
        cell.is_overdue = is_open and is_past and cell.need in {Need.REQUIRED, Need.CONDITIONAL}
        column.cells.append(cell)
    return column


def _need(chart, planned) -> Need | None:
    if planned is None:
        return None
    if planned.need == Need.CONDITIONAL and chart.evaluate(planned.when) is not True:
        return None
    return planned.need


def anchor_of(chart, visit: PlannedVisit, sequence: int):
    """Day 0 of a visit, or Unknown."""
    if visit.target is None:
        return Unknown
    read = {name: chart.value(name) for name in names_of(anchor_rule())[2:]}
    return anchor_rule()(visit, sequence, **read)


def _happened_on(chart, code, sequence):
    return chart.fact("visit_dates").get((code, sequence))
