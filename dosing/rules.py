"""Arithmetic of doses."""

from datetime import timedelta
from decimal import Decimal

from edc.logic import Unknown, filled


def total(doses):
    """Sum of (dose, whether it counts); blank doses are left out.

    Unknown when a dose only could count.
    """
    known = [(dose, counts) for dose, counts in doses if filled(dose)]
    if any(counts is Unknown for _, counts in known):
        return Unknown
    return sum((dose for dose, counts in known if counts), Decimal(0))


def doses_between(first, last, every, after, until):
    """How many days of intake from first to last, so many days apart, lie between two others.

    Neither of those two is between them; None: there is no end on that side.
    """
    start = first.toordinal()
    begin = start if after is None else max(start, after.toordinal() + 1)
    end = last.toordinal() if until is None else min(last.toordinal(), until.toordinal() - 1)
    passed_over = -(-(begin - start) // every)
    return max((end - start) // every + 1 - passed_over, 0)


def doses_within(first, last, every, begin, end):
    """How many days of intake from first to last lie from begin to end, both included."""
    latest = min(last, end)
    before = doses_between(first, latest, every, None, begin)
    return doses_between(first, latest, every, None, None) - before


def dose_after(first, last, every, day):
    """The next day of intake after a day; Unknown when there is none."""
    if not doses_between(first, last, every, day, None):
        return Unknown
    passed = max((day - first).days + 1, 0)
    return first + timedelta(days=-(-passed // every) * every)


def one_level_lower(dose, levels):
    """The next lower of the dose levels, 0 below the last; Unknown for a dose that is no level."""
    if dose is Unknown or dose not in levels:
        return Unknown
    return max((level for level in levels if level < dose), default=0)
