"""Proportions of responders with their intervals and the exact test (protocol 4.5).

Throughout, `x` of `n` subjects responded; nothing can be said of nobody, so n = 0 gives None.
"""

from math import sqrt

from edc.statistics.beta import beta_probability, beta_quantile, beta_quantile_above
from edc.statistics.limits import normal_deviate, one_tail

Limits = tuple[float, float] | tuple[None, None]


def rate(x: int, n: int) -> float | None:
    _check(x, n)
    return x / n if n else None


def clopper_pearson(x: int, n: int, level: float = 0.95) -> Limits:
    """Exact two-sided limits [Clopper and Pearson, Biometrika 1934;26:404-413]."""
    _check(x, n)
    if n == 0:
        return None, None
    tail = one_tail(level)
    low = beta_quantile(tail, x, n - x + 1) if x > 0 else 0.0
    high = beta_quantile_above(tail, x + 1, n - x) if x < n else 1.0
    return low, high


def wilson(x: int, n: int, level: float = 0.95) -> Limits:
    """Score limits without continuity correction [Wilson, JASA 1927;22:209-212]."""
    _check(x, n)
    if n == 0:
        return None, None
    z = normal_deviate(level)
    centre, shrink = x + z**2 / 2, n + z**2
    margin = z * sqrt(x * (n - x) / n + z**2 / 4)
    low = (centre - margin) / shrink
    high = (centre + margin) / shrink if x < n else 1.0
    return low, high


def exact_p_value(x: int, n: int, p0: float) -> float | None:
    """P(X >= x) for X ~ Binomial(n, p0): the one-sided exact test against a larger rate."""
    _check(x, n)
    if not 0 <= p0 <= 1:
        raise ValueError(f"A rate lies between 0 and 1, not at {p0}.")
    if n == 0:
        return None
    return beta_probability(p0, x, n - x + 1) if x > 0 else 1.0


def _check(x: int, n: int) -> None:
    if not 0 <= x <= n:
        raise ValueError(f"{x} of {n} subjects cannot have responded.")
