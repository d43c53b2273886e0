"""An estimate with its confidence limits, and the four ways of drawing the limits."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Transform = Literal["loglog", "log", "plain", "cloglog"]


@dataclass(frozen=True)
class Estimate:
    """A curve at one day; `value`, `se`, `low` and `high` are None where undefined.

    `at_risk` counts subjects with time >= day, `events` and `censored` those up to the day itself.
    Past the longest follow-up the last value is carried forward and `beyond_last_observation` set.
    """

    day: float
    at_risk: int
    events: int
    censored: int
    value: float | None
    se: float | None
    low: float | None
    high: float | None
    beyond_last_observation: bool


def defined(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def normal_deviate(level: float) -> float:
    """1.959963984540054 for a two-sided level of 0.95."""
    return NormalDist().inv_cdf(1 - one_tail(level))


def one_tail(level: float) -> float:
    """The probability that a two-sided level leaves on either side."""
    if not 0 < level < 1:
        raise ValueError(f"A confidence level lies between 0 and 1, not at {level}.")
    return (1 - level) / 2


def confidence_limits(
    value: Floats, se: Floats, transform: Transform, level: float
) -> tuple[Floats, Floats]:
    """Lower and upper limits of probabilities, NaN where undefined; any shape, limits of the same.

    Formulas: survfit's conf.type in R's survival package, and protocol 6.1 and 6.2. A transform
    through a logarithm has no limits where the estimate is 0 or 1 and the logarithm vanishes.
    """
    if transform not in _TRANSFORMS:
        raise ValueError(f"Unknown transform {transform!r}; known are {', '.join(_TRANSFORMS)}.")
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return _TRANSFORMS[transform](value, normal_deviate(level) * se)


def _plain(value: Floats, margin: Floats) -> tuple[Floats, Floats]:
    return np.maximum(value - margin, 0.0), np.minimum(value + margin, 1.0)


def _log(value: Floats, margin: Floats) -> tuple[Floats, Floats]:
    width = margin / value
    return value * np.exp(-width), np.minimum(value * np.exp(width), 1.0)


def _log_log(value: Floats, margin: Floats) -> tuple[Floats, Floats]:
    """exp(-exp(log(-log S) -/+ z se / (S log S))), the trial's choice for survival."""
    logarithm = np.log(value)
    width = margin / (value * -logarithm)
    return np.exp(logarithm * np.exp(width)), np.exp(logarithm * np.exp(-width))


def _complementary_log_log(value: Floats, margin: Floats) -> tuple[Floats, Floats]:
    """The log-log limits of 1 - F turned round, the trial's choice for incidences."""
    logarithm = np.log1p(-value)
    width = margin / ((1 - value) * -logarithm)
    return -np.expm1(logarithm * np.exp(-width)), -np.expm1(logarithm * np.exp(width))


_TRANSFORMS = {
    "loglog": _log_log,
    "log": _log,
    "plain": _plain,
    "cloglog": _complementary_log_log,
}
