"""Times of the same work done again and again, and their comparison with a budget."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median, quantiles


@dataclass(frozen=True)
class Times:
    """Seconds of each round."""

    seconds: list[float]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20)[-1]

    def __str__(self):
        return f"median {milliseconds(self.median)}, p95 {milliseconds(self.p95)}"

    def within(self, median: float, p95: float | None = None) -> str:
        """Its budgets, and whether they are kept."""
        kept = [f"median, {at_most(median, self.median, milliseconds)}"]
        if p95 is not None:
            kept.append(f"p95, {at_most(p95, self.p95, milliseconds)}")
        return "; ".join(kept)


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes once."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turns(*works: Callable[[int], object], rounds: int) -> list[Times]:
    """Times of each work, done in turns so that a busy machine is busy for all.

    A work is told the number of the round. The first rounds, in which caches fill, do not count.
    """
    warming = max(rounds // 10, 1)
    seconds: list[list[float]] = [[] for _ in works]
    for number in range(rounds + warming):
        for work, its in zip(works, seconds, strict=True):
            its.append(timed(partial(work, number)))
    return [Times(its[warming:]) for its in seconds]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def line(what: str, value: object, budget: str = "") -> str:
    """A line of the report, in columns."""
    return f"{what:<46}{value!s:<34}{budget}".rstrip()


def at_most(limit: float, value: float, shown: Callable[[float], str] = str) -> str:
    """A budget, and whether the value stays within it."""
    return f"budget {shown(limit)}: {'kept' if value <= limit else 'EXCEEDED'}"


def at_least(limit: float, value: float) -> str:
    """A budget that a value should reach, and whether it does."""
    return f"budget {limit} or more: {'kept' if value >= limit else 'MISSED'}"
