"""The course of a study drug as it was recorded: doses taken, and the pauses between them."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from dosing import rules
from dosing.codelists import ADVERSE_EVENTS
from dosing.models.ino_infusion import PlannedDay
from edc.facts import fact
from edc.logic import (
    Unknown,
    all_of,
    any_of,
    blank,
    coalesce,
    earliest,
    filled,
    has,
    number,
    one_of,
)

DAYS_BETWEEN_DOSES = {"QOD": 2, "QD": 1}
DAY_OF_CYCLE = {"D1": 0, "D8": 7, "D15": 14}
TOXICITY = (*ADVERSE_EVENTS, "IR")


class Intake(NamedTuple):
    """Days on which olverembatinib was taken at one dose, as far as they have passed."""

    record_id: int
    first: date
    last: date
    every: int
    missed: Any
    dose: Any
    is_ongoing: bool

    def is_certain_between(self, after, until) -> bool:
        """Whether it was taken between two days, whichever of its doses were the missed ones."""
        planned = rules.doses_between(self.first, self.last, self.every, after, until)
        return (planned > self.missed) is True

    def next_dose(self, after):
        return rules.dose_after(self.first, self.last, self.every, after)


class Infusion(NamedTuple):
    """One planned infusion of inotuzumab ozogamicin, given or not; doses in mg/m2.

    ``nominal``: the day of its cycle; ``hold_from``: the first day on which a later infusion is
    late; ``full_dose``: the regimen's, without reductions.
    """

    record_id: int
    cycle: int
    day: str
    given: Any
    on: Any
    nominal: Any
    hold_from: Any
    dose: Any
    full_dose: Any
    is_late: Any
    is_reduced: Any
    is_last: Any
    is_for_toxicity: Any

    @property
    def is_ongoing(self) -> bool:
        return False

    def is_certain_between(self, after, until) -> bool:
        """Whether it was given after a day and before another."""
        is_before = until is None or self.on < until
        return all_of(self.given == "Y", self.on > after, is_before) is True

    def next_dose(self, after):
        return self.nominal if (self.nominal > after) is True else Unknown


class Pause(NamedTuple):
    """Days without the drug that the records call so; without an end when it was stopped."""

    first: Any
    last: date | None
    is_for_toxicity: Any
    is_stop: bool = False

    def may_touch(self, first, last) -> bool:
        """Whether it could share a day with a stretch; None: the stretch has no end."""
        begins_by_then = last is None or self.first <= last
        ends_after = self.last is None or self.last >= first
        return all_of(begins_by_then, ends_after) is not False


class Course(NamedTuple):
    """Doses and pauses in order, from the day of the first dose.

    ``until``: the day on which conditioning began; from then on these rules no longer hold.
    """

    doses: tuple
    pauses: tuple[Pause, ...]
    first: Any
    until: Any

    def covers(self, day):
        """Whether something found on a day is found on treatment: after the first dose."""
        return all_of(self.first < day, any_of(blank(self.until), day < self.until))

    def given_between(self, after, until):
        """The record of the first dose certainly taken between two days; None without one."""
        found = (dose for dose in self.doses if dose.is_certain_between(after, until))
        return next((dose.record_id for dose in found), None)

    def may_pause_within(self, first, last) -> bool:
        return any(pause.may_touch(first, last) for pause in self.pauses)

    def first_pause(self, after, until):
        """The first day from one day on that may lie in a pause; otherwise the other day."""
        touching = [pause.first for pause in self.pauses if pause.may_touch(after, until)]
        days = [after if day is Unknown else max(day, after) for day in touching]
        return min(days, default=until)

    def next_dose(self, after):
        """The day of the next planned dose after a day; Unknown when there is none."""
        return earliest(dose.next_dose(after) for dose in self.doses)

    def resumptions(self, after, until):
        """(dose before, dose after) of pauses for toxicity that began between two days.

        The first day counts and the last does not; None: without end.
        """
        for pause in self.pauses:
            began = all_of(pause.first >= after, until is None or pause.first < until)
            if all_of(began, pause.is_for_toxicity) is True:
                before = [dose for dose in self.doses if dose.first < pause.first]
                since = [dose for dose in self.doses if dose.first > pause.first]
                if before and since:
                    yield before[-1], since[0]


@fact
def olv_course(olverembatinib_periods, conditioning_start, today):
    """Olverembatinib as recorded; what is still being taken is taken up to the day before."""
    taken = [period for period in olverembatinib_periods if period.period_status == "TAKEN"]
    doses = (intake_of(period, today - timedelta(days=1)) for period in taken)
    pauses = [pause_of(period) for period in olverembatinib_periods if is_pause(period)]
    return Course(
        tuple(dose for dose in doses if dose is not None),
        tuple(pauses),
        earliest(period.start_date for period in taken),
        conditioning_start,
    )


def intake_of(period, yesterday) -> Intake | None:
    """The doses of a period; None when its days cannot be told."""
    last = yesterday if period.ongoing == "Y" else period.end_date
    every = DAYS_BETWEEN_DOSES.get(coalesce(period.frequency, ""))
    if every is None or (period.start_date <= last) is not True:
        return None
    dose = period.dose_other_mg if period.dose_mg == "OTHER" else number(period.dose_mg)
    is_ongoing = (period.ongoing == "Y") is True
    return Intake(
        period._envelope.id,
        period.start_date,
        last,
        every,
        period.doses_missed,
        dose,
        is_ongoing,
    )


def is_pause(period) -> bool:
    return one_of(period.period_status, "INTERRUPTED", "STOPPED") is True


def pause_of(period) -> Pause:
    is_stop = period.period_status == "STOPPED"
    last = None if is_stop else coalesce(period.end_date, None)
    return Pause(
        period.start_date, last, one_of(period.change_reason, *ADVERSE_EVENTS), bool(is_stop)
    )


@fact
def ino_course(ino_infusions, dosing_cycles, enrolment, conditioning_start, first_ino_date, param):
    """Inotuzumab ozogamicin as planned and recorded, in the order of the plan."""
    starts = {cycle.cycle_number: cycle for cycle in dosing_cycles}
    planned = sorted(
        (
            infusion
            for infusion in ino_infusions
            if filled(infusion.cycle_number) and filled(infusion.planned_day)
        ),
        key=lambda infusion: (
            infusion.cycle_number,
            PlannedDay.values.index(infusion.planned_day),
        ),
    )
    infusions: list[Infusion] = []
    for record in planned:
        infusions.append(infusion_of(record, starts, infusions, enrolment, param))
    pauses = [pause for infusion in infusions for pause in pauses_around(infusion)]
    return Course(tuple(infusions), tuple(pauses), first_ino_date, conditioning_start)


def infusion_of(record, cycles, earlier, enrolment, param) -> Infusion:
    """A planned infusion and its place in the plan."""
    cycle, day = record.cycle_number, record.planned_day
    nominal = day_after(start_of(cycles, cycle), DAY_OF_CYCLE[day])
    is_for_toxicity = any_of(
        all_of(record.given == "Y", one_of(record.modification_reason, *TOXICITY)),
        all_of(record.given == "N", one_of(record.not_given_reason, *TOXICITY)),
    )
    is_late = has(record.modification, "DELAYED")
    header = cycles.get(cycle)
    if day == "D1" and record.given == "Y" and header is not None and header.delayed == "Y":
        is_late, is_for_toxicity = True, one_of(header.delay_reason, *TOXICITY)
    return Infusion(
        record._envelope.id,
        cycle,
        day,
        record.given,
        record.infusion_date,
        nominal,
        hold_from(cycle, day, nominal, cycles, earlier, param),
        record.actual_dose_mg_m2,
        full_dose(enrolment.planned_ino_regimen, cycle, day, param),
        is_late,
        has(record.modification, "REDUCED"),
        has(record.modification, "DISCONTINUED"),
        is_for_toxicity,
    )


def start_of(cycles, number):
    return cycles[number].cycle_start_date if number in cycles else Unknown


def day_after(day, passed):
    """The day so many days later; Unknown beyond the end of the calendar."""
    try:
        return Unknown if day is Unknown else day + timedelta(days=passed)
    except OverflowError:
        return Unknown


def hold_from(cycle, day, nominal, cycles, earlier, param):
    """Before this day an infusion could not be due: by its cycle, and by the infusion before."""
    if day == "D1":
        before = cycles.get(cycle - 1)
        regimen = {} if before is None else regimen_named(before.ino_regimen, param)
        longest = regimen.get("cycle_days_max")
        return Unknown if longest is None else day_after(before.cycle_start_date, longest)
    given = [infusion.on for infusion in earlier if infusion.cycle == cycle and filled(infusion.on)]
    soonest = day_after(max(given, default=Unknown), param.dosing.ino_min_days_between_doses)
    return nominal if soonest is Unknown or nominal is Unknown else max(nominal, soonest)


def regimen_named(code, param):
    return {} if code is Unknown else param.dosing.ino_regimens.get(code, {})


def full_dose(plan, cycle, day, param):
    """The dose of the regimen planned at enrolment, in mg/m2, without reductions.

    Unknown for another regimen, and where the regimen has no infusion that day.
    """
    if plan == "LOW_MRD":
        plan = "LOW_MRD_C1" if cycle == 1 else "LOW_MRD_C2"
    elif plan == "LABEL_INDUCTION" and cycle > 1:
        plan = "LABEL_CR"
    dose = regimen_named(plan, param).get(day)
    return Unknown if dose is None else dose


def pauses_around(infusion):
    """What the record of an infusion says about days without it."""
    if infusion.given == "N":
        yield Pause(infusion.nominal, coalesce(infusion.nominal, None), infusion.is_for_toxicity)
    elif infusion.is_late is True:
        yield Pause(infusion.nominal, coalesce(infusion.on, None), infusion.is_for_toxicity)
    if infusion.is_last is True:
        first = coalesce(infusion.on, infusion.nominal)
        yield Pause(first, None, infusion.is_for_toxicity, is_stop=True)
