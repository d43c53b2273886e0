"""The shape of a visit schedule. Pure: no database, no settings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum, auto

from edc.logic import Unknown


class Need(StrEnum):
    """Whether a form is owed at a visit."""

    REQUIRED = auto()
    CONDITIONAL = auto()  # required when a condition holds, else not offered
    OPTIONAL = auto()  # offered, never asked for


@dataclass(frozen=True)
class PlannedVisit:
    """A visit of the schedule.

    ``anchor`` names the fact that is day 0; ``target`` days after it, ``before`` and ``after`` days
    of tolerance, ends included. A repeating visit is told apart by its sequence; with
    ``every_days`` the n-th is due n times as late.
    """

    code: str
    number: int
    label: str = field(compare=False)  # its hash would change with the language of the reader
    epoch: str
    anchor: str = ""
    target: int | None = None
    before: int = 0
    after: int = 0
    repeats: bool = False
    first_sequence: int = 1
    every_days: int = 0

    def window(self, anchor, sequence: int = 1):
        """First and last day of the visit; Unknown without a known anchor."""
        if anchor is Unknown or self.target is None:
            return Unknown
        day = self.target + self.every_days * (sequence - 1)
        try:
            target = anchor + timedelta(days=day)
            return target - timedelta(days=self.before), target + timedelta(days=self.after)
        except OverflowError:  # what is typed as 0001-01-01 is a date, but at the calendar's edge
            return Unknown


def timing(window, on: date):
    """``IN``, ``EARLY`` or ``LATE``; Unknown while the window or the date is unknown."""
    if window is Unknown or on is Unknown:
        return Unknown
    first, last = window
    if on < first:
        return "EARLY"
    return "LATE" if on > last else "IN"


def always() -> bool:
    """Owed or shown whatever else is answered."""
    return True


def never() -> bool:
    """Never owed."""
    return False


@dataclass(frozen=True)
class Collected:
    """That a form is collected at a planned visit, and whether it is owed there."""

    visit: PlannedVisit
    need: Need = Need.REQUIRED
    when: Callable = field(default=always)


def required(*visits: PlannedVisit) -> tuple[Collected, ...]:
    """Owed at each of these visits."""
    return tuple(Collected(visit) for visit in visits)


def optional(*visits: PlannedVisit) -> tuple[Collected, ...]:
    """Offered at each of these visits, never asked for."""
    return tuple(Collected(visit, Need.OPTIONAL) for visit in visits)


def conditional(*visits: PlannedVisit, when: Callable) -> tuple[Collected, ...]:
    """Owed at these visits when the condition holds, else not offered."""
    return tuple(Collected(visit, Need.CONDITIONAL, when) for visit in visits)
