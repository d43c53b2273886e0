"""Subjects counted by time: who was at risk, who had an event, who was censored."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from edc.statistics.limits import (
    Estimate,
    Floats,
    Integers,
    Transform,
    confidence_limits,
    defined,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Counts:
    """One row per distinct time, T in all, in ascending order.

    `time`, `at_risk` (subjects with a time at or after it) and `censored` have shape (T,);
    `events` has shape (T,) for a single kind of event and (K, T) for K causes.
    """

    time: Floats
    at_risk: Integers
    events: Integers
    censored: Integers

    @property
    def subjects(self) -> int:
        return int(self.at_risk[0]) if self.time.size else 0

    @property
    def last_time(self) -> float | None:
        """The longest follow-up; None without subjects."""
        return float(self.time[-1]) if self.time.size else None

    def row(self, day: float) -> int:
        """The last row at or before the day; -1 when every time comes later."""
        return int(np.searchsorted(self.time, day, side="right")) - 1

    def at_risk_on(self, day: float) -> int:
        row = int(np.searchsorted(self.time, day, side="left"))
        return int(self.at_risk[row]) if row < self.time.size else 0

    def estimate(
        self,
        day: float,
        *,
        events: Integers,
        value: float,
        se: float,
        transform: Transform,
        level: float,
    ) -> Estimate:
        """The given value with its limits and the counts of the day; nothing without subjects."""
        if not self.subjects:
            value = se = np.nan
        limits = confidence_limits(np.array(value), np.array(se), transform, level)
        low, high = (defined(float(limit)) for limit in limits)
        through = slice(self.row(day) + 1)
        return Estimate(
            day=day,
            at_risk=self.at_risk_on(day),
            events=int(events[through].sum()),
            censored=int(self.censored[through].sum()),
            value=defined(value),
            se=defined(se),
            low=low,
            high=high,
            beyond_last_observation=self.last_time is None or day > self.last_time,
        )


def count_subjects(times: ArrayLike, codes: ArrayLike, *, causes: int) -> Counts:
    """Count n subjects given by two sequences of length n, codes from 0 (censored) to `causes`."""
    time, table = tabulate(*checked(times, codes, causes + 1), causes + 1)
    return Counts(
        time=time, at_risk=remaining(table.sum(axis=0)), events=table[1:], censored=table[0]
    )


def tabulate(times: Floats, codes: Integers, kinds: int) -> tuple[Floats, Integers]:
    """Distinct times, shape (T,), and how many subjects leave at each by code, shape (kinds, T)."""
    time, row = np.unique(times, return_inverse=True)
    cells = np.bincount(codes * time.size + row, minlength=kinds * time.size)
    return time, cells.reshape(kinds, time.size)


def remaining(leaving: Integers) -> Integers:
    """How many have not left before each time, along the last axis."""
    return leaving[..., ::-1].cumsum(axis=-1)[..., ::-1]


def product_limit(happened: Integers, at_risk: Integers) -> Floats:
    """The share still without event after each time, along the last axis; exactly 0 at the end.

    Where nobody is left at risk it stays as it was.
    """
    return np.cumprod(1 - happened / np.maximum(at_risk, 1), axis=-1, dtype=np.float64)


def tie_correction(events: Integers, at_risk: Integers) -> Floats:
    """(n - d) / (n - 1) where several of n subjects have the event at one time, else 1."""
    return np.where(events > 1, (at_risk - events) / np.maximum(at_risk - 1, 1), 1.0)


def just_before(values: Floats, first: float) -> Floats:
    """The left limit of a step function along the last axis, `first` being its start."""
    start = np.full((*values.shape[:-1], 1), first)
    return np.concatenate([start, values], axis=-1)[..., :-1]


def checked(times: ArrayLike, codes: ArrayLike, kinds: int) -> tuple[Floats, Integers]:
    """The same as arrays of shape (n,), or a refusal: codes run from 0 to kinds - 1."""
    subject_times = np.asarray(times, dtype=np.float64)
    given = np.asarray(codes)
    subject_codes = given.astype(np.int64)
    if subject_times.ndim != 1 or subject_times.shape != subject_codes.shape:
        raise ValueError("Times and codes are two sequences of the same length.")
    if not (np.isfinite(subject_times) & (subject_times >= 0)).all():
        raise ValueError("A time is a finite number, 0 or later.")
    if not ((subject_codes == given) & (subject_codes >= 0) & (subject_codes < kinds)).all():
        raise ValueError(f"A code is a whole number from 0 to {kinds - 1}.")
    return subject_times, subject_codes
