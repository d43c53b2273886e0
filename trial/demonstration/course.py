"""The days that the files leave open, chosen so that they fit the days that the files give."""

from datetime import date, timedelta

from trial.demonstration.patients import Patient, Sample
from trial.protocol import FU, PARAMETERS

LAST_DAY_FOR_THE_THIRD_INFUSION = 14 + PARAMETERS.dosing.ino_day_window
USUAL_DAYS_ON_TREATMENT = 70


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
