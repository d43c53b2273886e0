"""Cumulative incidence: the protocol's worked case and the rules at the edges."""

import numpy as np
import pytest

from edc.statistics import Estimate, aalen_johansen, kaplan_meier

RELAPSE, NRM = 1, 2

# The twelve transplanted subjects of the protocol's worked case.
DAYS = [400, 380, 120, 45, 365, 210, 95, 300, 500, 365, 150, 410]
FIRST_EVENT = [0, 0, RELAPSE, NRM, 0, RELAPSE, NRM, 0, 0, NRM, RELAPSE, 0]


@pytest.fixture
def worked_case():
    return aalen_johansen(DAYS, FIRST_EVENT)


@pytest.mark.parametrize(
    ("cause", "transform", "value", "se", "low", "high"),
    [
        (RELAPSE, "cloglog", 0.250000, 0.125000, 0.088280, 0.591584),
        (RELAPSE, "loglog", 0.250000, 0.125000, 0.060145, 0.504759),
        (NRM, "cloglog", 0.263889, 0.131578, 0.093026, 0.617613),
        (NRM, "loglog", 0.263889, 0.131578, 0.062391, 0.527433),
    ],
)
def test_one_year_incidence_is_that_of_the_worked_case(
    worked_case, cause, transform, value, se, low, high
):
    estimate = worked_case.at(cause, 365, transform)

    assert (estimate.value, estimate.se) == pytest.approx((value, se), abs=5e-7)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=5e-7)


def test_complementary_log_log_is_the_interval_of_incidences(worked_case):
    assert worked_case.at(NRM, 365) == worked_case.at(NRM, 365, "cloglog")


def test_incidences_and_event_free_survival_add_up(worked_case):
    relapse, nrm = worked_case.at(RELAPSE, 365), worked_case.at(NRM, 365)
    event_free = worked_case.event_free.at(365)

    assert event_free.value == pytest.approx(0.486111, abs=5e-7)
    assert event_free.value + relapse.value + nrm.value == pytest.approx(1, abs=1e-15)


def test_one_minus_kaplan_meier_would_be_too_high(worked_case):
    died = [int(cause == NRM) for cause in FIRST_EVENT]
    wrong = 1 - kaplan_meier(DAYS, died).at(365).value

    assert wrong == pytest.approx(0.305556, abs=5e-7)
    assert worked_case.at(NRM, 365).value < wrong


def test_events_are_those_of_the_cause_and_censorings_everybodys(worked_case):
    relapse, nrm = worked_case.at(RELAPSE, 365), worked_case.at(NRM, 365)

    assert (relapse.events, nrm.events) == (3, 3)
    assert relapse.censored == nrm.censored == 2
    assert relapse.at_risk == nrm.at_risk == 6


def test_a_curve_has_one_row_per_cause():
    curve = aalen_johansen([20, 10, 10, 30], [1, 2, 0, 0])

    assert curve.time.tolist() == [10, 20, 30]
    assert curve.events.tolist() == [[0, 1, 0], [1, 0, 0]]
    assert curve.incidence.tolist() == [[0, 0.375, 0.375], [0.25, 0.25, 0.25]]
    assert curve.se.shape == (2, 3)


def test_the_confidence_curves_are_those_of_the_estimates(worked_case):
    low, high = worked_case.limits(NRM)
    row = worked_case.row(365)

    estimate = worked_case.at(NRM, 365)

    assert (low[row], high[row]) == pytest.approx((estimate.low, estimate.high), rel=1e-15, abs=0)


def test_a_cause_that_nobody_had_has_an_incidence_of_0():
    estimate = aalen_johansen([10, 20, 30], [NRM, NRM, 0]).at(RELAPSE, 20)

    assert (estimate.value, estimate.se, estimate.events) == (0, 0, 0)
    assert (estimate.low, estimate.high) == (None, None)


@pytest.mark.parametrize("number", range(1, 60))
def test_a_cause_that_everybody_had_is_certain(number):
    curve = aalen_johansen(range(number), [RELAPSE] * number)

    estimate = curve.at(RELAPSE, number)

    assert (estimate.value, estimate.se) == (1, 0)
    assert (estimate.low, estimate.high) == (None, None)


def test_without_a_censoring_the_incidence_is_a_plain_proportion():
    curve = aalen_johansen([1, 2, 3, 4, 5], [1, 2, 1, 2, 2])

    estimate = curve.at(2, 5)

    assert estimate.value == pytest.approx(3 / 5)
    assert estimate.se == pytest.approx((3 / 5 * 2 / 5 / 5) ** 0.5)


def test_event_free_survival_ends_certain_when_nobody_is_left():
    event_free = aalen_johansen([1, 2], [1, 2]).event_free

    assert (event_free.at(2).value, event_free.at(2).se) == (0, 0)
    assert event_free.at(2).low is None


def test_an_estimate_is_supported_as_long_as_event_free_survival_is():
    everybody_failed = aalen_johansen([100, 200], [1, 2])
    one_left_early = aalen_johansen([100, 200], [1, 0])

    assert everybody_failed.supported_at(365)
    assert one_left_early.supported_at(200)
    assert not one_left_early.supported_at(365)


def test_the_variance_of_cmprsk_is_larger_and_ends_with_follow_up(worked_case):
    assert worked_case.at(NRM, 365, variance="cmprsk").se > worked_case.at(NRM, 365).se
    assert worked_case.at(NRM, 365, variance="cmprsk").value == worked_case.at(NRM, 365).value
    assert worked_case.at(NRM, 500, variance="cmprsk").value is not None
    assert worked_case.at(NRM, 501, variance="cmprsk").value is None
    assert worked_case.at(NRM, 501, variance="cmprsk").low is None
    assert worked_case.at(NRM, 501).value is not None


def test_nothing_is_estimated_of_nobody():
    curve = aalen_johansen([], [])

    assert curve.at(NRM, 365) == Estimate(365, 0, 0, 0, None, None, None, None, True)
    assert curve.at(NRM, 365, variance="cmprsk").value is None
    assert curve.event_free.at(365).value is None
    assert not curve.supported_at(365)


def test_there_may_be_more_than_two_causes():
    curve = aalen_johansen([1, 2, 3, 4], [1, 2, 3, 0], number_of_causes=3)

    assert [curve.at(cause, 4).value for cause in (1, 2, 3)] == pytest.approx([0.25] * 3)


@pytest.mark.parametrize("cause", [0, 3, -1])
def test_an_unknown_cause_is_refused(worked_case, cause):
    with pytest.raises(ValueError, match=f"no cause {cause}"):
        worked_case.at(cause, 365)
    with pytest.raises(ValueError, match="from 1 to 2"):
        worked_case.limits(cause)


def test_a_code_above_the_number_of_causes_is_refused():
    with pytest.raises(ValueError, match="from 0 to 2"):
        aalen_johansen([1, 2], [1, 3])


def test_ten_thousand_subjects_on_as_many_days_lose_no_digits():
    """The standard errors, brought forward in time, against the formula as printed."""
    numbers = np.random.default_rng(20240229)
    curve = aalen_johansen(numbers.uniform(0, 900, 10_000), numbers.integers(0, 3, 10_000))

    for row in (0, 99, 5_000, 9_998, 9_999):
        assert curve.se[1, row] == pytest.approx(
            printed_standard_error(curve, 1, row), rel=1e-12, abs=0
        )


def printed_standard_error(curve, index, row):
    n, own = curve.at_risk[: row + 1] * 1.0, curve.events[index, : row + 1]
    d = curve.events[:, : row + 1].sum(axis=0)
    before = np.concatenate([[1.0], curve.event_free.survival[:row]])
    gain = curve.incidence[index, row] - curve.incidence[index, : row + 1]
    hazard = np.divide(d, n * (n - d), out=np.zeros(row + 1), where=n > d)
    terms = gain**2 * hazard + before**2 * own * (n - own) / n**3 - 2 * gain * before * own / n**2
    return terms.sum() ** 0.5
