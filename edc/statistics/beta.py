"""The beta distribution: its probabilities and quantiles, to nearly full double precision."""

from collections.abc import Callable
from itertools import count
from math import exp, lgamma, log, log1p, pi, sqrt

_SMALLEST = 1e-300
_ROUNDING = 2e-16
# Newton's error after a step this small, relative to x, is its square: below rounding.
_CONVERGED = 1e-12


def beta_probability(x: float, a: float, b: float) -> float:
    """P(X <= x) for X ~ Beta(a, b): the regularised incomplete beta function."""
    return _tails(x, a, b)[0]


def beta_probability_above(limit: float, a: float, b: float) -> float:
    """P(X > limit) for X ~ Beta(a, b), as the stopping rule of protocol 9.2 asks for."""
    return _tails(limit, a, b)[1]


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The x with P(X <= x) = probability."""
    return _root(lambda x: beta_probability(x, a, b) - probability, a, b)


def beta_quantile_above(probability: float, a: float, b: float) -> float:
    """The x with P(X > x) = probability; precise for small ones, where 1 - probability is not."""
    return _root(lambda x: probability - beta_probability_above(x, a, b), a, b)


def _root(excess: Callable[[float], float], a: float, b: float) -> float:
    """Newton's steps from the mean, halving the bracket where one would leave it."""
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(200):
        error = excess(x)
        low, high = (low, x) if error > 0 else (x, high)
        slope = _power(x, a, b) / (x * (1 - x))
        step = error / slope if slope > _SMALLEST else 1.0
        if abs(step) <= _CONVERGED * x:
            return x - step
        x = x - step if low < x - step < high else (low + high) / 2
    return x


def _tails(x: float, a: float, b: float) -> tuple[float, float]:
    """P(X <= x) and P(X > x), the smaller one as precise as the larger."""
    if a <= 0 or b <= 0:
        raise ValueError("Both parameters of a beta distribution are positive.")
    if not 0 < x < 1:
        return (0.0, 1.0) if x <= 0 else (1.0, 0.0)
    if x > (a + 1) / (a + b + 2):
        above = _lower_tail(1 - x, b, a)
        return 1 - above, above
    below = _lower_tail(x, a, b)
    return below, 1 - below


def _lower_tail(x: float, a: float, b: float) -> float:
    """x^a (1 - x)^b / (a B(a, b)) over the continued fraction of Abramowitz and Stegun 26.5.8."""
    return _power(x, a, b) / (a * _continued_fraction(x, a, b))


def _power(x: float, a: float, b: float) -> float:
    """x^a (1 - x)^b / B(a, b), the large logarithms cancelled before they cost digits.

    With s = a + b it is sqrt(ab / (2 pi s)) (s x / a)^a (s (1 - x) / b)^b times Stirling's errors
    [as Loader, Fast and accurate computation of binomial probabilities, 2000].
    """
    total = a + b
    excess = total * x - a
    exponent = a * _log_quotient(total * x, a, excess)
    exponent += b * _log_quotient(total * (1 - x), b, -excess)
    exponent += _stirling_error(total) - _stirling_error(a) - _stirling_error(b)
    return sqrt(a * b / (2 * pi * total)) * exp(exponent)


def _log_quotient(value: float, reference: float, difference: float) -> float:
    """log(value / reference); the difference of the two is more precise where they are close."""
    if abs(difference) < reference / 2:
        return log1p(difference / reference)
    return log(value / reference)


def _stirling_error(z: float) -> float:
    """What log gamma(z) exceeds Stirling's (z - 1/2) log z - z + log(2 pi) / 2 by."""
    if z < 15:
        return lgamma(z) - (z - 0.5) * log(z) + z - log(2 * pi) / 2
    square = z * z
    series = 1 / 1680 - 1 / (1188 * square)
    return (1 / 12 - (1 / 360 - (1 / 1260 - series / square) / square) / square) / z


def _continued_fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + ...)), from the front by Lentz's method."""
    value = ratio = 1.0
    inverse = 0.0
    for step in count(1):
        term = _coefficient(step, x, a, b)
        inverse = 1 / ((1 + term * inverse) or _SMALLEST)
        ratio = (1 + term / ratio) or _SMALLEST
        value *= ratio * inverse
        if abs(ratio * inverse - 1) <= _ROUNDING:
            break
    return value


def _coefficient(step: int, x: float, a: float, b: float) -> float:
    half, odd = divmod(step, 2)
    past = a + 2 * half
    if odd:
        return -(a + half) * (a + b + half) * x / (past * (past + 1))
    return half * (b - half) * x / ((past - 1) * past)
