"""What the page of doses says of a subject on paper, and the picture of treatment."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from dosing import reports
from dosing.models import OlverembatinibPeriod
from dosing.picture import Bar, Course, Mark
from followup.models import Hsct
from tests.dosing.watching import (
    START,
    blood,
    cycle,
    day,
    event,
    infused,
    left_out,
    liver,
    pauses,
    plan,
    stops,
    subject,
    takes,
)
from tests.enrollment.paper import blank_chart, fill


@pytest.fixture
def chart():
    """Two cycles: an interruption, a reduction and a stop; an infusion left out, another late."""
    chart = subject()
    plan(chart)
    cycle(chart, 1, 0, regimen="LABEL_INDUCTION", olv_dose_planned="40")
    takes(chart, 0, 9)
    pauses(chart, 10, 19)
    takes(chart, 20, 39, dose="30", change_type="RESUMED_LOWER")
    stops(chart, 40)
    infused(chart, 0, dose="0.8")
    left_out(chart, planned="D8")
    late = {"change": ("DELAYED", "REDUCED"), "modification_reason": "AE_HEP"}
    infused(chart, 17, planned="D15", dose="0.4", planned_dose_mg_m2=Decimal("0.5"), **late)
    return chart


def transplanted(chart, on):
    return fill(chart, Hsct, hsct_kind="ALLO", d0_date=day(on), transplant_number=1)


def table(chart, drug):
    return next(found for found in reports.tables(chart) if str(found.drug) == drug)


def test_without_doses_there_are_no_tables_and_nothing_is_drawn():
    chart = blank_chart()

    assert reports.tables(chart) == []
    assert reports.course_of(chart) == Course([], [], [], None)
    assert b"<svg" in reports.picture(chart)


def test_olverembatinib_is_told_cycle_by_cycle_and_in_all(chart):
    found = table(chart, "Olverembatinib")

    assert found.unit == "mg"
    assert [tuple(row) for row in found.rows] == [
        (cycle, "20", "15", "5", "800", "500", "63 %", "1", "10", "1") for cycle in ("1", "")
    ]


def test_ino_is_told_in_milligrams_per_square_metre(chart):
    found = table(chart, "Inotuzumab ozogamicin")

    assert found.unit == "mg/m²"
    assert tuple(found.rows[0]) == ("1", "3", "2", "1", "1.8", "1.2", "67 %", "2", "3", "1")


def test_what_is_not_known_is_a_dash_and_nothing_is_a_zero():
    chart = subject()
    cycle(chart, 1, 0, olv_dose_planned="40")
    takes(chart, 0, 20, missed=None)

    row = table(chart, "Olverembatinib").rows[0]

    assert (row.given, row.missed, row.intensity) == ("–", "–", "–")
    assert (row.interruptions, row.reductions) == ("0", "0")


def test_an_expected_change_names_rule_trigger_and_the_dose_in_spite_of_it(chart):
    sample = blood(chart, 5, anc="0.3")
    taken = chart.records["olverembatinib_period"][0]

    one = next(one for one in reports.expected(chart) if one.broken_by)

    assert one.rule == "DOSE-OLV-01"
    assert "neutrophils below 1.0" in str(one.text)
    assert (one.on, one.due) == ("2026-01-06", "2026-01-07")
    assert (one.trigger.record_id, one.trigger.question) == (sample._envelope.id, "anc")
    assert (str(one.trigger.label), one.trigger.value) == ("Neutrophils, absolute", "0.3 ×10⁹/L")
    assert one.broken_by == taken._envelope.id


def test_a_change_that_was_recorded_is_broken_by_nothing(chart):
    blood(chart, 9, anc="0.3")
    blood(chart, 15, anc="2.0")

    found = [one for one in reports.expected(chart) if one.rule == "DOSE-OLV-01"]

    assert [one.broken_by for one in found] == [None, None]


def test_changes_that_were_not_made_come_first(chart):
    liver(chart, 9, alt=6)
    blood(chart, 21, anc="0.3")

    broken = [one.broken_by is not None for one in reports.expected(chart)]

    assert broken == sorted(broken, reverse=True)
    assert set(broken) == {True, False}


def test_an_event_of_a_month_is_told_by_the_month(chart):
    event(chart, "2026-01", "2026-02", grade="4")

    triggers = {one.on: one.trigger.value for one in reports.expected(chart)}

    assert triggers["2026-01"] == "Grade 4 (life-threatening)"


def test_a_value_keeps_the_unit_that_it_was_given_in():
    chart = subject()
    takes(chart, 0)
    given = {"anc_unit": "10^3/uL"}
    sample = blood(chart, 5, anc="0.3", **given)

    question = sample._crf.asked["anc"]

    assert reports.answer_with_unit(sample, question) == "0.3 ×10³/μL"


# The picture


def test_days_are_counted_from_the_first_dose(chart):
    transplanted(chart, 60)

    assert reports.course_of(chart) == Course(
        bars=[Bar(0, 9, "40", True), Bar(10, 19, "", False), Bar(20, 39, "30", True)],
        marks=[Mark(0, "0.8", True), Mark(7, "", False), Mark(17, "0.4", True)],
        stops=[40],
        hsct=60,
    )


def test_what_is_still_taken_is_drawn_until_today():
    chart = subject()
    chart.today = day(12)
    takes(chart, 0)

    assert reports.course_of(chart).bars == [Bar(0, 12, "40", True)]


def test_a_period_without_days_is_not_drawn():
    chart = subject()
    takes(chart, 0, 4)
    fill(chart, OlverembatinibPeriod, period_status="TAKEN", dose_mg="40", start_date=day(9))
    fill(chart, OlverembatinibPeriod, period_status="STOPPED")

    course = reports.course_of(chart)

    assert (len(course.bars), course.stops) == (1, [])


def test_the_words_stay_text_in_the_language_of_the_reader(chart):
    transplanted(chart, 60)

    for language, words in (
        (
            "en",
            ("Study treatment", "Days since the first dose (C1D1)", "HSCT day 0", "Not infused"),
        ),
        ("zh-hans", ("研究治疗", "首次给药（C1D1）后天数", "移植日（0天）", "未输注", "永久停药")),
    ):
        with override(language):
            drawn = reports.picture(chart).decode()
        said = set(re.findall(r">([^<>]+)</text>", drawn))
        assert set(words) <= said


def test_the_legend_names_only_what_is_drawn():
    chart = subject()
    takes(chart, 0, 9)

    drawn = reports.picture(chart).decode()

    assert ">Taken</text>" in drawn
    for absent in ("Interrupted", "Stopped", "Infused", "Not infused", "HSCT day 0"):
        assert f">{absent}</text>" not in drawn


def test_pictures_drawn_at_once_are_the_same(chart):
    with ThreadPoolExecutor(8) as threads:
        drawn = set(threads.map(reports.picture, [chart] * 16))

    assert drawn == {reports.picture(chart)}


@pytest.mark.parametrize("edge", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_date_at_the_edge_of_the_calendar_is_drawn_too(edge):
    chart = subject()
    takes(chart, 0, 3)
    ended = {"period_status": "TAKEN", "ongoing": "N", "dose_mg": "40"}
    fill(chart, OlverembatinibPeriod, **dict.fromkeys(("start_date", "end_date"), edge), **ended)

    assert b"<svg" in reports.picture(chart)
    assert len(reports.course_of(chart).bars) == 2
    assert date(2026, 1, 1) == START
