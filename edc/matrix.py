"""A subject's matrix: visits by forms, with windows and states."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from edc import charts
from edc.chart import forms_read
from edc.crf import Crf, Repeats, crfs
from edc.facts import facts
from edc.logic import Unknown
from edc.models import Record, Visit
from edc.models.record import State
from edc.places import is_outside_visits, schedule
from edc.schedule import Need, PlannedVisit, timing

MOST_SEQUENCES = 200


@dataclass
class Cell:
    """One form at one visit: whether it is owed, and the records there are."""

    crf: type[Crf]
    need: Need | None
    records: list[Record] = field(default_factory=list)
    is_overdue: bool = False

    @property
    def next_line(self) -> int:
        return max((record.line for record in self.records), default=0) + 1

    @property
    def is_begun(self) -> bool:
        return bool(self.records)

    @property
    def may_repeat(self) -> bool:
        """Whether another record may be added beside those there are."""
        return self.crf.repeats in {Repeats.LOG, Repeats.PER_VISIT} and self.is_begun


@dataclass
class Column:
    """One visit, planned or begun."""

    visit: PlannedVisit
    sequence: int
    window: tuple[date, date] | None
    happened_on: date | None
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
        return [
            (crf, [column.cells[index] for column in self.columns])
            for index, crf in enumerate(self.forms)
        ]


def matrix_of(subject) -> Matrix:
    """The subject's matrix, in four statements whatever the number of visits."""
    records = _records(subject)
    chart = _chart(subject)
    forms = [crf for crf in crfs() if crf.visits]
    columns = [
        _column(chart, visit, sequence, forms, records)
        for visit, sequence in _visits(subject, records)
    ]
    outside = [
        Cell(crf, None, records[None, 1, crf.form]) for crf in crfs() if is_outside_visits(crf)
    ]
    return Matrix(forms, columns, outside)


def _records(subject):
    filed = defaultdict(list)
    unsettled = Count("queries", filter=~Q(queries__state="CLOSED"))
    begun = subject.records.select_related("visit", "subject__site").annotate(open_queries=unsettled)
    for record in begun.order_by("line"):
        code, sequence = (
            (record.visit.code, record.visit.sequence) if record.visit else (None, 1)
        )
        filed[code, sequence, record.form].append(record)
    return filed


def _chart(subject):
    """Everything that anchors, conditions and visit dates read."""
    names = {visit.anchor for visit in schedule().values()} & facts().keys()
    needed = {"visit_record", "dosing_cycle"} & {crf.form for crf in crfs()}
    needed |= {form for name in names for form in forms_read(facts()[name])}
    for crf in crfs():
        needed |= {form for planned in crf.visits for form in forms_read(planned.when)}
    return charts.load([subject], needed)[subject.pk]


def _visits(subject, records):
    """Every visit of the schedule, repeating ones as far as they were begun and once more."""
    begun = defaultdict(set)
    for code, sequence in Visit.objects.filter(subject=subject).values_list("code", "sequence"):
        begun[code].add(sequence)
    for code, visit in schedule().items():
        if not visit.repeats:
            yield visit, 1
            continue
        first = 2 if visit.anchor == "cycle_start" else 1
        yield from ((visit, sequence) for sequence in sorted(begun[code]))
        if len(begun[code]) < MOST_SEQUENCES:
            yield visit, max(begun[code], default=first - 1) + 1


def _column(chart, visit, sequence, forms, records) -> Column:
    window = visit.window(anchor_of(chart, visit, sequence), sequence)
    column = Column(
        visit,
        sequence,
        None if window is Unknown else window,
        _happened_on(chart, visit.code, sequence),
    )
    for crf in forms:
        planned = next((c for c in crf.visits if c.visit.code == visit.code), None)
        cell = Cell(crf, _need(chart, planned), records[visit.code, sequence, crf.form])
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
    """Day 0 of a visit: the fact it names, or the start of the cycle with its number."""
    if visit.anchor == "cycle_start":
        cycles = [c for c in chart.records.get("dosing_cycle", ()) if c.cycle_number == sequence]
        return cycles[0].cycle_start_date if cycles else Unknown
    return chart.fact(visit.anchor) if visit.anchor in facts() else Unknown


def _happened_on(chart, code, sequence):
    for record in chart.records.get("visit_record", ()):
        place = record._envelope.visit
        if place == (code, sequence) and record.visit_date is not Unknown:
            return record.visit_date
    return None
