"""Estimates of an endpoint from contributions: what is reported, and what is not."""

from datetime import date
from decimal import Decimal

import pytest

from followup import estimates
from followup.estimates import one_year_status, over_time, remission_rate
from trial.protocol import PARAMETERS

NUMBERS = ("estimate", "se", "ci_low", "ci_high")


def week2(*statuses):
    return [{"week2_status": status} for status in statuses]


def course(days, first_event="CENSORED"):
    """A transplanted subject with one time for everything."""
    died = first_event == "NRM"
    failed = first_event != "CENSORED"
    times = {"os_days": days, "os_event": died, "rfs_days": days, "rfs_event": failed}
    return {"hsct_d0": "2025-01-10", "first_event": first_event, **times}


def on_day(rows, day):
    return next(row for row in rows if row["day"] == day)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (18, 26, 0.482104, 0.856740),
        (16, 31, 0.330606, 0.698454),
        (0, 10, 0, 0.308497),
        (10, 10, 0.691503, 1),
        (1, 20, 0.001265, 0.248733),
    ],
)
def test_the_rate_has_the_exact_interval_of_the_worked_cases(x, n, low, high):
    [row] = remission_rate(week2(*["REMISSION"] * x, *["NO_REMISSION"] * (n - x)))

    assert (row["events"], row["n"], row["estimate"]) == (x, n, x / n)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((low, high), abs=5e-7)


def test_awaited_results_are_left_out_and_counted():
    [row] = remission_rate(week2("REMISSION", "PENDING", "NOT_EVALUABLE", "PENDING"))

    assert (row["n"], row["events"], row["estimate"], row["pending"]) == (2, 1, 0.5, 2)


def test_nobody_has_no_rate():
    [row] = remission_rate([])

    assert (row["n"], row["estimate"], row["ci_low"], row["supported"]) == (0, None, None, False)


@pytest.mark.parametrize("endpoint", estimates.ENDPOINTS)
def test_beyond_follow_up_nothing_is_estimated_and_the_last_day_is_told(endpoint):
    rows = over_time(endpoint, [course(200), course(40, "NRM"), course(90, "RELAPSE")])

    assert on_day(rows, 180)["estimate"] is not None
    late = on_day(rows, 365)
    assert [late[name] for name in NUMBERS] == [None] * 4
    assert (late["supported"], late["last_day"], late["at_risk"]) == (False, 200, 0)


def test_a_curve_that_has_ended_is_known_for_ever():
    rows = over_time("OS", [course(40, "NRM"), course(90, "NRM")])

    assert (on_day(rows, 365)["estimate"], on_day(rows, 365)["supported"]) == (0, True)


def test_follow_up_to_the_very_day_supports_the_estimate():
    rows = over_time("RFS", [course(365), course(40, "NRM")])

    assert on_day(rows, 365)["estimate"] == 0.5
    assert on_day(rows, 366)["estimate"] is None


@pytest.mark.parametrize("endpoint", estimates.ENDPOINTS)
def test_nobody_has_no_curve(endpoint):
    for row in over_time(endpoint, []):
        assert (row["n"], row["estimate"], row["supported"], row["last_day"]) == (
            0,
            None,
            False,
            None,
        )


@pytest.mark.parametrize(
    ("contribution", "today", "status"),
    [
        (course(366, "NRM"), date(2026, 6, 1), "ALIVE"),
        (course(365), date(2026, 6, 1), "ALIVE"),
        (course(365, "NRM"), date(2026, 6, 1), "DIED"),
        (course(364), date(2026, 1, 9), "NOT_YET"),
        (course(364), date(2026, 1, 10), "LOST"),
    ],
)
def test_one_year_after_day_0_everybody_is_somewhere(contribution, today, status):
    assert one_year_status(contribution, today) == status


def test_the_methods_name_estimator_and_interval():
    assert estimates.method("MRD") == "Clopper-Pearson 95 % CI"
    assert estimates.method("OS") == "Kaplan-Meier, Greenwood, log-log 95 % CI"
    assert estimates.method("NRM") == "Aalen-Johansen, complementary log-log 95 % CI"


def test_the_protocol_may_choose_another_interval(monkeypatch):
    own = [course(400), course(40, "NRM"), course(90, "RELAPSE"), course(500)]
    usual = on_day(over_time("NRM", own), 365)
    monkeypatch.setattr(PARAMETERS.analysis, "cif_ci_transform", "LOG_LOG_F")
    monkeypatch.setattr(PARAMETERS.analysis, "ci_level", Decimal("0.90"))

    other = on_day(over_time("NRM", own), 365)

    assert estimates.method("NRM") == "Aalen-Johansen, log-log of F 90 % CI"
    assert other["estimate"] == usual["estimate"]
    assert other["ci_low"] != usual["ci_low"]
