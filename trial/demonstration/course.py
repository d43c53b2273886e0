"""The days that the files leave open, chosen so that they fit the days that the files give."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from trial.demonstration.paper import Occasion
from trial.demonstration.patients import Patient, Sample
from trial.protocol import C1D8, C1D15, C1D22, CXD8, CXD15, FU, PARAMETERS

LAST_DAY_FOR_THE_THIRD_INFUSION = 14 + PARAMETERS.dosing.ino_day_window
USUAL_DAYS_ON_TREATMENT = 70
DAYS_FROM_THE_LAST_INFUSION_TO_HSCT = PARAMETERS.dosing.ino_to_hsct_min_days + 4
SECOND = 2


class Pause(NamedTuple):
    """Olverembatinib was not taken from a day on, until it was resumed; reason as coded."""

    start: date
    resumed: date
    reason: str


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def days_on_treatment(patient: Patient, day: date) -> int:
    """The day of the first dose is day 0."""
    return (day - patient.first_dose).days


def decided_on(patient: Patient) -> date:
    """The end of screening."""
    return patient.enrolled or patient.last_contact


def consented_on(patient: Patient) -> date:
    return after(decided_on(patient), -patient.chance("consent").randint(6, 14))


def screened_on(patient: Patient) -> date:
    return after(consented_on(patient), patient.chance("screening").randint(1, 4))


def belongs_to_week_2(patient: Patient, sample: Sample) -> bool:
    """Whether the site took it as the week-2 sample, be it a few days outside the window."""
    week2 = PARAMETERS.week2
    nearly = week2.nominal_days + week2.window_plus_days + week2.window_minus_days
    return days_on_treatment(patient, sample.collected) <= nearly


def week_2_visit(patient: Patient) -> date:
    """The day of the first sample; the nominal day where none was taken."""
    days = [s.collected for s in patient.samples if belongs_to_week_2(patient, s)]
    return days[0] if days else after(patient.first_dose, PARAMETERS.week2.nominal_days)


def regimen(patient: Patient) -> str:
    """Two infusions for some, and for those whose week-2 marrow came too late for the third."""
    is_late = (
        patient.first_dose is not None
        and days_on_treatment(patient, week_2_visit(patient)) > LAST_DAY_FOR_THE_THIRD_INFUSION
    )
    is_low = is_late or patient.chance("regimen").random() < 0.15
    return "LOW_MRD" if is_low else PARAMETERS.dosing.ino_default_regimen


def is_positive(sample: Sample) -> bool:
    mrd = PARAMETERS.mrd
    return (
        Decimal(sample.pcr_ratio or 0) >= mrd.pcr_threshold_percent
        or Decimal(sample.flow_percent or 0) >= mrd.flow_threshold_percent
    )


def check_of_cycle_1(patient: Patient) -> date:
    """The day of the visit that ends the first cycle."""
    return after(patient.first_dose, patient.chance("visits").randint(22, 25))


def pause(patient: Patient) -> Pause | None:
    """For low counts at the end of the first cycle, or for a medicine that interacts; in some."""
    chance = patient.chance("pause")
    is_for_counts = chance.random() < 0.5
    start = after(patient.first_dose, chance.randint(23, 30))
    if is_for_counts:
        start = check_of_cycle_1(patient)
    resumed = after(start, chance.randint(5, 9))
    if chance.random() >= 0.15 or after(start, 20) >= last_intake(patient):
        return None
    return Pause(start, resumed, "AE_HAEM" if is_for_counts else "DDI")


def counts_are_low_on(patient: Patient, on: date) -> bool:
    """Whether the counts of that day made the patient pause."""
    if patient.first_dose is None:
        return False
    paused = pause(patient)
    return paused is not None and paused.reason == "AE_HAEM" and paused.start == on


def second_cycle(patient: Patient) -> date | None:
    """When it began: for most whose marrow was positive at week 2, and for some others."""
    chance = patient.chance("second cycle")
    start = after(patient.first_dose, chance.randint(28, 32))
    first = [s for s in patient.samples if belongs_to_week_2(patient, s)]
    is_wanted = chance.random() < (0.9 if any(map(is_positive, first)) else 0.15)
    if not is_wanted or pause(patient) or after(start, 25) > last_intake(patient):
        return None
    grafted = patient.transplanted
    last = after(start, 14 + DAYS_FROM_THE_LAST_INFUSION_TO_HSCT)
    return None if grafted and last > grafted else start


def second_infusion_days(patient: Patient) -> dict[str, date]:
    """When each infusion of the second cycle was given."""
    start = second_cycle(patient)
    if start is None:
        return {}
    planned = {"D1": 0, "D8": 7, "D15": 14}
    if regimen(patient) == "LOW_MRD":
        del planned["D15"]
    return {name: after(start, number) for name, number in planned.items()}


def last_infusion(patient: Patient) -> date:
    days = second_infusion_days(patient) or infusion_days(patient)
    return max(days.values())


def visits_under_infusions(patient: Patient) -> list[Occasion]:
    """The visits between infusions, and after those of the first cycle: counts are low there."""
    again = second_cycle(patient)
    planned = {
        (C1D8.code, 1): infusion_days(patient).get("D8"),
        (C1D15.code, 1): week_2_visit(patient),
        (C1D22.code, 1): check_of_cycle_1(patient),
        (CXD8.code, SECOND): again and after(again, 7),
        (CXD15.code, SECOND): again and after(again, 14),
    }
    return [
        Occasion(code, sequence, on)
        for (code, sequence), on in planned.items()
        if on and on <= patient.last_seen
    ]


def had_reaction(patient: Patient) -> bool:
    """A mild reaction to the first infusion, in some."""
    return patient.chance("reaction").random() <= 0.2


def infusion_days(patient: Patient) -> dict[str, date]:
    """When each planned infusion was given; the third on the day of the marrow or after."""
    day_8 = patient.chance("infusions").choice([7, 7, 7, 8])
    third = max(14, days_on_treatment(patient, week_2_visit(patient)))
    planned = {"D1": 0, "D8": day_8, "D15": third}
    if regimen(patient) == "LOW_MRD":
        del planned["D15"]
    days = {name: after(patient.first_dose, number) for name, number in planned.items()}
    return {name: day for name, day in days.items() if day <= patient.last_seen}


def last_intake(patient: Patient) -> date:
    """Last day of olverembatinib: just before conditioning, or what follow-up counts back to."""
    if patient.conditioning:
        return after(patient.conditioning, -patient.chance("last intake").randint(1, 3))
    if patient.died:
        return patient.last_seen
    return after(patient.last_contact, -FU.every_days * contacts_without_transplant(patient))


def contacts_without_transplant(patient: Patient) -> int:
    """How many intervals of follow-up came after treatment of about the usual length."""
    observed = days_on_treatment(patient, patient.last_contact)
    return max(1, round((observed - USUAL_DAYS_ON_TREATMENT) / FU.every_days))
