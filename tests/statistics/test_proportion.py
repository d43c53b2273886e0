"""Proportions: published intervals, the protocol's figures, and exact arithmetic."""

from fractions import Fraction
from math import comb

import pytest

from edc.statistics import beta_probability_above, clopper_pearson, exact_p_value, rate, wilson
from edc.statistics.beta import beta_probability, beta_quantile, beta_quantile_above


@pytest.mark.parametrize(
    ("x", "n", "value", "low", "high"),
    [
        (18, 26, 0.692308, 0.482104, 0.856740),
        (16, 31, 0.516129, 0.330606, 0.698454),
        (0, 10, 0.0, 0.0, 0.308497),
        (10, 10, 1.0, 0.691503, 1.0),
        (1, 20, 0.05, 0.001265, 0.248733),
    ],
)
def test_rates_are_those_of_the_worked_cases(x, n, value, low, high):
    assert rate(x, n) == pytest.approx(value, abs=5e-7)
    assert clopper_pearson(x, n) == pytest.approx((low, high), abs=5e-7)


@pytest.mark.parametrize(
    ("x", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_intervals_are_as_published(x, n, score, exact):
    """Newcombe, Statistics in Medicine 1998;17:857-872, table I, methods 3 and 5."""
    assert wilson(x, n) == pytest.approx(score, abs=5e-5)
    assert clopper_pearson(x, n) == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize("x", [0, 1, 6, 13, 25, 26])
def test_at_its_exact_limits_a_result_is_just_as_unlikely_as_the_level_allows(x):
    low, high = clopper_pearson(x, 26)

    if x > 0:
        assert upper_tail(x, 26, low) == pytest.approx(0.025, rel=1e-13, abs=0)
    if x < 26:
        assert 1 - upper_tail(x + 1, 26, high) == pytest.approx(0.025, rel=1e-13, abs=0)


@pytest.mark.parametrize("p0", [0.001, 0.2, 0.4, 0.77, 0.999])
@pytest.mark.parametrize(("x", "n"), [(1, 1), (3, 10), (18, 26), (59, 60), (300, 400)])
def test_p_values_are_sums_of_binomial_probabilities(x, n, p0):
    exact = float(upper_tail(x, n, p0))

    assert exact_p_value(x, n, p0) == pytest.approx(exact, rel=5e-13, abs=1e-300)


def upper_tail(x, n, p):
    """P(X >= x) for X ~ Binomial(n, p), by integers."""
    p = Fraction(p)
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(x, n + 1))


def test_limits_touch_0_and_1_only_where_nobody_or_everybody_responded():
    for interval in (clopper_pearson, wilson):
        assert interval(0, 12)[0] == 0
        assert interval(12, 12)[1] == 1
        assert 0 < interval(1, 12)[0] < interval(11, 12)[1] < 1


def test_turning_responders_and_others_round_turns_the_limits_round():
    low, high = clopper_pearson(7, 29)

    assert clopper_pearson(22, 29) == pytest.approx((1 - high, 1 - low), rel=1e-14, abs=0)


def test_nothing_is_estimated_of_nobody():
    assert rate(0, 0) is None
    assert clopper_pearson(0, 0) == (None, None)
    assert wilson(0, 0) == (None, None)
    assert exact_p_value(0, 0, 0.4) is None


def test_no_responder_is_no_evidence_at_all():
    assert exact_p_value(0, 20, 0.4) == 1
    assert exact_p_value(20, 20, 0.4) == pytest.approx(0.4**20, rel=1e-13, abs=0)
    assert exact_p_value(1, 20, 0) == 0
    assert exact_p_value(1, 20, 1) == 1


@pytest.mark.parametrize(("x", "n"), [(-1, 10), (11, 10), (0, -1)])
def test_an_impossible_count_is_refused(x, n):
    for estimate in (rate, clopper_pearson, wilson):
        with pytest.raises(ValueError, match="cannot have responded"):
            estimate(x, n)


def test_an_impossible_rate_or_level_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        exact_p_value(3, 10, 40)
    with pytest.raises(ValueError, match="confidence level"):
        wilson(3, 10, 95)
    with pytest.raises(ValueError, match="confidence level"):
        clopper_pearson(3, 10, 95)


@pytest.mark.parametrize(
    ("patients", "events", "probability"),
    [
        (5, 2, 0.778058),
        (5, 3, 0.947898),
        (10, 4, 0.895070),
        (10, 5, 0.970888),
        (20, 6, 0.825861),
        (20, 7, 0.923485),
    ],
)
def test_the_stopping_rule_has_the_probabilities_of_the_worked_cases(patients, events, probability):
    posterior = beta_probability_above(0.20, 0.4 + events, 1.6 + patients - events)

    assert posterior == pytest.approx(probability, abs=5e-7)


SHAPES = pytest.mark.parametrize(("a", "b"), [(0.4, 1.6), (1, 1), (2.5, 0.5), (18, 9), (938, 63)])


@SHAPES
@pytest.mark.parametrize("probability", [1e-12, 0.025, 0.5, 0.975])
def test_a_quantile_of_beta_has_its_probability(a, b, probability):
    quantile = beta_quantile(probability, a, b)

    assert beta_probability(quantile, a, b) == pytest.approx(probability, rel=1e-12, abs=0)


@SHAPES
@pytest.mark.parametrize("probability", [0.005, 0.025, 0.5, 0.975])
def test_a_quantile_of_beta_from_above_has_its_probability(a, b, probability):
    quantile = beta_quantile_above(probability, a, b)

    assert beta_probability_above(quantile, a, b) == pytest.approx(probability, rel=1e-12, abs=0)


def test_the_two_tails_of_beta_add_up_and_end_at_0_and_1():
    assert beta_probability(0.3, 2, 5) + beta_probability_above(0.3, 2, 5) == pytest.approx(1)
    assert (beta_probability(0, 2, 5), beta_probability_above(0, 2, 5)) == (0, 1)
    assert (beta_probability(1, 2, 5), beta_probability_above(1, 2, 5)) == (1, 0)


def test_beta_refuses_parameters_that_are_not_positive():
    with pytest.raises(ValueError, match="positive"):
        beta_probability(0.5, 0, 1)
