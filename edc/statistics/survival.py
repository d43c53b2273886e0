"""Kaplan-Meier curves (protocol 6.1) and their quantiles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from edc.statistics.counts import Counts, count_subjects, product_limit
from edc.statistics.limits import Estimate, Floats, Transform, confidence_limits

# R's quantile.survfit takes a curve this close to the sought value for equal to it.
_EQUAL = float(np.sqrt(np.finfo(np.float64).eps))


@dataclass(frozen=True)
class Quantile:
    """A time with its limits, in the unit of the curve; None where the curve does not give one."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, eq=False, kw_only=True)
class SurvivalCurve(Counts):
    """A step function: `survival[i]` holds from `time[i]` until the next time; 1 before the first.

    `survival` and `se` (Greenwood's, of S itself; NaN where S has reached 0) have shape (T,).
    """

    survival: Floats
    se: Floats
    level: float

    def at(self, day: float, transform: Transform = "loglog") -> Estimate:
        row = self.row(day)
        return self.estimate(
            day,
            events=self.events,
            value=self.survival[row] if row >= 0 else 1.0,
            se=self.se[row] if row >= 0 else 0.0,
            transform=transform,
            level=self.level,
        )

    def limits(self, transform: Transform = "loglog") -> tuple[Floats, Floats]:
        """The confidence curves, two arrays of shape (T,), NaN where undefined."""
        return confidence_limits(self.survival, self.se, transform, self.level)

    def quantile(self, p: float, transform: Transform = "loglog") -> Quantile:
        """The time by which a share p has had the event; the limits cross the confidence curves."""
        if not 0 < p < 1:
            raise ValueError(f"A quantile lies between 0 and 1, not at {p}.")
        curves = (self.survival, *self.limits(transform))
        return Quantile(*(self._reaches(curve, 1 - p) for curve in curves))

    def supported_at(self, day: float) -> bool:
        """Whether a report may print the estimate (protocol 6.4)."""
        return self.at_risk_on(day) > 0 or bool(self.survival.size and self.survival[-1] == 0)

    def _reaches(self, curve: Floats, target: float) -> float | None:
        """The first time at or below the target; on a plateau at the target, its middle.

        The plateau ends with the next step down, or with follow-up. A confidence curve can turn
        back towards the target after crossing it; R's two rules (quantile.survfit, print.survfit)
        then disagree, and there is no limit.
        """
        reached = np.flatnonzero(curve <= target + _EQUAL)
        if not reached.size:
            return None
        later = curve[reached[0] :]
        if ((later > later[0]) & (later <= target)).any():
            return None
        passed = np.flatnonzero(curve < target - _EQUAL)
        end = self.time[passed[0]] if passed.size else self.time[-1]
        return float((self.time[reached[0]] + end) / 2)


def kaplan_meier(times: ArrayLike, events: ArrayLike, level: float = 0.95) -> SurvivalCurve:
    """S(t) from a time and an event (1 or True; 0 or False = censored) per subject.

    S is the product over event times of 1 - d/n; its standard error is Greenwood's,
    S sqrt(sum d / (n (n - d))), as R's survfit of Surv(time, event).
    """
    counts = count_subjects(times, events, causes=1)
    happened = counts.events[0]
    survival = product_limit(happened, counts.at_risk)
    return SurvivalCurve(
        time=counts.time,
        at_risk=counts.at_risk,
        events=happened,
        censored=counts.censored,
        survival=survival,
        se=greenwood(survival, counts),
        level=level,
    )


def reverse_kaplan_meier(times: ArrayLike, events: ArrayLike, level: float = 0.95) -> SurvivalCurve:
    """The curve of follow-up, in which being censored is the event; its median is reported."""
    return kaplan_meier(times, np.asarray(events) == 0, level)


def greenwood(survival: Floats, counts: Counts) -> Floats:
    """The standard error of S for events of any kind, NaN where S has reached 0."""
    at_risk, happened = counts.at_risk, np.atleast_2d(counts.events).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        error: Floats = survival * np.sqrt(np.cumsum(happened / (at_risk * (at_risk - happened))))
    return error
