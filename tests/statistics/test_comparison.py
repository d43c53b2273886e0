"""Tests between groups: a published example, known tails, and what cannot be compared."""

import numpy as np
import pytest

from edc.statistics import GroupCounts, gray_test, logrank
from edc.statistics.comparison import chi_square_p_value

# Weeks in remission [Freireich et al., Blood 1963;21:699-716]; the test is worked out in Kleinbaum
# and Klein, Survival Analysis, chapter 2: log-rank statistic 16.79, expected 19.25 and 10.75.
MERCAPTOPURINE = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
WEEKS, EVENTS = MERCAPTOPURINE + PLACEBO, RELAPSED + [1] * 21
GROUPS = ["6-MP"] * 21 + ["placebo"] * 21


def test_the_log_rank_test_is_as_published():
    test = logrank(WEEKS, EVENTS, GROUPS)

    assert test.statistic == pytest.approx(16.79, abs=0.005)
    assert test.degrees_of_freedom == 1
    assert test.p_value < 0.001
    assert test.groups["6-MP"] == GroupCounts(21, 9, pytest.approx(19.25, abs=0.005))
    assert test.groups["placebo"] == GroupCounts(21, 21, pytest.approx(10.75, abs=0.005))


def test_the_names_of_the_groups_do_not_matter():
    """Their order decides which group's score is left out as the one that follows."""
    numbers = np.random.default_rng(365)
    times, causes = numbers.integers(0, 60, 200), numbers.integers(0, 3, 200)
    site = numbers.integers(0, 3, 200)

    first, second = (np.array(names)[site] for names in (["a", "b", "c"], ["z", "y", "x"]))

    for test, events in ((logrank, causes > 0), (gray_test, causes)):
        one, other = test(times, events, first), test(times, events, second)
        assert one.statistic == pytest.approx(other.statistic, rel=1e-10, abs=0)
        assert one.p_value == pytest.approx(other.p_value, rel=1e-10, abs=0)


def test_without_other_causes_grays_test_comes_to_the_log_rank_test():
    """The scores are the same then, and the variances those of one limit [Gray 1988, section 3]."""
    numbers = np.random.default_rng(1988)
    times, events = numbers.exponential(100, 3000), numbers.integers(0, 2, 3000)
    groups = numbers.choice(["a", "b"], 3000)

    gray, plain = gray_test(times, events, groups), logrank(times, events, groups)

    assert gray.statistic == pytest.approx(plain.statistic, rel=0.01, abs=0)


def test_a_pooled_incidence_that_is_complete_too_early_gives_no_test():
    two = gray_test([0, 0, 1, 2], [1, 1, 1, 1], ["a", "a", "b", "b"])
    three = gray_test([0, 0, 0, 0, 1, 2], [1, 1, 1, 1, 1, 1], ["a", "a", "c", "c", "b", "b"])

    assert (two.statistic, two.p_value) == (None, None)
    assert (three.statistic, three.p_value) == (None, None)


def test_equal_groups_do_not_differ():
    times, causes = [5, 6, 7, 8] * 2, [1, 2, 0, 1] * 2
    groups = ["a"] * 4 + ["b"] * 4

    for test in (logrank(times, np.array(causes) > 0, groups), gray_test(times, causes, groups)):
        assert test.statistic == pytest.approx(0, abs=1e-15)
        assert test.p_value == pytest.approx(1)


def test_each_cause_has_its_own_test():
    times, causes = [1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 2, 1, 2, 2, 2]
    groups = ["a", "a", "a", "a", "b", "b", "b", "b"]

    relapse, death = (gray_test(times, causes, groups, cause) for cause in (1, 2))

    assert relapse.statistic != pytest.approx(death.statistic)


@pytest.mark.parametrize(
    ("events", "groups"),
    [([0, 0, 0, 0], ["a", "a", "b", "b"]), ([1, 1, 0, 1], ["a", "a", "a", "a"])],
)
def test_without_events_or_without_a_second_group_there_is_no_test(events, groups):
    for test in (logrank, gray_test):
        result = test([1, 2, 3, 4], events, groups)
        assert (result.statistic, result.p_value) == (None, None)


def test_ties_that_outweigh_a_tiny_trial_give_no_test():
    """The correction for ties turns the variance negative."""
    times, causes = [2, 0, 1, 3, 3, 3, 0, 1], [0, 2, 0, 1, 1, 1, 0, 0]

    test = gray_test(times, causes, ["a", "b", "a", "a", "b", "a", "a", "b"])

    assert (test.statistic, test.degrees_of_freedom, test.p_value) == (None, 1, None)


@pytest.mark.parametrize("groups", [["a"], ["a", "b", "a"]])
def test_everybody_has_a_group(groups):
    with pytest.raises(ValueError, match="one group"):
        logrank([1, 2], [1, 0], groups)


@pytest.mark.parametrize("cause", [0, 3])
def test_an_unknown_cause_is_refused(cause):
    with pytest.raises(ValueError, match=f"no cause {cause}"):
        gray_test([1, 2], [1, 2], ["a", "b"], cause)


def test_a_code_of_another_cause_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        logrank([1, 2], [2, 0], ["a", "b"])
    with pytest.raises(ValueError, match="from 0 to 2"):
        gray_test([1, 2], [3, 0], ["a", "b"])


@pytest.mark.parametrize(
    ("statistic", "degrees_of_freedom", "p_value"),
    [
        (0, 1, 1),
        (0, 2, 1),
        (3.841458820694124, 1, 0.05),
        (5.991464547107979, 2, 0.05),
        (7.814727903251179, 3, 0.05),
        (9.487729036781154, 4, 0.05),
        (18.307038053275146, 10, 0.05),
        (10.827566170662733, 1, 0.001),
    ],
)
def test_p_values_are_tails_of_chi_square(statistic, degrees_of_freedom, p_value):
    assert chi_square_p_value(statistic, degrees_of_freedom) == pytest.approx(
        p_value, rel=1e-13, abs=0
    )
