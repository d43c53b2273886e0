"""What befell a subject beside the study treatment, from the forms of safety."""

import pytest

from edc.logic import Unknown
from enrollment.models import Enrolment
from safety.models import Conmed
from tests.enrollment.paper import blank_chart, fill, same
from tests.safety.paper import at, day, event, report, treated


def takes(chart, since, *, category="LEUKAEMIA", route="PO"):
    fill(chart, Conmed, category=category, route=route, start_date=since)


@pytest.mark.parametrize(
    ("start", "began"),
    [
        ("2026-01-01", day(1)),
        ("2026-01-20", day(20)),
        ("2025-12-31", Unknown),
        ("2026-01", day(1)),
        ("2026", day(1)),
        ("2026-03", day(60)),
        ("2025-12", Unknown),
        ("2025", Unknown),
    ],
)
def test_other_therapy_counts_from_the_first_dose_on(start, began):
    chart = treated()

    takes(chart, start)

    assert same(chart.fact("other_therapy_date"), began)


def test_the_earliest_other_therapy_counts():
    chart = treated()
    for start in ("2026-01-20", "2026-01-09", "2025-12-01"):
        takes(chart, start)

    assert chart.fact("other_therapy_date") == day(9)


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        ({"route": "IT"}, False),
        ({"route": None}, True),
        ({"route": "IV"}, True),
        ({"category": "STEROID"}, False),
        ({"category": "INTRATHECAL", "route": "IT"}, False),
        ({"category": None}, False),
    ],
)
def test_only_treatment_of_the_leukaemia_itself_is_other_therapy(answers, counts):
    chart = treated()

    takes(chart, "2026-01-09", **answers)

    assert same(chart.fact("other_therapy_date"), day(9) if counts else Unknown)


def test_nobody_untreated_has_other_therapy():
    chart = blank_chart()

    takes(chart, "2026-01-09")

    assert chart.fact("other_therapy_date") is Unknown


@pytest.mark.parametrize(
    ("since", "reason"), [("2026-01-15", "OTHER_THERAPY"), ("2026-02-20", "NO_SAMPLE")]
)
def test_other_therapy_up_to_week_2_decides_the_week_2_result(since, reason):
    chart = treated()
    fill(chart, Enrolment, decision="ENROLLED", enrolment_date=day(1))

    takes(chart, since)

    assert chart.fact("week2").reason == reason


def test_a_serious_event_has_its_reports_in_order():
    chart = treated()
    event(chart, 7)
    event(chart, 8, serious="N")
    report(chart, 7, "FINAL", report_number=3, report_time=at(20, 9))
    report(chart, 7, report_number=1, aware_time=at(2, 8), report_time=at(2, 10))
    report(chart, 8, report_number=1, aware_time=at(1, 8))
    report(chart, 7, "FOLLOWUP", report_number=2, report_time=at(9, 9))

    (found,) = chart.fact("sae_reports")

    assert found.ae_number == 7
    assert [report.kind for report in found.reports] == ["INITIAL", "FOLLOWUP", "FINAL"]
    assert [report.made_at for report in found.reports] == [at(2, 10), at(9, 9), at(20, 9)]


@pytest.mark.parametrize(
    ("reported", "minutes"), [(at(3, 8), 0), (at(3, 8, 30), 30), (None, Unknown)]
)
def test_the_initial_report_is_late_by_the_minutes_after_it_was_due(reported, minutes):
    chart = treated()
    event(chart, 1)
    report(chart, 1, report_number=1, aware_time=at(2, 8), report_time=reported)

    (found,) = chart.fact("sae_reports")

    assert found.due_at == at(3, 8)
    assert same(found.minutes_late, minutes)


def test_a_draft_says_since_when_the_clock_runs_but_is_no_report():
    chart = treated()
    event(chart, 1)
    report(chart, 1, state="DRAFT", aware_time=at(2, 8), report_time=at(2, 10))

    (found,) = chart.fact("sae_reports")

    assert found.due_at == at(3, 8)
    assert found.minutes_late is Unknown
    assert (found.is_overdue(at(3, 8)), found.is_overdue(at(3, 8, 1))) == (False, True)


def test_an_event_that_nobody_reported_has_no_clock_yet():
    chart = treated()
    event(chart, 1)
    report(chart, 1, "FOLLOWUP", report_number=2)

    (found,) = chart.fact("sae_reports")

    assert found.due_at is Unknown
    assert found.is_overdue(at(30, 8)) is Unknown


def test_a_report_of_another_number_is_none_of_the_event():
    chart = treated()
    event(chart, 1)
    report(chart, 2, aware_time=at(2, 8))
    report(chart, None, aware_time=at(2, 8))

    (found,) = chart.fact("sae_reports")

    assert found.reports == ()
