"""Our estimates of 10,000 subjects beside those of the package survival, which is compiled."""

from collections.abc import Iterator

import numpy as np
from survival import surv_analysis as peer

from edc.statistics import aalen_johansen, kaplan_meier
from tests.bench.timing import at_most, in_turns, line

ROUNDS = 30
SUBJECTS = 10_000


def trial():
    """Times and causes with ties, as whole days give them."""
    numbers = np.random.default_rng(20261122)
    times = np.minimum(numbers.exponential(300, SUBJECTS), numbers.uniform(0, 900, SUBJECTS))
    return np.floor(times), numbers.integers(0, 3, SUBJECTS).astype(np.int32)


def measure() -> Iterator[str]:
    """The lines of the report."""
    times, causes = trial()
    events = (causes > 0).astype(float)
    names = ["relapse", "death"]
    yield from compared(
        "Kaplan-Meier with limits",
        lambda _: kaplan_meier(times, events).limits(),
        lambda _: peer.survfitkm(times, events, conf_type="log-log"),
    )
    yield from compared(
        "Aalen-Johansen with errors",
        lambda _: aalen_johansen(times, causes),
        lambda _: peer.survfitaj(times, causes, names),
    )


def compared(name, ours, theirs) -> Iterator[str]:
    mine, other = in_turns(ours, theirs, rounds=ROUNDS)
    ratio = mine.median / other.median
    yield line(f"{name}, {SUBJECTS:,} subjects", mine)
    yield line("the package survival", other)
    yield line("ratio of the medians", f"{ratio:.2f}", at_most(1, ratio))
