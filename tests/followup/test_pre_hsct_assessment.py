"""The decision for or against transplantation: what is asked, derived and checked."""

from datetime import date

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Span, Unknown
from edc.schedule import Need
from followup.checks.pre_hsct_assessment import (
    hsct_is_planned_after_the_assessment,
    hsct_is_planned_at_a_distance_from_ino,
    hsct_is_planned_with_vod_prophylaxis,
    hsct_is_planned_without_positive_mrd,
    known_risk_factors_are_ticked,
    none_stands_alone,
)
from followup.models import PreHsctAssessment
from followup.models.pre_hsct_assessment import days_from_ino_to_hsct
from tests.enrollment.paper import dies, failing, fill, owed, shows
from tests.followup.paper import FIRST_DOSE, treated
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
ASSESSED = date(2026, 2, 10)


def test_every_assessment_owes_decision_disease_and_risk():
    assert owed(PreHsctAssessment) == {
        "assessment_date",
        "hsct_decision",
        "remission_status",
        "last_mrd_date",
        "pcr_status_pre_hsct",
        "flow_status_pre_hsct",
        "bridging_therapy",
        "hct_ci",
        "lvef_percent",
        "bilirubin_total",
        "bilirubin_at_uln",
        "vod_risk_factors",
        "vod_prophylaxis",
    }


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("planned_hsct_date", {"hsct_decision": "PROCEED"}, {"hsct_decision": "DEFER"}),
        ("no_hsct_reason", {"hsct_decision": "DEFER"}, {"hsct_decision": "PROCEED"}),
        ("no_hsct_reason", {"hsct_decision": "NO"}, {"hsct_decision": "PROCEED"}),
        ("bridging_detail", {"bridging_therapy": "Y"}, {"bridging_therapy": "N"}),
    ],
)
def test_a_question_is_asked_and_owed_only_when_it_applies(question, applies, does_not):
    assert question in owed(PreHsctAssessment, **applies)
    assert not shows(PreHsctAssessment, question, **does_not)
    assert not shows(PreHsctAssessment, question)


def test_it_is_collected_before_transplantation():
    visits = {collected.visit.code: collected.need for collected in PreHsctAssessment.visits}

    assert visits == {"PRE_HSCT": Need.REQUIRED}


def test_the_interval_from_ino_is_counted_to_the_planned_day():
    assert days_from_ino_to_hsct(date(2026, 1, 1), date(2026, 3, 1)) == 59
    assert days_from_ino_to_hsct(Unknown, date(2026, 3, 1)) is Unknown
    assert days_from_ino_to_hsct(date(2026, 1, 1), Unknown) is Unknown


def test_a_planned_month_gives_an_interval_from_its_first_to_its_last_day():
    interval = days_from_ino_to_hsct(date(2026, 1, 1), PartialDate("2026-03"))

    assert isinstance(interval, Span)
    assert (interval.low, interval.high) == (59, 89)


def test_a_date_may_be_planned_for_the_future_and_for_somebody_who_died_since():
    chart = treated()
    dies(chart, on=ASSESSED)

    planned = fill(
        chart, PreHsctAssessment, hsct_decision="PROCEED", planned_hsct_date="2027-03-01"
    )

    assert failing(chart, planned, beside="planned_hsct_date") == []


def test_the_checks_of_an_assessment_are_these_and_shown_there():
    listed = listed_checks(PreHsctAssessment)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "PRE-001": (SOFT, "hsct_decision"),
        "PRE-002": (SOFT, "vod_prophylaxis"),
        "PRE-003": (SOFT, "ino_to_hsct_days"),
        "PRE-004": (HARD, "vod_prophylaxis"),
        "PRE-005": (SOFT, "vod_risk_factors"),
        "PRE-006": (SOFT, "planned_hsct_date"),
    }


@pytest.mark.parametrize(
    ("decision", "pcr", "flow", "holds"),
    [
        ("PROCEED", "NEGATIVE", "NEGATIVE", True),
        ("PROCEED", "NEGATIVE", "NOT_EVALUABLE", True),
        ("PROCEED", "POSITIVE", "NEGATIVE", False),
        ("PROCEED", "NEGATIVE", "POSITIVE", False),
        ("PROCEED", Unknown, "POSITIVE", False),
        ("DEFER", "POSITIVE", "POSITIVE", True),
        ("PROCEED", Unknown, "NEGATIVE", Unknown),
        (Unknown, "POSITIVE", "NEGATIVE", Unknown),
    ],
)
def test_hsct_is_planned_without_positive_mrd(decision, pcr, flow, holds):
    assert hsct_is_planned_without_positive_mrd(decision, pcr, flow) is holds


@pytest.mark.parametrize(
    ("decision", "prophylaxis", "holds"),
    [
        ("PROCEED", ["UDCA"], True),
        ("PROCEED", ["NONE"], False),
        ("NO", ["NONE"], True),
        ("PROCEED", Unknown, Unknown),
        (Unknown, ["NONE"], Unknown),
    ],
)
def test_hsct_is_planned_with_vod_prophylaxis(decision, prophylaxis, holds):
    assert hsct_is_planned_with_vod_prophylaxis(decision, prophylaxis) is holds


@pytest.mark.parametrize(
    ("interval", "holds"),
    [(30, True), (29, False), (-5, False), (Span(20, 29), False), (Unknown, Unknown)],
)
def test_hsct_is_planned_at_a_distance_from_ino(interval, holds):
    assert hsct_is_planned_at_a_distance_from_ino(interval, PARAMETERS) is holds


def test_an_interval_that_may_be_long_enough_is_not_held_against_anybody():
    assert hsct_is_planned_at_a_distance_from_ino(Span(29, 60), PARAMETERS) is Unknown


@pytest.mark.parametrize(
    ("factors", "prophylaxis", "holds"),
    [
        (["NONE"], ["NONE"], True),
        (["BILI", "LIVER"], ["UDCA", "HEPARIN"], True),
        (["BILI", "NONE"], ["UDCA"], False),
        (["BILI"], ["UDCA", "NONE"], False),
        (Unknown, ["UDCA", "NONE"], False),
        (Unknown, ["UDCA"], Unknown),
        (["NONE"], Unknown, Unknown),
    ],
)
def test_none_stands_alone(factors, prophylaxis, holds):
    assert none_stands_alone(factors, prophylaxis) is holds


@pytest.mark.parametrize(
    ("factors", "cycles", "at_uln", "holds"),
    [
        (["NONE"], 2, "N", True),
        (["NONE"], 3, "N", False),
        (["INO2"], 3, "N", True),
        (["INO2"], 3, "Y", False),
        (["INO2", "BILI"], 3, "Y", True),
        (["BILI"], Unknown, "Y", Unknown),
        (["LIVER"], Unknown, "Y", False),
        (["NONE"], 2, Unknown, Unknown),
        (Unknown, 3, "Y", Unknown),
    ],
)
def test_known_risk_factors_are_ticked(factors, cycles, at_uln, holds):
    assert known_risk_factors_are_ticked(factors, cycles, at_uln) is holds


@pytest.mark.parametrize(
    ("planned", "holds"),
    [
        ("2026-02-10", True),
        ("2026-02-09", False),
        ("2026-03", True),
        ("2026-01", False),
        ("2026-02", Unknown),
    ],
)
def test_hsct_is_planned_after_the_assessment(planned, holds):
    assert hsct_is_planned_after_the_assessment(ASSESSED, PartialDate(planned)) is holds


def test_the_order_of_dates_needs_both():
    assert hsct_is_planned_after_the_assessment(ASSESSED, Unknown) is Unknown
    assert hsct_is_planned_after_the_assessment(Unknown, PartialDate("2026-02-09")) is Unknown


@pytest.mark.parametrize(
    ("planned", "fails"),
    [
        ("2026-01-10", ["PRE-003"]),
        ("2026-01-30", ["PRE-003"]),
        ("2026-01-31", []),
        ("2026-06-30", []),
        ("2026-07-01", ["GEN-RANGE-SOFT"]),
    ],
)
def test_an_interval_is_queried_once(planned, fails):
    chart = treated()
    assert chart.fact("last_ino_date") == FIRST_DOSE

    assessment = fill(chart, PreHsctAssessment, hsct_decision="PROCEED", planned_hsct_date=planned)

    assert failing(chart, assessment, beside="ino_to_hsct_days") == fails
