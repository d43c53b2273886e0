"""The doses of inotuzumab ozogamicin: what the protocol asks of them beyond what forms check."""

from decimal import Decimal

import pytest

from dosing.checks.watch import third_cycle_follows_no_mrd_remission
from dosing.models import DosingCycle, InoInfusion
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from tests.dosing.watching import (
    asked,
    blood,
    cycle,
    day,
    event,
    infused,
    left_out,
    on_ino,
    plan,
    subject,
)
from tests.enrollment.paper import failing
from trial.protocol import PARAMETERS

STOPPED, LIVER, EVENTS = "DOSE-INO-01", "DOSE-INO-02", "DOSE-INO-03"
LEFT_OUT, TWO_WEEKS, FOUR_WEEKS = "DOSE-INO-04", "DOSE-INO-05", "DOSE-INO-06"
COUNTS, RAISED = "DOSE-INO-07", "DOSE-INO-08"


def test_the_rules_of_ino_are_these_and_shown_there():
    checks = {
        check.id: (check.severity, check.question, check.instead_of)
        for form in (InoInfusion, DosingCycle)
        for check in listed_checks(form)
        if check.id.startswith("DOSE-")
    }

    assert checks == {
        STOPPED: (Severity.SOFT, "given", ""),
        LIVER: (Severity.SOFT, "given", ""),
        EVENTS: (Severity.SOFT, "given", ""),
        LEFT_OUT: (Severity.SOFT, "infusion_date", "INO-009"),
        TWO_WEEKS: (Severity.SOFT, "actual_dose_mg_m2", ""),
        FOUR_WEEKS: (Severity.SOFT, "given", ""),
        COUNTS: (Severity.SOFT, "given", ""),
        RAISED: (Severity.SOFT, "actual_dose_mg_m2", "INO-014"),
        "DOSE-INO-09": (Severity.SOFT, "cycle_number", "CYC-002"),
    }


@pytest.mark.parametrize(
    ("change", "places"),
    [(("DISCONTINUED",), [1]), (("STOPPED", "DISCONTINUED"), [1]), (("STOPPED",), []), ((), [])],
)
def test_ino_that_was_stopped_for_good_is_not_given_again(change, places):
    chart = subject()
    cycle(chart, 1, 0)
    infused(chart, 0, change=change)
    infused(chart, 7, planned="D8")
    infused(chart, 14, planned="D15")

    assert asked(chart, STOPPED) == places


def test_a_stop_at_an_infusion_that_was_not_given_counts_too():
    chart = subject()
    cycle(chart, 1, 0)
    infused(chart, 0)
    left_out(chart, change=("OMITTED", "DISCONTINUED"))
    infused(chart, 14, planned="D15")
    left_out(chart, number=2, planned="D1")

    assert asked(chart, STOPPED) == [2]


def test_a_stop_that_was_not_kept_is_asked_about_once():
    chart = subject()
    cycle(chart, 1, 0)
    infused(chart, 0, change=("DISCONTINUED",))
    infused(chart, 7, planned="D8", change=("DISCONTINUED",))
    infused(chart, 14, planned="D15")

    assert asked(chart, STOPPED) == [1]


def test_the_order_of_the_plan_decides_what_comes_after_a_stop():
    chart = subject()
    infused(chart, 7, planned="D8", change=("DISCONTINUED",))
    infused(chart, 0)

    assert asked(chart, STOPPED) == []


@pytest.mark.parametrize(
    ("answers", "places"),
    [
        ({"grade": "2"}, []),
        ({"grade": "3"}, [1]),
        ({"grade": "4"}, [1]),
        ({"grade": None}, []),
        ({"causality_ino": "UNLIKELY"}, []),
        ({"causality_ino": None}, []),
        ({"kind": "VOD"}, []),
        ({"kind": None}, []),
    ],
)
def test_severe_liver_toxicity_stops_ino(answers, places):
    chart = on_ino(0, 7, 14)
    event(chart, 5, 6, **{"kind": "HEPATOTOX"} | answers)

    assert asked(chart, LIVER) == places


@pytest.mark.parametrize(
    ("first", "places"), [(6, [1]), (7, [2]), (14, []), (-1, []), ("2026-01", [])]
)
def test_no_infusion_follows_the_first_day_of_severe_liver_toxicity(first, places):
    chart = on_ino(0, 7, 14)
    event(chart, first, None, kind="HEPATOTOX")

    assert asked(chart, LIVER) == places


def test_what_was_stopped_while_severe_liver_toxicity_lasted_was_acted_upon():
    chart = subject()
    cycle(chart, 1, 0)
    infused(chart, 0)
    infused(chart, 7, planned="D8")
    left_out(chart, planned="D15", change=("DISCONTINUED",))
    event(chart, 5, kind="HEPATOTOX")

    assert asked(chart, LIVER) == []


@pytest.mark.parametrize(
    ("answers", "places"),
    [
        ({"grade": "1"}, []),
        ({"grade": "2"}, [1]),
        ({"grade": "3"}, [1]),
        ({"grade": None}, []),
        ({"causality_ino": "POSSIBLE"}, [1]),
        ({"causality_ino": "NOT"}, []),
        ({"term": "Platelet count decreased"}, []),
        ({"term": None}, []),
        ({"kind": "INFECTION"}, [1]),
        ({"kind": "HEPATOTOX"}, []),
        ({"kind": "VOD"}, []),
        ({"kind": "IRR"}, []),
    ],
)
def test_another_related_event_holds_ino(answers, places):
    chart = on_ino(0, 7)
    event(chart, 5, 10, **{"grade": "2"} | answers)

    assert asked(chart, EVENTS) == places


@pytest.mark.parametrize(
    ("first", "last", "places"),
    [
        (6, 8, [1]),
        (6, 7, []),
        (7, 8, []),
        (6, None, [1]),
        (0, None, [1]),
        (-1, None, []),
        (1, 20, [1]),
        ("2026-01", None, []),
        (6, "2026-01", []),
        (6, "2026-02", [1]),
    ],
)
def test_an_event_holds_the_next_infusion_while_it_certainly_lasts(first, last, places):
    chart = on_ino(0, 7, 14)
    event(chart, first, last, grade="2")

    assert asked(chart, EVENTS) == places


def test_an_infusion_left_out_or_late_while_the_event_lasts_is_the_hold():
    omitted = subject()
    cycle(omitted, 1, 0)
    infused(omitted, 0)
    left_out(omitted)
    infused(omitted, 14, planned="D15")
    late = on_ino(0)
    infused(late, 10, planned="D8", change=("DELAYED",), modification_reason="AE_OTH")
    for chart in (omitted, late):
        event(chart, 5, 20, grade="2")

    assert asked(omitted, EVENTS) == []
    assert asked(late, EVENTS) == []


def low_counts(*, since=5, on=34, counts=(), **answers):
    """A second cycle on a day, with counts low since another and an event about it."""
    chart = on_ino(0, 7)
    blood(chart, since, "0.99")
    for count in counts:
        blood(chart, *count)
    cycle(chart, 2, on)
    infused(chart, on, number=2)
    about = {"term": "Neutrophil count decreased", "grade": "3"}
    event(chart, since, **about | answers)
    return chart


@pytest.mark.parametrize(("on", "places"), [(33, []), (34, [2])])
def test_low_counts_for_more_than_28_days_stop_ino(on, places):
    assert asked(low_counts(on=on), COUNTS) == places


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ([(20, "0.99", 50)], [2]),
        ([(20, "1.0", 50)], []),
        ([(20, "1.0", 49)], [2]),
        ([(20, "1.0", None)], []),
        ([(34, "1.0", 50)], []),
        ([(35, "1.0", 50)], [2]),
    ],
)
def test_counts_are_low_until_both_are_back(counts, places):
    assert asked(low_counts(counts=counts), COUNTS) == places


@pytest.mark.parametrize(
    ("answers", "places"),
    [
        ({"causality_ino": "POSSIBLE"}, [2]),
        ({"causality_ino": "NOT"}, []),
        ({"causality_ino": None}, []),
        ({"term": "Nausea"}, []),
        ({"term": None}, []),
        ({"end_date": str(day(33)), "ongoing": "N"}, []),
        ({"end_date": str(day(34)), "ongoing": "N"}, [2]),
    ],
)
def test_low_counts_stop_ino_when_an_event_puts_them_down_to_it(answers, places):
    assert asked(low_counts(**answers), COUNTS) == places


def reduced(*, later, reason="AE_HEP", change=("REDUCED",), planned="0.5"):
    """The second infusion reduced to 0.375 mg/m2, and a third at another dose."""
    chart = on_ino(0)
    infused(chart, 7, planned="D8", dose="0.375", change=change, modification_reason=reason)
    infused(chart, 14, planned="D15", dose=later, planned_dose_mg_m2=Decimal(planned))
    return chart


@pytest.mark.parametrize(
    ("later", "places"), [("0.375", []), ("0.393", []), ("0.394", [2]), ("0.3", [])]
)
def test_a_dose_reduced_for_toxicity_is_not_raised_again(later, places):
    assert asked(reduced(later=later), RAISED) == places


@pytest.mark.parametrize(
    ("reason", "change"),
    [("ERROR", ("REDUCED",)), (None, ("REDUCED",)), ("AE_HEP", ("SLOWED",))],
)
def test_only_a_reduction_for_toxicity_binds_later_doses(reason, change):
    assert asked(reduced(later="0.5", reason=reason, change=change), RAISED) == []


def test_a_reduction_is_a_part_of_the_dose_of_its_day():
    chart = subject()
    plan(chart, "LABEL_INDUCTION")
    cycle(chart, 1, 0, regimen="LABEL_INDUCTION")
    infused(chart, 0, dose="0.6", change=("REDUCED",), modification_reason="AE_HEP")
    infused(chart, 7, planned="D8", dose="0.375")
    infused(chart, 14, planned="D15", dose="0.5")

    assert asked(chart, RAISED) == [2]


def test_a_dose_that_is_raised_is_asked_about_once():
    chart = reduced(later="0.5", planned="0.375")
    raised = chart.records["ino_infusion"][-1]

    assert RAISED in failing(chart, raised, beside="actual_dose_mg_m2")
    assert "INO-014" not in failing(chart, raised, beside="actual_dose_mg_m2")


@pytest.mark.parametrize(
    ("number", "regimen", "remission", "holds"),
    [
        (3, "LABEL_CR", day(20), False),
        (3, "LABEL_CR", day(55), False),
        (3, "LABEL_CR", day(56), True),
        (3, "LABEL_CR", Unknown, Unknown),
        (2, "LABEL_CR", day(20), True),
        (3, "NONE", day(20), True),
        (Unknown, "LABEL_CR", day(20), Unknown),
        (3, Unknown, day(20), Unknown),
    ],
)
def test_a_third_cycle_is_for_those_without_mrd_remission_after_two(
    number, regimen, remission, holds
):
    truth = third_cycle_follows_no_mrd_remission(number, regimen, day(56), remission, PARAMETERS)

    assert truth is holds


def test_a_third_cycle_after_remission_is_asked_about_once():
    chart = subject()
    chart._facts["mrd_remission_date"] = day(14)
    third = cycle(chart, 3, 56)

    asked_beside = failing(chart, third, beside="cycle_number")

    assert "DOSE-INO-09" in asked_beside
    assert "CYC-002" not in asked_beside
