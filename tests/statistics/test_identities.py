"""What holds for every trial, whoever is in it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edc.statistics import (
    aalen_johansen,
    clopper_pearson,
    gray_test,
    kaplan_meier,
    logrank,
    rate,
    wilson,
)

SITES = ("01", "02", "03")
subjects = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 2), st.sampled_from(SITES)),
    min_size=1,
    max_size=60,
)
days = st.integers(-1, 45)
anything = settings(deadline=None, max_examples=100)


def columns(rows):
    return tuple(list(column) for column in zip(*rows, strict=True))


@anything
@given(subjects)
def test_survival_never_rises_and_stays_between_0_and_1(rows):
    times, causes, _ = columns(rows)

    survival = kaplan_meier(times, np.array(causes) > 0).survival.tolist()

    assert all(earlier >= later for earlier, later in pairwise([1.0, *survival, 0.0]))


@anything
@given(subjects, days)
def test_event_free_survival_and_the_incidences_add_up_to_1(rows, day):
    times, causes, _ = columns(rows)
    curve = aalen_johansen(times, causes)

    parts = [curve.event_free.at(day), curve.at(1, day), curve.at(2, day)]

    assert sum(part.value for part in parts) == pytest.approx(1, abs=1e-14)
    assert curve.event_free.at(day).value == kaplan_meier(times, np.array(causes) > 0).at(day).value


@anything
@given(subjects, days)
def test_without_competing_events_the_interval_is_that_of_survival_turned_round(rows, day):
    times, causes, _ = columns(rows)
    relapses = np.array(causes) == 1

    incidence = aalen_johansen(times, relapses).at(1, day, "cloglog")
    survival = kaplan_meier(times, relapses).at(day, "loglog")

    assert incidence.value == pytest.approx(1 - survival.value, abs=1e-14)
    if survival.low is None:
        assert (incidence.low, incidence.high) == (None, None)
    else:
        assert incidence.se == pytest.approx(survival.se, rel=1e-11)
        assert incidence.low == pytest.approx(1 - survival.high, rel=1e-10)
        assert incidence.high == pytest.approx(1 - survival.low, rel=1e-10)


@anything
@given(subjects, st.randoms(use_true_random=False), days)
def test_the_order_of_subjects_does_not_matter(rows, random, day):
    shuffled = random.sample(rows, len(rows))

    answers = [everything(columns(order), day) for order in (rows, shuffled)]

    assert answers[0] == answers[1]


def everything(trial, day):
    times, causes, sites = trial
    survival = kaplan_meier(times, np.array(causes) > 0)
    incidence = aalen_johansen(times, causes)
    return (
        [survival.at(day, transform) for transform in ("loglog", "log", "plain")],
        [survival.quantile(p) for p in (0.25, 0.5, 0.75)],
        [incidence.at(cause, day) for cause in (1, 2)],
        [incidence.at(cause, day, variance="cmprsk") for cause in (1, 2)],
        logrank(times, np.array(causes) > 0, sites),
        gray_test(times, causes, sites),
    )


@anything
@given(subjects, days)
def test_the_names_of_causes_do_not_matter(rows, day):
    times, causes, _ = columns(rows)
    exchanged = [{0: 0, 1: 2, 2: 1}[cause] for cause in causes]

    first, second = aalen_johansen(times, causes), aalen_johansen(times, exchanged)

    assert first.at(1, day) == second.at(2, day)
    assert first.at(1, day, variance="cmprsk") == second.at(2, day, variance="cmprsk")


@anything
@given(subjects, days, st.sampled_from(["loglog", "log", "plain", "cloglog"]))
def test_an_estimate_lies_within_its_limits_and_they_within_0_and_1(rows, day, transform):
    times, causes, _ = columns(rows)
    survival, incidence = kaplan_meier(times, np.array(causes) > 0), aalen_johansen(times, causes)

    for estimate in (
        survival.at(day, transform),
        *(incidence.at(k, day, transform) for k in (1, 2)),
    ):
        if estimate.low is not None:
            assert 0 <= estimate.low <= estimate.value + 1e-15
            assert estimate.value - 1e-15 <= estimate.high <= 1


@anything
@given(subjects, days)
def test_counts_are_whole_subjects(rows, day):
    times, causes, _ = columns(rows)
    relapse, death = (aalen_johansen(times, causes).at(cause, day) for cause in (1, 2))

    seen = relapse.events + death.events + relapse.censored

    assert seen == sum(time <= day for time in times)
    assert relapse.at_risk == sum(time >= day for time in times)
    assert relapse.beyond_last_observation == (day > max(times))


@anything
@given(subjects)
def test_a_test_between_groups_gives_a_probability_or_nothing(rows):
    times, causes, sites = columns(rows)
    assume(len(set(sites)) > 1)

    tests = [logrank(times, np.array(causes) > 0, sites)]
    tests += [gray_test(times, causes, sites, cause) for cause in (1, 2)]

    for test in tests:
        assert 0 <= test.degrees_of_freedom < len(set(sites))
        assert test.p_value is None or 0 <= test.p_value <= 1


@anything
@given(st.integers(1, 2000), st.data())
def test_exact_limits_hold_the_rate_and_lie_outside_when_the_level_rises(n, data):
    x = data.draw(st.integers(0, n))

    low, high = clopper_pearson(x, n, 0.95)
    lower, higher = clopper_pearson(x, n, 0.99)

    assert 0 <= lower <= low <= rate(x, n) <= high <= higher <= 1
    assert wilson(x, n)[0] <= rate(x, n) <= wilson(x, n)[1]
