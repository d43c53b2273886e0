"""When study treatment was given: the days that visits, checks and endpoints are counted from."""

from edc.facts import fact
from edc.logic import Unknown, count, date_of, earliest, exists, latest


def days_given(ino_infusions):
    return [date_of(infusion.infusion_start) for infusion in ino_infusions if infusion.given == "Y"]


def periods_taken(olverembatinib_periods):
    return [period for period in olverembatinib_periods if period.period_status == "TAKEN"]


def is_ongoing(olverembatinib_periods):
    return any(period.ongoing == "Y" for period in periods_taken(olverembatinib_periods))


@fact
def c1d1_date(olverembatinib_periods, ino_infusions):
    """First dose of study treatment; day 0 of everything counted from treatment."""
    taken = [period.start_date for period in periods_taken(olverembatinib_periods)]
    return earliest(taken + days_given(ino_infusions))


@fact
def first_ino_date(ino_infusions):
    """First infusion of inotuzumab ozogamicin."""
    return earliest(days_given(ino_infusions))


@fact
def last_ino_date(ino_infusions):
    """Last infusion of inotuzumab ozogamicin so far."""
    return latest(days_given(ino_infusions))


@fact
def last_ino_c1_date(ino_infusions):
    """Last infusion of inotuzumab ozogamicin in cycle 1."""
    return latest(days_given(infusion for infusion in ino_infusions if infusion.cycle_number == 1))


@fact
def last_olv_date(olverembatinib_periods):
    """Last day of olverembatinib; Unknown while it is being taken."""
    if is_ongoing(olverembatinib_periods):
        return Unknown
    return latest(period.end_date for period in periods_taken(olverembatinib_periods))


@fact
def last_dose_date(last_ino_date, last_olv_date, olverembatinib_periods):
    """Last dose of study treatment; Unknown while olverembatinib is being taken."""
    if is_ongoing(olverembatinib_periods):
        return Unknown
    return latest([last_ino_date, last_olv_date])


@fact
def ino_cycles_given(dosing_cycles, ino_infusions):
    """In how many cycles inotuzumab ozogamicin was given; Unknown while no cycle is recorded."""
    if not dosing_cycles:
        return Unknown
    given = [infusion for infusion in ino_infusions if infusion.given == "Y"]
    return count(
        dosing_cycles,
        lambda cycle: exists(given, lambda one: one.cycle_number == cycle.cycle_number),
    )


@fact
def week2_anchor_date(c1d1_date, first_ino_date, last_ino_c1_date, param):
    """Day 0 of the week-2 marrow, as the protocol's parameter chooses it."""
    return {
        "FIRST_DOSE": c1d1_date,
        "FIRST_INO_DOSE": first_ino_date,
        "LAST_INO_DOSE_CYCLE1": last_ino_c1_date,
    }[param.week2.anchor]


@fact
def first_olv_date(olverembatinib_periods):
    """First dose of olverembatinib."""
    return earliest(period.start_date for period in periods_taken(olverembatinib_periods))
