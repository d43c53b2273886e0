"""Three-valued logic: an absent answer is unknown, and what depends on it is unknown too.

Comparisons, arithmetic, ``&``, ``|`` and ``~`` carry Unknown. Only True is true: a check fires, a
question shows or is required, when the truth is certain. Kleene's strong logic, as in the
condition language of the form specification.
"""

from collections.abc import Sized
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


class _Unknown:
    """The value of what is not known. There is one."""

    __slots__ = ()

    def __repr__(self):
        return "Unknown"

    def __bool__(self):
        return False

    def __hash__(self):
        return 0

    def __and__(self, other):
        return False if other is False else self

    def __or__(self, other):
        return True if other is True else self

    __rand__, __ror__ = __and__, __or__

    def _itself(self, *_):
        return self

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _itself
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _itself
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __abs__ = __neg__ = __invert__ = _itself

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    __call__ = _itself


Unknown: Any = _Unknown()


class Span:
    """A value known only to lie between two ends: ``<0.01``, a date known to the month.

    A comparison is true or false when it is so for every value in the span, else Unknown.
    """

    __slots__ = ("high", "high_open", "low", "low_open")

    def __init__(self, low, high, *, low_open=False, high_open=False):
        self.low, self.high = low, high
        self.low_open, self.high_open = low_open, high_open

    def __repr__(self):
        opening, closing = "(" if self.low_open else "[", ")" if self.high_open else "]"
        return f"{opening}{self.low}, {self.high}{closing}"

    def __str__(self):
        """As a laboratory prints it: ``<0.008``, ``>2000``; else from end to end."""
        if self.low == self.high:
            return plain_text(self.low)
        if self.low == 0:
            return f"{'<' if self.high_open else '<='}{plain_text(self.high)}"
        if self.high == INFINITE:
            return f"{'>' if self.low_open else '>='}{plain_text(self.low)}"
        return f"{plain_text(self.low)}–{plain_text(self.high)}"

    def __hash__(self):
        return hash((self.low, self.high))

    def _all_below(self, other):
        """Whether every value here is below every value there."""
        touching = self.high == other.low and (self.high_open or other.low_open)
        return self.high < other.low or touching

    def _all_up_to(self, other):
        """Whether every value here is at most every value there."""
        return self.high <= other.low

    def __lt__(self, other):
        other = as_span(other)
        if other is Unknown:
            return Unknown
        if self._all_below(other):
            return True
        return False if other._all_up_to(self) else Unknown

    def __le__(self, other):
        other = as_span(other)
        if other is Unknown:
            return Unknown
        if self._all_up_to(other):
            return True
        return False if other._all_below(self) else Unknown

    def __gt__(self, other):
        return negation(self <= other)

    def __ge__(self, other):
        return negation(self < other)

    def __eq__(self, other):
        other = as_span(other)
        if other is Unknown:
            return Unknown
        if self._all_below(other) or other._all_below(self):
            return False
        return True if self.low == self.high == other.low == other.high else Unknown

    def __ne__(self, other):
        return negation(self == other)

    def _corners(self, other, operate, *, is_product=False):
        """The span of a result that grows or falls steadily with either side."""
        other = as_span(other)
        if other is Unknown:
            return Unknown
        corners = [
            (operate(a, b), _is_missed(a, b, a_open, b_open, is_product))
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        return _spanning(corners)

    def __add__(self, other):
        return self._corners(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._corners(other, lambda a, b: a - b)

    def __rsub__(self, other):
        return as_span(other) - self

    def __mul__(self, other):
        return self._corners(other, lambda a, b: a * b, is_product=True)

    def __truediv__(self, other):
        other = as_span(other)
        if other is Unknown or other.low <= 0 <= other.high:
            return Unknown
        return self._corners(other, lambda a, b: a / b, is_product=True)

    def __rtruediv__(self, other):
        return as_span(other) / self

    def __abs__(self):
        nothing = self.low - self.low
        ends = [(abs(self.low), self.low_open), (abs(self.high), self.high_open)]
        crosses_zero = self.low < nothing < self.high
        return _spanning([*ends, (nothing, False)] if crosses_zero else ends)

    __radd__, __rmul__ = __add__, __mul__


def _is_missed(a, b, a_open, b_open, is_product) -> bool:
    """Whether no pair of values gives the corner; a zero in a span makes every product zero."""
    if is_product and ((a == 0 and not a_open) or (b == 0 and not b_open)):
        return False
    return a_open or b_open


def _spanning(ends) -> Span:
    """The span between the least and the greatest of (value, whether it is left out)."""
    low, high = min(value for value, _ in ends), max(value for value, _ in ends)
    return Span(
        low,
        high,
        low_open=all(is_open for value, is_open in ends if value == low),
        high_open=all(is_open for value, is_open in ends if value == high),
    )


INFINITE = Decimal("Infinity")


def plain_text(value) -> str:
    """A number without exponent; anything else as it is written."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def as_span(value):
    """A value as the span that holds it alone."""
    if value is Unknown or isinstance(value, Span):
        return value
    return Span(value, value)


def qualified(number: Decimal, qualifier: str | None):
    """A number as printed with ``<``, ``<=``, ``>``, ``>=``; no such result is negative."""
    match qualifier:
        case "<":
            return Span(Decimal(0), number, high_open=True)
        case "<=":
            return Span(Decimal(0), number)
        case ">":
            return Span(number, INFINITE, low_open=True, high_open=True)
        case ">=":
            return Span(number, INFINITE, high_open=True)
        case _:
            return number


class PartialDate(Span):
    """A date known to the year, month or day; compared by its earliest and latest day."""

    __slots__ = ("text",)

    def __init__(self, text: str):
        self.text = text
        super().__init__(earliest_day(text), latest_day(text))

    def __str__(self):
        return self.text


def earliest_day(text: str) -> date:
    """First day that ``2026``, ``2026-03`` or ``2026-03-07`` can mean. ValueError if none."""
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def latest_day(text: str) -> date:
    """Last day that ``2026``, ``2026-03`` or ``2026-03-07`` can mean. ValueError if none."""
    parts = [*map(int, text.split("-"))]
    if len(parts) == 3:
        return date(*parts)
    year, month = [*parts, 12][:2]
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def negation(truth):
    """True for False, False for True, Unknown for Unknown."""
    return truth if truth is Unknown else not truth


def all_of(*truths):
    """False if any is False, else Unknown if any is Unknown, else True."""
    if any(truth is False for truth in truths):
        return False
    return Unknown if any(truth is Unknown for truth in truths) else True


def any_of(*truths):
    """True if any is True, else Unknown if any is Unknown, else False."""
    if any(truth is True for truth in truths):
        return True
    return Unknown if any(truth is Unknown for truth in truths) else False


def exists(records, holds) -> bool:
    """Whether ``holds(record)`` is True, Unknown where a record only could match, else False."""
    return any_of(*(holds(record) for record in records))


def count(records, holds) -> int:
    """How many records certainly fulfil the condition."""
    return sum(holds(record) is True for record in records)


def filled(value) -> bool:
    """Whether there is a value; never Unknown."""
    return value is not Unknown


def blank(value) -> bool:
    """Whether there is no value; never Unknown."""
    return value is Unknown


def coalesce(*values):
    """The first value that is not blank."""
    return next((value for value in values if value is not Unknown), Unknown)


def one_of(value, *codes):
    """Whether the answer is one of the codes; Unknown when there is no answer."""
    return Unknown if value is Unknown else value in codes


def has(chosen, code):
    """Whether a multiple choice contains the code; Unknown when nothing is chosen."""
    return code in chosen if chosen else Unknown


def size(chosen: Sized):
    """How many codes are chosen; Unknown when nothing is."""
    return len(chosen) if chosen else Unknown


def yes_no(truth):
    """``Y``, ``N``, or Unknown."""
    return Unknown if truth is Unknown else ("Y" if truth else "N")


def number(code, otherwise=Unknown):
    """A code such as ``"40"`` as a number; what is no number becomes ``otherwise``."""
    if isinstance(code, str) and code.replace(".", "", 1).isdecimal() and code.isascii():
        return Decimal(code)
    return otherwise


def days(first, last):
    """Whole days from one date to another, negative when the second is earlier."""
    if first is Unknown or last is Unknown:
        return Unknown
    if isinstance(first, Span) or isinstance(last, Span):
        first, last = as_span(first), as_span(last)
        return Span((last.low - first.high).days, (last.high - first.low).days)
    return (last - first).days


def minutes(first: datetime, last: datetime):
    """Minutes that pass from one instant to another, as a Decimal."""
    if first is Unknown or last is Unknown:
        return Unknown
    # Instants of one zone are subtracted as its clocks show them, also where the clocks change.
    passed = last.astimezone(UTC) - first.astimezone(UTC)
    return Decimal(passed // timedelta(seconds=1)) / 60


def date_of(instant: datetime):
    """The day of an instant, in the zone it carries."""
    return Unknown if instant is Unknown else instant.date()


def ratio(part, whole):
    """``part / whole`` in decimal arithmetic; Unknown when the whole is zero."""
    if part is Unknown or whole is Unknown:
        return Unknown
    if isinstance(part, Span) or isinstance(whole, Span):
        return as_span(part) / whole
    return Decimal(part) / Decimal(whole) if whole else Unknown


def rounded(value, digits: int):
    """Rounded half away from zero."""
    if value is Unknown:
        return Unknown
    step = Decimal(1).scaleb(-digits)
    if isinstance(value, Span):
        low, high = rounded(value.low, digits), rounded(value.high, digits)
        return Span(low, high)
    value = Decimal(value)
    return value.quantize(step, ROUND_HALF_UP) if value.is_finite() else value


def square_root(value):
    """The square root of a number, in decimal arithmetic."""
    return Unknown if value is Unknown else Decimal(value).sqrt()


def earliest(values):
    """The earliest known value, or Unknown when there is none."""
    return _foremost(values, min)


def latest(values):
    """The latest known value, or Unknown when there is none."""
    return _foremost(values, max)


def _foremost(values, choose):
    """The chosen of the known values; where some are spans, the span in which it must lie."""
    known = [value for value in values if value is not Unknown]
    if not any(isinstance(value, Span) for value in known):
        return choose(known, default=Unknown)
    spans = [as_span(value) for value in known]
    return Span(choose(span.low for span in spans), choose(span.high for span in spans))


def age_in_years(birth, on):
    """Completed years; day 15 of a known month, 1 July of a known year stand for the day."""
    if birth is Unknown or on is Unknown:
        return Unknown
    if isinstance(birth, PartialDate):
        birth = {4: f"{birth}-07-01", 7: f"{birth}-15"}.get(len(birth.text), birth.text)
        birth = date.fromisoformat(birth)
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
