"""Olverembatinib: what is asked of a period, and what cannot be."""

from datetime import date
from types import SimpleNamespace as Form

import pytest

from dosing.checks.olverembatinib_period import (
    change_fits_the_status,
    dose_is_a_level_up_to_the_planned,
    dose_is_not_raised_after_a_reduction,
    first_period_has_none_before_it,
    interruption_is_not_too_long,
    olverembatinib_follows_enrolment,
    olverembatinib_is_taken_every_other_day,
    olverembatinib_precedes_death,
    olverembatinib_stops_before_conditioning,
    period_ends_after_it_starts,
    period_follows_another_without_a_gap,
    periods_do_not_overlap,
    permanent_stop_is_not_ongoing,
)
from dosing.models import DosingCycle, OlverembatinibPeriod
from edc.logic import Unknown
from tests.enrollment.paper import blank_chart, dies, failing, fill, january, owed, shows
from trial.protocol import PARAMETERS

TODAY = january(31)


def period(first, last=Unknown, status="TAKEN"):
    return Form(start_date=first, end_date=last, period_status=status)


def change(kind, reason, *, on=1):
    return Form(change_type=kind, change_reason=reason, start_date=january(on))


def test_an_empty_period_owes_what_every_period_answers():
    assert owed(OlverembatinibPeriod) == {
        "cycle_number",
        "period_status",
        "start_date",
        "ongoing",
        "change_type",
    }


def test_a_period_of_taking_the_drug_owes_the_dose_and_its_lot():
    taken = owed(OlverembatinibPeriod, period_status="TAKEN")
    interrupted = owed(OlverembatinibPeriod, period_status="INTERRUPTED")

    assert taken - interrupted == {
        "dose_mg",
        "frequency",
        "route",
        "with_food",
        "doses_missed",
        "lot_number",
    }


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        (
            "end_date",
            {"ongoing": "N", "period_status": "TAKEN"},
            {"ongoing": "Y", "period_status": "TAKEN"},
        ),
        (
            "end_date",
            {"ongoing": "N", "period_status": "INTERRUPTED"},
            {"ongoing": "N", "period_status": "STOPPED"},
        ),
        ("dose_mg", {"period_status": "TAKEN"}, {"period_status": "STOPPED"}),
        ("lot_number", {"period_status": "TAKEN"}, {"period_status": "INTERRUPTED"}),
        (
            "dose_other_mg",
            {"period_status": "TAKEN", "dose_mg": "OTHER"},
            {"period_status": "TAKEN", "dose_mg": "40"},
        ),
        (
            "missed_reason",
            {"period_status": "TAKEN", "doses_missed": 1},
            {"period_status": "TAKEN", "doses_missed": 0},
        ),
        ("change_reason", {"change_type": "RESUMED_LOWER"}, {"change_type": "RESUMED"}),
        ("change_reason", {"change_type": "STOPPED"}, {"change_type": "START"}),
        ("change_reason", {"change_type": "INCREASED"}, {"change_type": "SAME"}),
        ("change_reason", {"change_type": "INTERRUPTED"}, {"change_type": "SAME"}),
        (
            "related_ae",
            {"change_type": "REDUCED", "change_reason": "AE_PANC"},
            {"change_type": "REDUCED", "change_reason": "PATIENT"},
        ),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(OlverembatinibPeriod, question, **applies)
    assert question in owed(OlverembatinibPeriod, **applies)
    assert not shows(OlverembatinibPeriod, question, **does_not)
    assert not shows(OlverembatinibPeriod, question)


def test_a_period_belongs_to_the_cycle_with_its_number():
    chart = blank_chart()
    fill(chart, DosingCycle, cycle_number=1, ino_regimen="NONE")
    second = fill(chart, DosingCycle, cycle_number=2, ino_regimen="LABEL_CR")
    period = fill(chart, OlverembatinibPeriod, cycle_number=2)

    assert chart.parent_of(period) is second


@pytest.mark.parametrize(
    ("end", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_a_period_ends_after_it_starts(end, holds):
    assert period_ends_after_it_starts(start_date=january(5), end_date=end) is holds


@pytest.mark.parametrize(
    ("this", "other", "holds"),
    [
        (period(january(11), january(20)), period(january(1), january(10)), True),
        (period(january(10), january(20)), period(january(1), january(10)), False),
        (period(january(11), january(20)), period(january(20), january(25)), False),
        (period(january(11)), period(january(20)), False),
        (period(january(11), january(20)), period(january(21)), True),
        (period(january(11)), period(january(12), status="STOPPED"), True),
        (period(january(11), status="STOPPED"), period(january(1)), True),
        (period(january(11)), period(Unknown, january(20)), Unknown),
        (period(january(11), status=Unknown), period(january(11)), Unknown),
    ],
)
def test_periods_do_not_overlap(this, other, holds):
    truth = periods_do_not_overlap(
        **vars(this), olverembatinib_periods=[other, period(january(1), january(2))], today=TODAY
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("others", "holds"),
    [
        ([period(january(1), january(10))], True),
        ([period(january(1), january(9))], False),
        ([], False),
        ([period(january(1), january(9)), period(january(21))], False),
        ([period(january(1), january(9)), period(january(11))], False),
        ([period(january(1), january(9)), period(january(21), status="STOPPED")], False),
        ([period(january(1))], Unknown),
    ],
)
def test_a_period_follows_another_without_a_gap(others, holds):
    truth = period_follows_another_without_a_gap(
        change_type="SAME", start_date=january(11), olverembatinib_periods=others
    )

    assert truth is holds


def test_the_first_period_follows_nothing():
    truth = period_follows_another_without_a_gap(
        change_type="START", start_date=january(11), olverembatinib_periods=[]
    )

    assert truth is True


@pytest.mark.parametrize(
    ("kind", "other", "holds"),
    [
        ("START", period(january(12)), True),
        ("START", period(january(11)), True),
        ("START", period(january(10)), False),
        ("RESUMED", period(january(10)), True),
        ("START", period(Unknown), Unknown),
        (Unknown, period(january(10)), Unknown),
    ],
)
def test_the_first_period_has_none_before_it(kind, other, holds):
    truth = first_period_has_none_before_it(
        start_date=january(11), change_type=kind, olverembatinib_periods=[other]
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("status", "frequency", "holds"),
    [
        ("TAKEN", "QOD", True),
        ("TAKEN", "QD", False),
        ("INTERRUPTED", "QD", True),
        ("TAKEN", Unknown, Unknown),
    ],
)
def test_olverembatinib_is_taken_every_other_day(status, frequency, holds):
    truth = olverembatinib_is_taken_every_other_day(
        period_status=status, frequency=frequency, param=PARAMETERS
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("status", "dose", "planned", "holds"),
    [
        ("TAKEN", "30", "40", True),
        ("TAKEN", "40", "40", True),
        ("TAKEN", "40", "30", False),
        ("TAKEN", "10", "40", False),
        ("TAKEN", "OTHER", Unknown, False),
        ("STOPPED", "10", "40", True),
        ("TAKEN", "40", Unknown, Unknown),
        ("TAKEN", Unknown, "40", Unknown),
    ],
)
def test_the_dose_is_a_level_up_to_the_planned(status, dose, planned, holds):
    truth = dose_is_a_level_up_to_the_planned(
        period_status=status, dose_mg=dose, enrolment=Form(planned_olv_dose=planned)
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("this", "other", "holds"),
    [
        ("INCREASED", change("REDUCED", "PLANNED"), True),
        ("INCREASED", change("REDUCED", "AE_HEP"), False),
        ("INCREASED", change("RESUMED_LOWER", "AE_HAEM"), False),
        ("INCREASED", change("REDUCED", "AE_HEP", on=12), True),
        ("INCREASED", change("REDUCED", "AE_HEP", on=11), True),
        ("INCREASED", change("INTERRUPTED", "AE_HEP"), True),
        ("RESUMED", change("REDUCED", "AE_HEP"), True),
        ("INCREASED", change("REDUCED", Unknown), Unknown),
        (Unknown, change("REDUCED", "AE_HEP"), Unknown),
    ],
)
def test_the_dose_is_not_raised_after_a_reduction_for_toxicity(this, other, holds):
    truth = dose_is_not_raised_after_a_reduction(
        start_date=january(11), change_type=this, olverembatinib_periods=[other]
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("status", "start", "end", "holds"),
    [
        ("INTERRUPTED", january(1), january(29), True),
        ("INTERRUPTED", january(1), january(30), False),
        ("INTERRUPTED", january(3), Unknown, True),
        ("INTERRUPTED", january(2), Unknown, False),
        ("TAKEN", january(1), january(30), True),
        ("INTERRUPTED", Unknown, january(30), Unknown),
    ],
)
def test_an_interruption_lasts_28_days_at_most(status, start, end, holds):
    truth = interruption_is_not_too_long(
        period_status=status, start_date=start, end_date=end, today=TODAY, param=PARAMETERS
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("status", "end", "conditioning", "holds"),
    [
        ("TAKEN", january(9), january(10), True),
        ("TAKEN", january(10), january(10), False),
        ("TAKEN", Unknown, january(10), False),
        ("INTERRUPTED", january(10), january(10), True),
        ("TAKEN", Unknown, Unknown, Unknown),
    ],
)
def test_olverembatinib_stops_the_day_before_conditioning(status, end, conditioning, holds):
    truth = olverembatinib_stops_before_conditioning(
        period_status=status,
        end_date=end,
        conditioning_start=conditioning,
        today=TODAY,
        param=PARAMETERS,
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("status", "ongoing", "holds"),
    [
        ("STOPPED", "N", True),
        ("STOPPED", "Y", False),
        ("TAKEN", "Y", True),
        ("STOPPED", Unknown, Unknown),
    ],
)
def test_a_permanent_stop_is_not_ongoing(status, ongoing, holds):
    assert permanent_stop_is_not_ongoing(period_status=status, ongoing=ongoing) is holds


@pytest.mark.parametrize(
    ("start", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_olverembatinib_follows_enrolment(start, holds):
    assert olverembatinib_follows_enrolment(start_date=start, enrol_date=january(5)) is holds


@pytest.mark.parametrize(
    ("start", "holds"), [(january(5), True), (january(6), False), (Unknown, Unknown)]
)
def test_olverembatinib_precedes_death(start, holds):
    assert olverembatinib_precedes_death(start_date=start, death_date=january(5)) is holds


@pytest.mark.parametrize(
    ("status", "change", "holds"),
    [
        ("INTERRUPTED", "INTERRUPTED", True),
        ("INTERRUPTED", "SAME", False),
        ("STOPPED", "STOPPED", True),
        ("STOPPED", "INTERRUPTED", False),
        ("TAKEN", "RESUMED", True),
        ("TAKEN", "INTERRUPTED", False),
        ("TAKEN", "STOPPED", False),
        ("TAKEN", Unknown, Unknown),
        (Unknown, "STOPPED", Unknown),
    ],
)
def test_the_change_fits_the_status(status, change, holds):
    assert change_fits_the_status(period_status=status, change_type=change) is holds


def test_a_dose_after_death_is_said_once():
    chart = blank_chart()
    dies(chart, on="2026-01-05")
    ghost = fill(chart, OlverembatinibPeriod, period_status="TAKEN", start_date="2026-01-06")

    assert failing(chart, ghost, beside="start_date") == ["OLV-012"]


def test_a_gap_stays_in_question_after_the_permanent_stop():
    chart = blank_chart()
    ended = {"period_status": "TAKEN", "ongoing": "N"}
    fill(chart, OlverembatinibPeriod, **ended, start_date="2026-01-01", end_date="2026-01-09")
    later = fill(
        chart,
        OlverembatinibPeriod,
        **ended,
        change_type="SAME",
        start_date="2026-01-11",
        end_date="2026-01-20",
    )
    fill(chart, OlverembatinibPeriod, period_status="STOPPED", start_date="2026-01-21")

    assert failing(chart, later, beside="start_date") == ["OLV-003"]


def test_a_period_still_open_is_measured_to_today():
    chart = blank_chart()
    chart.today = date(2026, 2, 1)
    resting = fill(
        chart,
        OlverembatinibPeriod,
        period_status="INTERRUPTED",
        ongoing="Y",
        start_date="2026-01-03",
    )

    assert failing(chart, resting, beside="start_date") == ["OLV-008"]
