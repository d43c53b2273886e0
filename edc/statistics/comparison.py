"""Tests between groups, for description only (protocol 6.4): log-rank and Gray's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import erfc, exp, gamma, sqrt

import numpy as np
from numpy.typing import ArrayLike

from edc.statistics.counts import (
    checked,
    just_before,
    product_limit,
    remaining,
    tabulate,
    tie_correction,
)
from edc.statistics.limits import Floats, Integers

_ROUNDING = 1e-12


@dataclass(frozen=True)
class GroupCounts:
    """A group's subjects, its events, and those expected were there no difference."""

    n: int
    observed: int
    expected: float


@dataclass(frozen=True)
class Comparison:
    """A chi-square test; statistic and p_value are None where the data allow no comparison."""

    statistic: float | None
    degrees_of_freedom: int
    p_value: float | None
    groups: dict[str, GroupCounts] = field(default_factory=dict)


def logrank(times: ArrayLike, events: ArrayLike, groups: Sequence[str]) -> Comparison:
    """Whether survival differs between groups: one time, event (0 or 1) and label per subject.

    Observed minus expected events with the hypergeometric variance, as R's survdiff with rho = 0.
    """
    names, table = _by_group(times, events, groups, kinds=2)
    at_risk, happened = remaining(table.sum(axis=1)), table[:, 1]
    everyone, deaths = at_risk.sum(axis=0), happened.sum(axis=0)
    share = at_risk / everyone
    expected = share @ deaths
    spread = deaths * tie_correction(deaths, everyone)
    covariance = np.diag(share @ spread) - (share * spread) @ share.T
    observed, sizes = happened.sum(axis=1), at_risk[:, 0]
    counts = map(GroupCounts, sizes.tolist(), observed.tolist(), expected.tolist())
    return _chi_square(observed - expected, covariance, dict(zip(names, counts, strict=True)))


def gray_test(
    times: ArrayLike,
    causes: ArrayLike,
    groups: Sequence[str],
    cause: int = 1,
    number_of_causes: int = 2,
) -> Comparison:
    """Whether the incidence of one cause differs between groups [Gray, Ann Stat 1988;16:1141-1154].

    Weights as with rho = 0, variance with the correction for ties of cuminc in R's cmprsk.
    """
    if not 1 <= cause <= number_of_causes:
        raise ValueError(f"There is no cause {cause}; they run from 1 to {number_of_causes}.")
    _, table = _by_group(times, causes, groups, kinds=number_of_causes + 1)
    own = table[:, cause]
    others = table[:, 1:].sum(axis=1) - own
    leaving = table.sum(axis=1)
    return _chi_square(*_gray_score(own, others, remaining(leaving)))


def _gray_score(own: Integers, others: Integers, at_risk: Integers) -> tuple[Floats, Floats]:
    """Scores, shape (G,), and their covariance, shape (G, G), from counts of shape (G, T)."""
    at_least_one = np.maximum(at_risk, 1)
    after = product_limit(own + others, at_risk)
    before = just_before(after, 1.0)
    incidence_before = just_before(np.cumsum(before * own / at_least_one, axis=1), 0.0)
    adjusted = np.divide(at_risk, before, out=np.zeros(at_risk.shape), where=at_risk > 0)
    still_free = adjusted * (1 - incidence_before)
    failures = own.sum(axis=0)
    score = (own - failures * still_free / still_free.sum(axis=0)).sum(axis=1)

    share_lost = failures / adjusted.sum(axis=0)
    swayed, later = _sway(adjusted, share_lost)
    ratio = np.divide(1 - np.cumsum(share_lost), after, out=np.zeros(after.shape), where=after > 0)
    tied = _pooled_ties(failures, adjusted.sum(axis=0) * before, at_risk)
    own_weight = share_lost * before / at_least_one * tied
    other_weight = (before / at_least_one) ** 2 * others * tie_correction(others, at_risk)
    return score, (
        _summed(own_weight, swayed + (1 - ratio) * later) + _summed(other_weight, ratio * later)
    )


def _sway(adjusted: Floats, share_lost: Floats) -> tuple[Floats, Floats]:
    """How an event of group k sways the score of group i, at once and later, shape (G, G, T)."""
    total = adjusted.sum(axis=0)
    at_once = -adjusted[:, None] * adjusted / total
    at_once[np.diag_indices(len(adjusted))] += adjusted
    still_free = 1 - just_before(np.cumsum(share_lost), 0.0)
    # In a tiny trial the pooled incidence can pass 1 before the last failure; no test then.
    undefined = np.where(share_lost > 0, np.nan, 0.0)
    hazard = np.divide(share_lost, still_free, out=undefined, where=still_free > _ROUNDING)
    so_far = np.cumsum(at_once * hazard, axis=2)
    return at_once, so_far[:, :, -1:] - so_far


def _pooled_ties(failures: Integers, pooled: Floats, at_risk: Integers) -> Floats:
    """1 - (d - 1) / (n - 1), n being all groups' subjects on the scale of each, shape (G, T)."""
    tied = (failures > 1) & (at_risk > 0)
    return 1 - np.where(tied, failures - 1, 0) / np.where(tied, pooled - 1, 1.0)


def _summed(weight: Floats, part: Floats) -> Floats:
    total: Floats = np.einsum("kt,ikt,jkt->ij", weight, part, part)
    return total


def _by_group(
    times: ArrayLike, codes: ArrayLike, groups: Sequence[str], *, kinds: int
) -> tuple[list[str], Integers]:
    """Group labels in order, and how many leave at each time, shape (G, kinds, T)."""
    labels = np.asarray(groups)
    subject_times, subject_codes = checked(times, codes, kinds)
    if labels.shape != subject_times.shape:
        raise ValueError("Every subject has one group.")
    names, group = np.unique(labels, return_inverse=True)
    time, table = tabulate(subject_times, group * kinds + subject_codes, len(names) * kinds)
    return names.tolist(), table.reshape(len(names), kinds, time.size)


def _chi_square(
    score: Floats, covariance: Floats, groups: dict[str, GroupCounts] | None = None
) -> Comparison:
    """The scores add up to zero, so the last group's follows from the others'.

    A group that nobody was left of at the first event says nothing and is not counted.
    """
    counted = np.flatnonzero(np.diag(covariance) != 0)[:-1]
    freedom = len(counted)
    rest, spread = score[counted], covariance[np.ix_(counted, counted)]
    if not _is_positive_definite(spread):
        return Comparison(None, freedom, None, groups or {})
    statistic = float(rest @ np.linalg.solve(spread, rest))
    return Comparison(statistic, freedom, chi_square_p_value(statistic, freedom), groups or {})


def _is_positive_definite(matrix: Floats) -> bool:
    if not matrix.size or np.isnan(matrix).any():
        return False
    values = np.linalg.eigvalsh(matrix)
    return bool(values[0] > _ROUNDING * abs(values[-1]))


def chi_square_p_value(statistic: float, degrees_of_freedom: int) -> float:
    """The upper tail, by Q(a + 1, x) = Q(a, x) + x^a exp(-x) / gamma(a + 1)."""
    x, a = statistic / 2, degrees_of_freedom % 2 / 2
    tail = erfc(sqrt(x)) if a else 0.0
    while a < degrees_of_freedom / 2:
        tail += x**a * exp(-x) / gamma(a + 1)
        a += 1
    return tail
