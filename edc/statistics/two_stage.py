"""Simon's two-stage designs (protocol 9.1) [Simon, Controlled Clinical Trials 1989;10:1-10]."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from math import comb, inf

import numpy as np

from edc.statistics.limits import Floats


@dataclass(frozen=True)
class TwoStageDesign:
    """Stop after n1 subjects with r1 or fewer responses; after n, reject with r or fewer.

    The other figures are the expected number of subjects and the probability of stopping early when
    the true rate is p0, and the probability of not rejecting under p0 (alpha) and p1 (power).
    """

    r1: int
    n1: int
    r: int
    n: int
    expected_n: float
    early_stopping: float
    alpha: float
    power: float


@dataclass(frozen=True)
class TwoStageDesigns:
    """`optimal` expects the fewest subjects under p0, `minimax` needs the fewest at most."""

    optimal: TwoStageDesign
    minimax: TwoStageDesign


def simon_two_stage(
    p0: float, p1: float, alpha: float = 0.05, beta: float = 0.2
) -> TwoStageDesigns:
    """Search all designs with an error of at most alpha under p0 and at most beta under p1."""
    if not (0 < p0 < p1 < 1 and 0 < alpha < 1 and 0 < beta < 1):
        raise ValueError("A design needs 0 < p0 < p1 < 1, and errors between 0 and 1.")
    best = minimax = None
    for n in count(2):
        fewest = best.expected_n if best else inf
        promising = [n1 for n1 in range(1, n) if _least_expected(n1, n, p0, p1, beta) < fewest]
        # The bound of an n1 rises with n, and a new n1 is at least n - 1: nothing better will come.
        if best and not promising:
            return TwoStageDesigns(optimal=best, minimax=minimax or best)
        if _greatest_power(n, p0, p1, alpha) < 1 - beta:
            continue
        found = [best, *(_best_design(n1, n, p0, p1, alpha, beta) for n1 in promising)]
        best = min((design for design in found if design), key=_expected, default=None)
        minimax = minimax or best
    raise AssertionError("Some sample size satisfies every pair of errors.")


def two_stage_design(r1: int, n1: int, r: int, n: int, p0: float, p1: float) -> TwoStageDesign:
    """The properties of a given design, written r1/n1 then r/n."""
    if not (0 <= r1 < n1 < n and r1 <= r < n):
        raise ValueError(f"{r1}/{n1} then {r}/{n} is not a two-stage design.")
    stopping = float(_binomial(n1, p0)[: r1 + 1].sum())
    return TwoStageDesign(
        r1=r1,
        n1=n1,
        r=r,
        n=n,
        expected_n=n1 + (1 - stopping) * (n - n1),
        early_stopping=stopping,
        alpha=float(_acceptance(n1, n, p0)[r1, r]),
        power=float(_acceptance(n1, n, p1)[r1, r]),
    )


def _best_design(
    n1: int, n: int, p0: float, p1: float, alpha: float, beta: float
) -> TwoStageDesign | None:
    """Stopping most often under p0 saves most; then the smallest r has the greatest power."""
    fitting = (_acceptance(n1, n, p0) <= alpha) & (_acceptance(n1, n, p1) >= 1 - beta)
    pairs = np.argwhere(fitting)
    if not pairs.size:
        return None
    r1 = int(pairs[-1, 0])
    return two_stage_design(r1, n1, int(np.argmax(fitting[r1])), n, p0, p1)


def _acceptance(n1: int, n: int, p: float) -> Floats:
    """P(more than r1 responses among n1 and more than r among n), shape (n1, n) by [r1, r]."""
    first, second = _binomial(n1, p), _above(n - n1, p)
    responses, r = np.arange(n1 + 1)[:, None], np.arange(n)
    needed = np.clip(r - responses + 1, 0, n - n1 + 1)
    above: Floats = (first[:, None] * second[needed])[::-1].cumsum(axis=0)[::-1]
    return above[1:]


def _least_expected(n1: int, n: int, p0: float, p1: float, beta: float) -> float:
    """What a design with these sizes expects at least, going by the power of its first stage."""
    return n1 + _least_continuing(n1, p0, p1, beta) * (n - n1)


@lru_cache(maxsize=1024)
def _least_continuing(n1: int, p0: float, p1: float, beta: float) -> float:
    enough = np.flatnonzero(_above(n1, p1)[1:] >= 1 - beta)
    return float(_above(n1, p0)[1 + enough[-1]]) if enough.size else inf


def _greatest_power(n: int, p0: float, p1: float, alpha: float) -> float:
    """The power of the best test on n subjects, randomised at its limit [Neyman and Pearson]."""
    above = _above(n, p0)
    limit = int(np.argmax(above <= alpha))
    share = (alpha - above[limit]) / (above[limit - 1] - above[limit])
    power = _above(n, p1)
    return float(power[limit] + share * (power[limit - 1] - power[limit]))


@lru_cache(maxsize=1024)
def _binomial(n: int, p: float) -> Floats:
    """P(X = x) for x = 0 to n."""
    return np.array([comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(n + 1)])


@lru_cache(maxsize=1024)
def _above(n: int, p: float) -> Floats:
    """P(X >= x) for x = 0 to n + 1, the first being 1 and the last 0."""
    return np.append(_binomial(n, p)[::-1].cumsum()[::-1], 0.0)


def _expected(design: TwoStageDesign) -> float:
    return design.expected_n
