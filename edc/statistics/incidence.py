"""Cumulative incidence with competing causes, by Aalen and Johansen (protocol 6.2)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from edc.statistics.counts import Counts, count_subjects, just_before, product_limit, tie_correction
from edc.statistics.limits import Estimate, Floats, Transform, confidence_limits
from edc.statistics.survival import SurvivalCurve, greenwood

Variance = Literal["survfit", "cmprsk"]


@dataclass(frozen=True, eq=False, kw_only=True)
class CumulativeIncidence(Counts):
    """K step functions, 0 before the first time: row k - 1 belongs to cause k.

    `events`, `incidence` and `se` (survfit's) have shape (K, T). `event_free` is the curve of those
    without any event; its standard error is 0, not undefined, where nobody is left. At every time
    the incidences and `event_free.survival` add up to 1.
    """

    incidence: Floats
    se: Floats
    event_free: SurvivalCurve
    level: float

    def at(
        self,
        cause: int,
        day: float,
        transform: Transform = "cloglog",
        variance: Variance = "survfit",
    ) -> Estimate:
        """The incidence of a cause at a day; `events` counts this cause, `censored` everybody's.

        The variance of R's cmprsk, slightly larger, is there for comparison; like cmprsk it gives
        nothing past the last observation.
        """
        index, row = self._index(cause), self.row(day)
        value, se = (self.incidence[index, row], self.se[index, row]) if row >= 0 else (0.0, 0.0)
        if variance == "cmprsk":
            se = np.sqrt(self._cmprsk_variance(index, row))
            if self.time.size and day > self.time[-1]:
                value = se = np.nan
        return self.estimate(
            day,
            events=self.events[index],
            value=value,
            se=se,
            transform=transform,
            level=self.level,
        )

    def limits(self, cause: int, transform: Transform = "cloglog") -> tuple[Floats, Floats]:
        """The confidence curves of a cause, two arrays of shape (T,), NaN where undefined."""
        index = self._index(cause)
        return confidence_limits(self.incidence[index], self.se[index], transform, self.level)

    def supported_at(self, day: float) -> bool:
        """Whether a report may print the estimates (protocol 6.4)."""
        return self.event_free.supported_at(day)

    def _index(self, cause: int) -> int:
        if not 1 <= cause <= len(self.events):
            raise ValueError(f"There is no cause {cause}; they run from 1 to {len(self.events)}.")
        return cause - 1

    def _cmprsk_variance(self, index: int, row: int) -> float:
        """Aalen's variance with a correction for ties, as cuminc of R's cmprsk.

        Sum over t_j <= t of S(t_j-)^2 / n_j^2 [c_o d_o r^2 + c_k d_k (1 - r)^2], with
        r = (F(t) - F(t_j)) / S(t_j), 0 when nobody is left, and c = (n - d) / (n - 1) for ties.
        """
        through = slice(row + 1)
        at_risk, own = self.at_risk[through], self.events[index, through]
        others = self.events[:, through].sum(axis=0) - own
        after = self.event_free.survival[through]
        incidence = self.incidence[index, through]
        gain = incidence[-1:] - incidence
        share = np.divide(gain, after, out=np.zeros_like(gain), where=after > 0)
        weight = (just_before(after, 1.0) / at_risk) ** 2
        terms = others * tie_correction(others, at_risk) * share**2
        terms += own * tie_correction(own, at_risk) * (1 - share) ** 2
        return float((weight * terms).sum())


def aalen_johansen(
    times: ArrayLike, causes: ArrayLike, level: float = 0.95, number_of_causes: int = 2
) -> CumulativeIncidence:
    """F_k(t) from a time and a cause (1 to number_of_causes; 0 = censored) per subject.

    F_k is the sum over event times of S(t-) d_k / n. A cause that nobody had has an incidence of 0.
    """
    counts = count_subjects(times, causes, causes=number_of_causes)
    at_risk, happened = counts.at_risk, counts.events.sum(axis=0)
    survival = product_limit(happened, at_risk)
    steps = just_before(survival, 1.0) * counts.events / at_risk
    incidence, variance = np.cumsum(steps, axis=1), _survfit_variance(counts, survival, steps)
    # Everybody had this very cause: the sum is 1 but for rounding, which has no interval.
    certain = (survival == 0) & (np.cumsum(happened - counts.events, axis=1) == 0)
    return CumulativeIncidence(
        time=counts.time,
        at_risk=at_risk,
        events=counts.events,
        censored=counts.censored,
        incidence=np.where(certain, 1.0, incidence),
        se=np.where(certain, 0.0, np.sqrt(np.maximum(variance, 0.0))),
        event_free=_event_free(counts, survival, level),
        level=level,
    )


def _event_free(counts: Counts, survival: Floats, level: float) -> SurvivalCurve:
    return SurvivalCurve(
        time=counts.time,
        at_risk=counts.at_risk,
        events=counts.events.sum(axis=0),
        censored=counts.censored,
        survival=survival,
        se=np.where(survival > 0, greenwood(survival, counts), 0.0),
        level=level,
    )


def _survfit_variance(counts: Counts, survival: Floats, steps: Floats) -> Floats:
    """Var F_k at every time, shape (K, T): the formula of protocol 6.2 brought forward in time.

    With g = d / (n (n - d)) and c = S(t-) d_k / n^2, when F grows by a step s the sum of
    (F(t) - F_j)^2 g_j - 2 (F(t) - F_j) c_j grows by s^2 sum g_j + 2 s (sum (F - F_j) g_j - c_j).
    Unlike the expanded squares this cancels nothing, and unlike the double sum it is linear in T.
    """
    at_risk, own = counts.at_risk, counts.events
    happened, left = own.sum(axis=0), at_risk - own.sum(axis=0)
    before = just_before(survival, 1.0)
    hazard_variance = np.divide(happened, at_risk * left, out=np.zeros(left.shape), where=left > 0)
    gathered = just_before(np.cumsum(hazard_variance), 0.0)
    slope = np.cumsum(steps * gathered - before * own / at_risk**2, axis=1)
    fresh = before**2 * own * (at_risk - own) / at_risk.astype(np.float64) ** 3
    return np.cumsum(steps**2 * gathered + 2 * steps * just_before(slope, 0.0) + fresh, axis=1)
