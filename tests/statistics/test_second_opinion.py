"""Our estimates against those of the package survival, a compiled port of R's."""

import numpy as np
import pytest
from survival import surv_analysis as peer

from edc.statistics import aalen_johansen, kaplan_meier, logrank

CONFIDENCE = {"loglog": "log-log", "log": "log", "plain": "plain"}


@pytest.fixture(params=["whole days", "fractions"])
def trial(request):
    """Four hundred subjects, with ties and events on day 0 where the days are whole."""
    numbers = np.random.default_rng(20250110)
    times = np.minimum(numbers.exponential(300, 400), numbers.uniform(0, 900, 400))
    causes = numbers.integers(0, 3, 400)
    return (np.floor(times) if request.param == "whole days" else times), causes


@pytest.mark.parametrize("transform", CONFIDENCE)
def test_survival_agrees(trial, transform):
    times, causes = trial
    events = (causes > 0).astype(float)

    ours = kaplan_meier(times, events)
    theirs = peer.survfitkm(times, events, conf_type=CONFIDENCE[transform])

    low, high = ours.limits(transform)
    undecided = np.isnan(low)
    assert ours.time.tolist() == theirs.time
    assert ours.at_risk.tolist() == theirs.n_risk
    np.testing.assert_allclose(ours.survival, theirs.surv, rtol=1e-12)
    np.testing.assert_allclose(low[~undecided], np.array(theirs.lower)[~undecided], rtol=1e-9)
    np.testing.assert_allclose(high[~undecided], np.array(theirs.upper)[~undecided], rtol=1e-9)


def test_incidence_agrees(trial):
    times, causes = trial

    ours = aalen_johansen(times, causes)
    theirs = peer.survfitaj(times, causes.astype(np.int32), ["relapse", "death"])

    event_free, *incidence = np.array(theirs.pstate).T
    errors = np.array(theirs.std_err).T[1:]
    np.testing.assert_allclose(ours.event_free.survival, event_free, rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(ours.incidence, incidence, rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(ours.se, errors, rtol=1e-9, atol=1e-12)


def test_the_log_rank_test_agrees(trial):
    times, causes = trial
    events, site = (causes > 0).astype(float), np.arange(400) % 3

    ours = logrank(times, events, [f"site {number}" for number in site])
    theirs = peer.survdiff(times, events, site.astype(np.int32))

    assert ours.statistic == pytest.approx(theirs.chisq, rel=1e-10, abs=0)
    assert ours.p_value == pytest.approx(theirs.pvalue, rel=1e-9, abs=0)
    assert ours.degrees_of_freedom == theirs.df


def test_a_site_without_anybody_at_risk_at_the_first_event_is_not_counted():
    times, events = [1.0, 2.0, 5.0, 6.0, 7.0, 8.0], [0.0, 0.0, 1.0, 0.0, 1.0, 1.0]
    sites = np.array([3, 3, 1, 1, 2, 2], dtype=np.int32)

    ours = logrank(times, events, sites.astype(str))
    theirs = peer.survdiff(times, events, sites)

    assert (ours.degrees_of_freedom, ours.groups["3"].expected) == (1, 0)
    assert ours.statistic == pytest.approx(theirs.chisq, rel=1e-12, abs=0)
    assert ours.p_value == pytest.approx(theirs.pvalue, rel=1e-12, abs=0)
