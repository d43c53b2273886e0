"""The clock of serious events: so many hours after the site became aware, the report is due.

Instants carry their zone. Hours are hours that passed: a night in which the clocks are turned has
23 or 25 of them, and it does not matter in which zone the server runs.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from edc.logic import Unknown, all_of, blank, filled, minutes


def minutes_passed(first: datetime, last: datetime):
    """Minutes that passed from one instant to another, whatever the clocks on the wall show."""
    return minutes(first.astimezone(UTC), last.astimezone(UTC))


def due_at(aware: datetime, hours):
    """The last instant at which a report is in time, in the zone of awareness."""
    if blank(aware):
        return Unknown
    return (aware.astimezone(UTC) + timedelta(hours=hours)).astimezone(aware.tzinfo)


def minutes_late(due: datetime, reported: datetime):
    """How many minutes after it was due a report was made; 0 for one in time."""
    passed = minutes_passed(due, reported)
    return max(passed, 0) if filled(passed) else Unknown


def is_overdue(due: datetime, reported: datetime, now: datetime):
    """Whether the report is still to be made although its time is over."""
    return all_of(blank(reported), minutes_passed(due, now) > 0)


class Report(NamedTuple):
    """One report on a serious event; ``made_at`` is Unknown while it is a draft."""

    line: int
    kind: str
    number: int
    aware_at: datetime | Any
    made_at: datetime | Any


class Reporting(NamedTuple):
    """What was reported of one serious event, in order, and the clock of the initial report."""

    line: int
    ae_number: int
    reports: tuple[Report, ...]
    hours: int

    @property
    def initial(self):
        """The initial report; Unknown when there is none."""
        return next((report for report in self.reports if report.kind == "INITIAL"), Unknown)

    @property
    def due_at(self):
        return due_at(self.initial.aware_at, self.hours)

    @property
    def minutes_late(self):
        return self.minutes_late_at(self.initial.made_at)

    def minutes_late_at(self, instant: datetime):
        """How late a report made at this instant is."""
        return minutes_late(self.due_at, instant)

    def is_overdue(self, now: datetime):
        return is_overdue(self.due_at, self.initial.made_at, now)
