"""Exposure: the doses of both drugs planned and given, for each cycle and for all of treatment.

What is planned is what the header of a cycle and the record of an infusion plan, so a reduction
that was taken into the plan is no dose lost; reductions are counted beside it.
"""

from datetime import date
from typing import Any, NamedTuple

from dosing import rules
from dosing.models.dosing_cycle import relative_dose
from dosing.watch.course import DAY_OF_CYCLE, day_after, intake_of
from edc.facts import fact
from edc.logic import Unknown, coalesce, count, days, earliest, filled, has, latest, number, one_of
from edc.series import total

OLVEREMBATINIB, INO = "olverembatinib", "inotuzumab ozogamicin"
EVERY_OTHER_DAY = 2


class Exposure(NamedTuple):
    """One drug in one cycle, or in all of them when ``cycle`` is None.

    Amounts in mg for olverembatinib, in mg/m2 for InO. ``interruptions``: pauses of olverembatinib,
    infusions left out or late; ``days_lost``: the days of those pauses, the days by which infusions
    came late.
    """

    drug: str
    cycle: int | None
    planned_doses: Any
    given_doses: Any
    planned_amount: Any
    given_amount: Any
    interruptions: int
    days_lost: Any
    reductions: int

    @property
    def missed_doses(self):
        return self.planned_doses - self.given_doses

    @property
    def relative_dose(self):
        """Given in percent of planned; Unknown when nothing was planned."""
        return relative_dose(self.given_amount, self.planned_amount)


class Stretch(NamedTuple):
    """Days on olverembatinib, both ends included; ``cycle`` is None for all of them."""

    cycle: int | None
    first: date
    last: date

    def has(self, day):
        return self.first <= day <= self.last if filled(day) else Unknown

    def days_shared(self, first, last):
        """How many days it has in common with another stretch."""
        shared = days(max(self.first, first), min(self.last, last)) + 1
        return max(shared, 0)


@fact
def dose_exposure(dosing_cycles, olverembatinib_periods, ino_infusions, today):
    """Exposure to both drugs: each cycle that was recorded, then all of them together."""
    cycles = [cycle for cycle in dosing_cycles if filled(cycle.cycle_number)]
    cycles.sort(key=lambda cycle: cycle.cycle_number)
    infused = [ino_in(cycle.cycle_number, ino_infusions, [cycle]) for cycle in cycles]
    return (
        *olverembatinib_by_cycle(cycles, olverembatinib_periods, today),
        *infused,
        *([ino_in(None, ino_infusions, cycles)] if infused else []),
    )


def olverembatinib_by_cycle(cycles, periods, today):
    """Exposure in each cycle and in all; nothing while no day of olverembatinib is known."""
    first = earliest(period.start_date for period in periods if period.period_status == "TAKEN")
    last = latest(last_day(period, today) for period in periods)
    if first is Unknown or last is Unknown:
        return
    started = [cycle for cycle in cycles if filled(cycle.cycle_start_date)]
    amounts = []
    for place, cycle in enumerate(started):
        following = started[place + 1 : place + 2]
        end = min([last, *(day_after(later.cycle_start_date, -1) for later in following)])
        begin = first if place == 0 else max(first, cycle.cycle_start_date)
        stretch = Stretch(cycle.cycle_number, begin, end)
        planned = planned_in(stretch, first)
        amounts.append(planned * number(cycle.olv_dose_planned))
        yield olverembatinib_in(stretch, planned, amounts[-1], periods, today)
    whole = Stretch(None, first, last)
    amount = sum(amounts) if amounts else Unknown
    yield olverembatinib_in(whole, planned_in(whole, first), amount, periods, today)


def last_day(period, today):
    """The last day of a period that has days; an ongoing one lasts until today."""
    if period.period_status == "STOPPED":
        return Unknown
    return today if period.ongoing == "Y" else period.end_date


def planned_in(stretch, first_dose) -> int:
    """The doses of taking it every other day from the first dose on without a break."""
    return rules.doses_within(
        first_dose, stretch.last, EVERY_OTHER_DAY, stretch.first, stretch.last
    )


def olverembatinib_in(stretch, planned, amount, periods, today) -> Exposure:
    taken = [period for period in periods if period.period_status == "TAKEN"]
    pauses = [period for period in periods if period.period_status == "INTERRUPTED"]
    doses = [taken_in(stretch, intake_of(period, today)) for period in taken]
    return Exposure(
        OLVEREMBATINIB,
        stretch.cycle,
        planned,
        sum(number_taken for number_taken, _ in doses),
        amount,
        sum(mg for _, mg in doses),
        count(pauses, lambda pause: stretch.has(pause.start_date)),
        sum(days_lost_in(stretch, pause, today) for pause in pauses),
        count(
            [one for one in taken if one_of(one.change_type, "REDUCED", "RESUMED_LOWER") is True],
            lambda one: stretch.has(one.start_date),
        ),
    )


def taken_in(stretch, intake):
    """How many doses of a period were taken in the stretch, and their mg.

    Unknown where a dose was missed of a period that is only partly in the stretch.
    """
    if intake is None:
        return Unknown, Unknown
    planned = rules.doses_within(
        intake.first, intake.last, intake.every, stretch.first, stretch.last
    )
    if planned == 0:
        return 0, 0
    is_inside = stretch.first <= intake.first and intake.last <= stretch.last
    missed = intake.missed if is_inside or intake.missed == 0 else Unknown
    return planned - missed, (planned - missed) * intake.dose


def days_lost_in(stretch, pause, today):
    last = last_day(pause, today)
    if last is Unknown or pause.start_date is Unknown:
        return Unknown
    return stretch.days_shared(pause.start_date, last)


def ino_in(number_of_cycle, infusions, cycles) -> Exposure:
    """Exposure to the infusions that belong to the cycles."""
    starts = {cycle.cycle_number: cycle.cycle_start_date for cycle in cycles}
    planned = [one for one in infusions if one.cycle_number in starts]
    given = [one for one in planned if one.given == "Y"]
    late = [one for one in given if has(one.modification, "DELAYED") is True]
    return Exposure(
        INO,
        number_of_cycle,
        len(planned),
        len(given),
        total(one.planned_dose_mg_m2 for one in planned),
        total(one.actual_dose_mg_m2 for one in given),
        count(planned, lambda one: one.given == "N") + len(late),
        sum(days_late(one, starts[one.cycle_number]) for one in late),
        count(given, lambda one: has(one.modification, "REDUCED")),
    )


def days_late(infusion, cycle_start):
    """Days from the planned day of its cycle to the infusion, none when it came before."""
    due = day_after(cycle_start, DAY_OF_CYCLE.get(coalesce(infusion.planned_day, ""), 0))
    late = days(due, infusion.infusion_date)
    return late if late is Unknown else max(late, 0)
