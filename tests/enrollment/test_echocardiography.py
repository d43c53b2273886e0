"""Echocardiography: what is asked, the baseline, and when the left ventricle ejects too little."""

from datetime import date
from decimal import Decimal

import pytest

from edc.checking import checks_on, findings
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.checks.echocardiography import lvef_has_not_fallen, lvef_reaches_the_entry_limit
from enrollment.models import Echocardiography, InformedConsent
from tests.enrollment.paper import blank_chart, fill, january, owed, same, shows
from tests.mrd.paper import knowing
from trial.protocol import PARAMETERS

MEASURED = {"echo_date", "lvef_percent", "pericardial_effusion", "wall_motion_abnormal"}


def percent(text):
    return Unknown if text is None else Decimal(text)


def examine(chart, **answers):
    """An examination in the chart."""
    return fill(chart, Echocardiography, performed="Y", **answers)


def told(chart, echo, *, beside):
    """The checks that fail beside a question."""
    there = [check for check in checks_on(Echocardiography) if check.question == beside]
    return [found.check.id for found in findings(chart, echo, there)]


def test_an_examination_owes_what_it_measured():
    assert owed(Echocardiography) == {"performed"}
    assert owed(Echocardiography, performed="N") == {"not_done_reason"}
    assert owed(Echocardiography, performed="Y") == MEASURED


@pytest.mark.parametrize(
    "question", [name for name in Echocardiography.asked if name != "performed"]
)
def test_nothing_is_asked_before_it_is_known_whether_it_was_done(question):
    asks_why = question == "not_done_reason"

    assert shows(Echocardiography, question, performed="N") is asks_why
    assert shows(Echocardiography, question, performed="Y") is not asks_why
    assert not shows(Echocardiography, question)


def test_the_heart_is_examined_at_these_visits():
    visits = {collected.visit.code: str(collected.need) for collected in Echocardiography.visits}

    assert visits == {
        "SCR": "required",
        "PRE_HSCT": "required",
        "HM12": "optional",
        "UNS": "optional",
    }


@pytest.mark.parametrize(
    ("days", "baseline"),
    [([1, 10, 11], "70"), ([1], "61"), ([11], None), ([], None)],
)
def test_the_baseline_is_the_last_fraction_up_to_the_first_dose(days, baseline):
    chart = knowing(c1d1_date=january(10))
    for day in days:
        examine(chart, echo_date=january(day), lvef_percent=60 + day)
    examine(chart, echo_date=january(10))

    assert same(chart.fact("baseline_lvef"), percent(baseline))


def test_the_checks_of_an_examination_are_these_and_shown_there():
    checks = {c.id: (c.severity, c.question) for c in listed_checks(Echocardiography)}

    assert checks == {
        "ECH-001": (Severity.SOFT, "lvef_percent"),
        "ECH-002": (Severity.SOFT, "lvef_percent"),
    }


@pytest.mark.parametrize(("lvef", "holds"), [("50.0", True), ("49.9", False), (None, Unknown)])
def test_the_fraction_reaches_the_entry_limit(lvef, holds):
    assert lvef_reaches_the_entry_limit(percent(lvef), PARAMETERS) is holds


@pytest.mark.parametrize(
    ("lvef", "baseline", "holds"),
    [
        ("49.9", "59.8", True),
        ("49.9", "59.9", False),
        ("50.0", "70.0", True),
        ("49.9", "49.9", True),
        ("40.0", "50.0", False),
        ("40.0", "49.9", True),
        ("50.0", None, True),
        ("49.9", None, Unknown),
        (None, "60.0", Unknown),
    ],
)
def test_the_fraction_has_not_fallen_by_10_points_to_below_50(lvef, baseline, holds):
    assert lvef_has_not_fallen(percent(lvef), percent(baseline)) is holds


@pytest.mark.parametrize(
    ("lvef", "failing"),
    [
        ("55.0", []),
        ("48.0", ["ECH-001"]),
        ("44.0", ["ECH-001"]),
        ("40.0", ["ECH-001", "ECH-002"]),
        ("85.0", ["GEN-RANGE-SOFT"]),
    ],
)
def test_a_low_fraction_is_asked_about_by_the_checks_that_know_why(lvef, failing):
    chart = knowing(c1d1_date=january(10))
    examine(chart, echo_date=january(5), lvef_percent="50.0")

    later = examine(chart, echo_date=january(20), lvef_percent=lvef)

    assert told(chart, later, beside="lvef_percent") == failing


def test_the_baseline_itself_has_not_fallen():
    chart = knowing(c1d1_date=january(10))
    examine(chart, echo_date=january(1), lvef_percent="65.0")

    baseline = examine(chart, echo_date=january(9), lvef_percent="48.0")

    assert told(chart, baseline, beside="lvef_percent") == ["ECH-001"]


@pytest.mark.parametrize(
    ("day", "failing"), [(date(2026, 1, 3), []), (date(2026, 1, 2), ["GEN-CONSENT"])]
)
def test_an_examination_of_routine_care_may_be_a_screening_window_older_than_consent(day, failing):
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-31")

    assert told(chart, examine(chart, echo_date=day), beside="echo_date") == failing
