"""When a visit is due, and whether it came too early or too late."""

from datetime import date, timedelta
from types import SimpleNamespace as Form

import pytest

from edc.chart import PlaceInSchedule
from edc.logic import Unknown
from enrollment.facts import anchor_dates
from enrollment.models import VisitRecord
from enrollment.windows import window_status
from followup.models import PreHsctAssessment
from tests.enrollment.paper import blank_chart, fill, january, shows, takes_olverembatinib
from trial.protocol import SCHEDULE

ANCHORS = {
    "c1d1_date": date(2026, 1, 1),
    "week2_anchor_date": date(2026, 1, 3),
    "last_dose_date": date(2026, 3, 1),
    "conditioning_start": date(2026, 4, 1),
    "hsct_d0": date(2026, 5, 1),
    "first_relapse_date": date(2026, 6, 1),
}
CYCLES = [
    Form(cycle_number=1, cycle_start_date=date(2026, 1, 1)),
    Form(cycle_number=2, cycle_start_date=date(2026, 2, 1)),
    Form(cycle_number=Unknown, cycle_start_date=date(2026, 7, 1)),
]
RELAPSES = [
    Form(relapse_date=date(2026, 9, 1)),
    Form(relapse_date=Unknown),
    Form(relapse_date=date(2026, 6, 1)),
]
DECISIONS = [
    Form(assessment_date=date(2026, 4, 20), hsct_decision="PROCEED"),
    Form(assessment_date=date(2026, 3, 10), hsct_decision=Unknown),
    Form(assessment_date=Unknown, hsct_decision="NO"),
    Form(assessment_date=date(2026, 2, 20), hsct_decision="DEFER"),
]


def status(
    code, sequence, day, *, anchors=ANCHORS, cycles=CYCLES, relapses=RELAPSES, decisions=DECISIONS
):
    place = PlaceInSchedule(code, sequence)
    return window_status(place, day, anchors, cycles, relapses, decisions)


@pytest.mark.parametrize(
    ("code", "sequence", "first", "last"),
    [
        ("SCR", 1, date(2025, 12, 4), date(2025, 12, 31)),
        ("C1D1", 1, date(2026, 1, 1), date(2026, 1, 1)),
        ("C1D8", 1, date(2026, 1, 6), date(2026, 1, 10)),
        ("C1D15", 1, date(2026, 1, 15), date(2026, 1, 22)),
        ("C1D22", 1, date(2026, 1, 20), date(2026, 1, 29)),
        ("CXD1", 2, date(2026, 2, 1), date(2026, 2, 1)),
        ("CXD8", 2, date(2026, 2, 6), date(2026, 2, 10)),
        ("CXD15", 2, date(2026, 2, 13), date(2026, 2, 20)),
        ("EOT", 1, date(2026, 3, 1), date(2026, 3, 31)),
        ("PRE_HSCT", 1, date(2026, 3, 4), date(2026, 3, 31)),
        ("PRE_HSCT", 2, date(2026, 3, 23), date(2026, 4, 19)),
        ("HSCT", 1, date(2026, 5, 1), date(2026, 5, 1)),
        ("HD100", 1, date(2026, 7, 30), date(2026, 8, 19)),
        ("HM12", 1, date(2027, 5, 1), date(2027, 5, 31)),
        ("FU", 1, date(2026, 5, 16), date(2026, 6, 13)),
        ("FU", 3, date(2026, 11, 12), date(2026, 12, 10)),
        ("REL", 1, date(2026, 5, 25), date(2026, 6, 22)),
        ("REL", 2, date(2026, 8, 25), date(2026, 9, 22)),
    ],
)
def test_the_window_includes_its_first_and_last_day_and_no_other(code, sequence, first, last):
    a_day = timedelta(days=1)

    assert status(code, sequence, first - a_day) == "EARLY"
    assert status(code, sequence, first) == "IN"
    assert status(code, sequence, last) == "IN"
    assert status(code, sequence, last + a_day) == "LATE"


def test_an_unscheduled_visit_has_no_window():
    assert status("UNS", 4, january(5)) == "NONE"


@pytest.mark.parametrize(
    ("code", "sequence"),
    [("CXD1", 3), ("REL", 3), ("PRE_HSCT", 3)],
)
def test_a_visit_counted_from_what_has_not_happened_has_no_status_yet(code, sequence):
    assert status(code, sequence, january(5)) is Unknown


def test_the_first_relapse_visit_is_counted_from_the_first_relapse_that_counts():
    molecular = Form(relapse_date=date(2026, 4, 1))

    assert status("REL", 1, date(2026, 6, 1), relapses=[molecular, *RELAPSES]) == "IN"


def test_every_visit_with_a_target_has_its_anchor():
    names = {planned.anchor for planned in SCHEDULE if planned.target is not None}
    days = {name: january(n) for n, name in enumerate(names - {"cycle_start"}, start=1)}

    assert anchor_dates(**days) == days


def test_a_visit_whose_anchor_is_unknown_has_no_status_yet():
    anchors = ANCHORS | {"hsct_d0": Unknown}

    assert status("HD28", 1, january(5), anchors=anchors) is Unknown
    assert status("C1D8", 1, january(8), anchors=anchors) == "IN"


def test_a_visit_without_a_date_has_no_status():
    assert status("C1D8", 1, Unknown) is Unknown
    assert status("UNS", 1, Unknown) is Unknown


def test_a_visit_that_the_schedule_does_not_know_has_no_status():
    assert status("C9D9", 1, january(5)) is Unknown


def test_the_first_dose_anchors_the_visits_of_cycle_1():
    chart = blank_chart()
    takes_olverembatinib(chart, since="2026-01-01")
    late = fill(chart, VisitRecord, visit=("C1D8", 1), occurred="Y", visit_date="2026-01-11")
    punctual = fill(chart, VisitRecord, visit=("C1D22", 1), occurred="Y", visit_date="2026-01-22")

    assert (late.window_status, punctual.window_status) == ("LATE", "IN")


def test_a_reason_is_asked_of_a_visit_outside_its_window_alone():
    chart = blank_chart()
    takes_olverembatinib(chart, since="2026-01-01")
    early = fill(chart, VisitRecord, visit=("C1D8", 1), occurred="Y", visit_date="2026-01-05")
    late = fill(chart, VisitRecord, visit=("C1D15", 1), occurred="Y", visit_date="2026-01-21")
    punctual = fill(chart, VisitRecord, visit=("C1D22", 1), occurred="Y", visit_date="2026-01-22")
    reason = VisitRecord.asked["out_of_window_reason"]

    assert chart.shows(early, reason)
    assert chart.shows(late, reason)
    assert not chart.shows(punctual, reason)
    assert not shows(VisitRecord, "out_of_window_reason")


def test_a_repeated_visit_before_hsct_is_counted_from_the_decision_with_its_number():
    chart = blank_chart()
    second = fill(chart, VisitRecord, visit=("PRE_HSCT", 2), occurred="Y", visit_date="2026-04-19")
    fill(chart, PreHsctAssessment, assessment_date="2026-04-20", hsct_decision="PROCEED")
    assert second.window_status is Unknown

    fill(chart, PreHsctAssessment, assessment_date="2026-02-20", hsct_decision="DEFER")
    chart.forget()

    assert second.window_status == "IN"
