"""Kaplan-Meier: a published example, the protocol's worked case, and the rules at the edges."""

import pytest

from edc.statistics import Estimate, Quantile, kaplan_meier, reverse_kaplan_meier

# Weeks in remission on 6-mercaptopurine, and whether leukaemia came back [Freireich et al.,
# Blood 1963;21:699-716]; curve as printed by Klein and Moeschberger, Survival Analysis, table 4.1.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]

# The twelve transplanted subjects of the protocol's worked case.
OS_DAYS = [400, 380, 200, 45, 365, 430, 95, 300, 500, 365, 150, 410]
DIED = [0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0]
RFS_DAYS = [400, 380, 120, 45, 365, 210, 95, 300, 500, 365, 150, 410]
RELAPSED_OR_DIED = [0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("week", "survival", "se"),
    [
        (5, 1.0, 0.0),
        (6, 0.857, 0.076),
        (7, 0.807, 0.087),
        (10, 0.753, 0.096),
        (13, 0.690, 0.107),
        (16, 0.627, 0.114),
        (22, 0.538, 0.128),
        (23, 0.448, 0.135),
        (35, 0.448, 0.135),
    ],
)
def test_remission_on_mercaptopurine_is_as_published(week, survival, se):
    estimate = kaplan_meier(WEEKS, RELAPSED).at(week)

    assert estimate.value == pytest.approx(survival, abs=5e-4)
    assert estimate.se == pytest.approx(se, abs=5e-4)


@pytest.mark.parametrize(
    ("days", "events", "value", "se", "low", "high"),
    [
        (OS_DAYS, DIED, 0.571429, 0.146219, 0.253803, 0.795813),
        (RFS_DAYS, RELAPSED_OR_DIED, 0.486111, 0.148130, 0.191877, 0.729672),
    ],
)
def test_one_year_survival_is_that_of_the_worked_case(days, events, value, se, low, high):
    estimate = kaplan_meier(days, events).at(365)

    assert (estimate.value, estimate.se) == pytest.approx((value, se), abs=5e-7)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=5e-7)


def test_an_estimate_counts_who_it_rests_on():
    estimate = kaplan_meier(OS_DAYS, DIED).at(365)

    assert (estimate.at_risk, estimate.events, estimate.censored) == (7, 5, 2)
    assert estimate.day == 365
    assert not estimate.beyond_last_observation


def test_an_event_counts_on_its_day_and_not_the_day_before():
    curve = kaplan_meier([365, 400], [1, 0])

    assert curve.at(364).value == 1
    assert curve.at(365).value == 0.5


def test_someone_censored_on_a_day_is_at_risk_for_an_event_on_it():
    tied = kaplan_meier([100, 100, 200], [1, 0, 0])
    before = kaplan_meier([100, 99, 200], [1, 0, 0])

    assert tied.at(100).value == pytest.approx(2 / 3)
    assert before.at(100).value == 0.5


def test_an_event_on_day_0_counts():
    assert kaplan_meier([0, 10], [1, 0]).at(0).value == 0.5


def test_a_curve_has_one_row_per_distinct_time_in_order():
    curve = kaplan_meier([20, 10, 10, 30], [1, 1, 0, 0])

    assert curve.time.tolist() == [10, 20, 30]
    assert curve.at_risk.tolist() == [4, 2, 1]
    assert curve.events.tolist() == [1, 1, 0]
    assert curve.censored.tolist() == [1, 0, 1]
    assert curve.survival.tolist() == [0.75, 0.375, 0.375]


def test_no_interval_is_given_where_survival_is_1_or_0():
    curve = kaplan_meier([10, 20], [1, 1])

    assert (curve.at(5).low, curve.at(5).high) == (None, None)
    assert (curve.at(20).value, curve.at(20).se) == (0, None)
    assert (curve.at(20).low, curve.at(20).high) == (None, None)


def test_the_level_widens_the_interval():
    narrow, wide = (kaplan_meier(OS_DAYS, DIED, level).at(365) for level in (0.90, 0.99))

    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


def test_past_the_last_observation_the_last_value_is_carried_forward_and_marked():
    curve = kaplan_meier([10, 20, 30], [1, 0, 0])

    assert curve.last_time == 30
    assert not curve.at(30).beyond_last_observation
    assert curve.at(31).beyond_last_observation
    assert curve.at(31).value == curve.at(30).value
    assert curve.at(31).at_risk == 0


def test_an_estimate_is_supported_while_somebody_is_observed():
    curve = kaplan_meier([100, 365], [1, 0])

    assert curve.supported_at(365)
    assert not curve.supported_at(366)


def test_an_estimate_is_supported_once_nobody_can_have_the_event_any_more():
    everybody_died = kaplan_meier([100, 200], [1, 1])
    one_left_early = kaplan_meier([100, 200], [1, 0])

    assert everybody_died.supported_at(365)
    assert not one_left_early.supported_at(365)


def test_nothing_is_estimated_of_nobody():
    curve = kaplan_meier([], [])

    assert curve.at(365) == Estimate(365, 0, 0, 0, None, None, None, None, True)
    assert curve.quantile(0.5) == Quantile(None, None, None)
    assert not curve.supported_at(0)
    assert (curve.subjects, curve.last_time) == (0, None)


def test_the_median_is_the_first_time_at_half():
    assert kaplan_meier([10, 20, 30], [1, 1, 1]).quantile(0.5).value == 20


def test_on_a_plateau_at_half_the_median_is_its_middle():
    to_the_next_event = kaplan_meier([10, 20, 30, 40], [1, 1, 1, 0])
    to_the_end = kaplan_meier([10, 20, 30, 50], [1, 1, 0, 0])

    assert to_the_next_event.quantile(0.5).value == 25
    assert to_the_end.quantile(0.5).value == 35


def test_a_median_not_reached_is_not_given():
    quantile = kaplan_meier([10, 20, 30, 40], [1, 0, 0, 0]).quantile(0.5)

    assert (quantile.value, quantile.high) == (None, None)


def test_a_confidence_curve_that_turns_back_gives_no_limit():
    """The last of 23 lifts the upper limit towards the median that it had crossed at week 45."""
    weeks = [5, 5, 8, 8, 9, 12, 13, 13, 16, 18, 23, 23, 27, 28, 30, 31, 33, 34, 43, 45, 45, 48, 161]
    events = [1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 0]
    curve = kaplan_meier(weeks, events)

    assert curve.quantile(0.5, "log") == Quantile(27, 18, None)
    assert curve.quantile(0.5, "loglog") == Quantile(27, 13, 34)


def test_follow_up_is_long_where_people_die_early():
    median = reverse_kaplan_meier([10, 20, 300, 400, 500], [1, 1, 0, 0, 0]).quantile(0.5)

    assert median.value == 400


def test_events_may_be_true_or_false():
    as_numbers, as_words = kaplan_meier([1, 2], [1, 0]), kaplan_meier([1, 2], [True, False])

    assert as_words.at(2) == as_numbers.at(2)
    assert reverse_kaplan_meier([1, 2], [True, False]).events.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("times", "events", "complaint"),
    [
        ([1, 2], [1], "same length"),
        ([[1, 2]], [[1, 0]], "same length"),
        ([-1, 2], [1, 0], "0 or later"),
        ([float("nan"), 2], [1, 0], "0 or later"),
        ([float("inf"), 2], [1, 0], "0 or later"),
        ([1, 2], [2, 0], "from 0 to 1"),
        ([1, 2], [-1, 0], "from 0 to 1"),
        ([1, 2], [0.5, 0], "from 0 to 1"),
    ],
)
def test_what_is_no_observation_is_refused(times, events, complaint):
    with pytest.raises(ValueError, match=complaint):
        kaplan_meier(times, events)


@pytest.mark.parametrize("p", [0, 1, 50])
def test_a_quantile_is_a_share(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        kaplan_meier([1, 2], [1, 0]).quantile(p)


def test_a_level_is_a_share_and_a_transform_has_a_known_name():
    with pytest.raises(ValueError, match="confidence level"):
        kaplan_meier([1, 2], [1, 0], level=95).at(1)
    with pytest.raises(ValueError, match="Unknown transform 'LOGLOG'"):
        kaplan_meier([1, 2], [1, 0]).at(1, "LOGLOG")
