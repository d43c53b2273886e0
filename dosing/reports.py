"""Doses of one subject on a page: planned against given, and the changes that the rules expect."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from dosing.picture import Bar, Course, Mark, Words, draw
from dosing.watch.exposure import INO, OLVEREMBATINIB, Exposure
from edc import charts
from edc.chart import Answers, Chart, forms_read
from edc.crf import crf_named
from edc.facts import facts
from edc.logic import Unknown, coalesce, filled, plain_text
from edc.models import Subject
from edc.questions import Question
from edc.sheets import derived_text
from edc.text import T
from edc.units import Unit

READ = ("dose_exposure", "expected_actions", "olv_course", "ino_course", "c1d1_date", "hsct_d0")
NOTHING = "–"
DRUGS = {
    OLVEREMBATINIB: (T("Olverembatinib", "奥雷巴替尼"), Unit.MILLIGRAM),
    INO: (T("Inotuzumab ozogamicin", "奥加伊妥珠单抗"), Unit.MILLIGRAM_PER_SQUARE_METRE),
}


class Row(NamedTuple):
    """The exposure to one drug in one cycle, or in all of them, as it is printed."""

    cycle: str
    planned: str
    given: str
    missed: str
    planned_amount: str
    given_amount: str
    intensity: str
    interruptions: str
    days_lost: str
    reductions: str


class Table(NamedTuple):
    """One drug: each cycle, then all of them; amounts in the unit."""

    drug: Any
    unit: str
    rows: list[Row]


class Trigger(NamedTuple):
    """What a rule found: the question, the answer as printed, and the record it stands on."""

    label: Any
    value: str
    form: Any
    record_id: int
    question: str


class Expected(NamedTuple):
    """A change of dose that a rule expects. ``broken_by``: the record of a dose in spite of it."""

    rule: str
    text: Any
    on: str
    trigger: Trigger
    due: str
    broken_by: int | None


def chart_of(subject: Subject) -> Chart:
    """The subject's chart with all that the page and its picture read."""
    needed = frozenset().union(*(forms_read(facts()[name]) for name in READ))
    return charts.of(subject, needed)


def tables(chart: Chart) -> list[Table]:
    """Planned against given, drug by drug; nothing of a drug that was not recorded."""
    exposures = chart.fact("dose_exposure")
    found = []
    for drug, (label, unit) in DRUGS.items():
        rows = [row_of(one) for one in exposures if one.drug == drug]
        found.append(Table(label, unit.shown, rows))
    return [table for table in found if table.rows]


def row_of(exposure: Exposure) -> Row:
    relative = exposure.relative_dose
    return Row(
        cycle="" if exposure.cycle is None else printed(exposure.cycle),
        planned=printed(exposure.planned_doses),
        given=printed(exposure.given_doses),
        missed=printed(exposure.missed_doses),
        planned_amount=printed(exposure.planned_amount),
        given_amount=printed(exposure.given_amount),
        intensity=NOTHING if relative is Unknown else f"{printed(relative)} %",
        interruptions=printed(exposure.interruptions),
        days_lost=printed(exposure.days_lost),
        reductions=printed(exposure.reductions),
    )


def expected(chart: Chart) -> list[Expected]:
    """The changes that the rules expect, those first that a dose was given in spite of."""
    found = [
        Expected(
            rule=action.rule,
            text=action.text,
            on=printed(action.on),
            trigger=trigger_of(chart, action.source),
            due=printed(action.due),
            broken_by=action.broken_by,
        )
        for action in chart.fact("expected_actions")
    ]
    return sorted(found, key=lambda one: (one.broken_by is None, one.on, one.rule))


def trigger_of(chart: Chart, source) -> Trigger:
    crf = crf_named(source.form)
    question = crf.asked[source.question]
    filed = chart.records[source.form]
    answers = next(one for one in filed if one._envelope.id == source.record_id)
    value = answer_with_unit(answers, question)
    return Trigger(question.label, value, crf.title, source.record_id, source.question)


def answer_with_unit(answers: Answers, question: Question) -> str:
    """An answer as it was written, with the unit it was given in."""
    row = answers._row
    if question.derived is not None:
        text, code = derived_text(answers, question), question.unit
    else:
        text = question.shown(row, answers._chart.site.zone)
        code = row.get(question.unit_column) or question.unit
    return f"{text} {Unit(code).shown}" if text and code else text


def printed(value) -> str:
    """A figure or a date; a dash for what is not known."""
    if value is Unknown or value is None:
        return NOTHING
    return plain_text(value)


# The picture


def picture(chart: Chart) -> bytes:
    """The course of both drugs in the language of the moment."""
    return draw(course_of(chart), words())


def course_of(chart: Chart) -> Course:
    """What the records say of both drugs, in days since the first dose; empty without one."""
    first = chart.fact("c1d1_date")
    if first is Unknown:
        return Course([], [], [], None)
    periods = chart.records.get("olverembatinib_period", ())
    hsct = chart.fact("hsct_d0")
    return Course(
        bars=[bar for period in periods for bar in bars_of(period, first, chart.today)],
        marks=[mark for one in chart.fact("ino_course").doses for mark in marks_of(one, first)],
        stops=[
            (period.start_date - first).days
            for period in periods
            if period.period_status == "STOPPED" and filled(period.start_date)
        ],
        hsct=(hsct - first).days if filled(hsct) else None,
    )


def bars_of(period, first: date, today: date) -> Iterator[Bar]:
    """The days of a period that was taken or paused; an ongoing one lasts until today."""
    status = coalesce(period.period_status, "")
    last = today if period.ongoing == "Y" else period.end_date
    if status in {"TAKEN", "INTERRUPTED"} and (period.start_date <= last) is True:
        dose = period.dose_other_mg if period.dose_mg == "OTHER" else period.dose_mg
        label = printed(dose) if status == "TAKEN" and filled(dose) else ""
        yield Bar((period.start_date - first).days, (last - first).days, label, status == "TAKEN")


def marks_of(infusion, first: date) -> Iterator[Mark]:
    """An infusion on its day; one that was left out on the day it was planned for."""
    is_given = infusion.given == "Y"
    day = infusion.on if is_given else infusion.nominal
    if filled(infusion.given) and filled(day):
        label = printed(infusion.dose) if is_given and filled(infusion.dose) else ""
        yield Mark((day - first).days, label, bool(is_given))


def words() -> Words:
    """What the picture says."""
    return Words(
        title=str(T("Study treatment", "研究治疗")),
        across=str(T("Days since the first dose (C1D1)", "首次给药（C1D1）后天数")),
        olverembatinib=f"{DRUGS[OLVEREMBATINIB][0]}\n(mg)",
        ino="InO\n(mg/m²)",
        taken=str(T("Taken", "服药")),
        paused=str(T("Interrupted", "暂停")),
        stopped=str(T("Stopped", "永久停药")),
        given=str(T("Infused", "已输注")),
        left_out=str(T("Not infused", "未输注")),
        hsct=str(T("HSCT day 0", "移植日（0天）")),
    )
