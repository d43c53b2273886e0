"""Time from transplantation to event or censoring of one subject (protocol section 5)."""

from typing import Any, NamedTuple

from edc.logic import Unknown, filled, latest

RELAPSE, NRM, CENSORED = "RELAPSE", "NRM", "CENSORED"


class Outcome(NamedTuple):
    """Whole days from day 0, and whether an event ended them."""

    os_days: int
    os_event: bool
    rfs_days: int
    rfs_event: bool
    first_event: str

    @property
    def first_event_days(self) -> int:
        return self.rfs_days


class Course(NamedTuple):
    """What happened after transplantation; ``until`` is the last day whose events are used."""

    day_zero: Any
    relapse: Any
    death: Any
    days_alive: list
    days_in_remission: list
    until: Any = Unknown


def outcome(course: Course):
    """Times and events, or Unknown for who was not transplanted by the last day that is used.

    Relapse and death on one day are a relapse. Death without an earlier relapse is non-relapse
    mortality by its date, whatever cause was written down. Who is said to have died before day 0
    has no time until a query settles which of the dates is wrong.
    """
    day_zero = used(course.day_zero, course.until)
    death, relapse = used(course.death, course.until), used(course.relapse, course.until)
    if day_zero is Unknown or (death < day_zero) is True:
        return Unknown
    os_day = death if filled(death) else last_used(course.days_alive, course)
    first_event = first_of(relapse, death)
    rfs_day = {
        RELAPSE: relapse,
        NRM: death,
        CENSORED: last_used(course.days_in_remission, course),
    }[first_event]
    return Outcome(
        (os_day - day_zero).days,
        filled(death),
        (rfs_day - day_zero).days,
        first_event != CENSORED,
        first_event,
    )


def first_of(relapse, death) -> str:
    if filled(relapse) and (relapse > death) is not True:
        return RELAPSE
    return NRM if filled(death) else CENSORED


def used(day, until):
    """The day, unless it lies after the last one that is used."""
    return Unknown if (day > until) is True else day


def last_used(days, course: Course):
    """The last of the days that is used; day 0 is always one."""
    known = latest(day for day in days if (day > course.until) is not True)
    return latest([known, course.day_zero])
