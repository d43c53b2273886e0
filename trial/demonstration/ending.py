"""How a patient's part in the trial ended, and where it left the protocol."""

from collections.abc import Iterator
from datetime import date

from trial.demonstration.course import after, belongs_to_week_2, days_on_treatment, last_intake
from trial.demonstration.paper import Paper, at
from trial.demonstration.patients import Patient
from trial.protocol import C1D15, EOS, PARAMETERS

LOST_AFTER = PARAMETERS.followup.lost_after_days
ONE_YEAR = PARAMETERS.analysis.one_year_days
ALMOST_A_YEAR = 330
STILL_OPEN = 0.2
AGREED = "Discussed at the next monitoring visit 下次监查访视时讨论"


def papers(patient: Patient) -> Iterator[Paper]:
    for line, answers in enumerate(deviations(patient), start=1):
        on = answers["deviation_date"]
        yield Paper(on, "protocol_deviation", answers, None, line)
    if outcome := how_it_ended(patient):
        yield end_of_study(patient, outcome)


def how_it_ended(patient: Patient) -> str:
    """As coded; empty for the few who are not closed yet."""
    if not patient.enrolled:
        return "SCREEN_FAILURE"
    if not patient.first_dose:
        return "WITHDREW"
    if patient.chance("closing").random() < STILL_OPEN:
        return ""
    if patient.died:
        return "DEATH"
    if patient.transplanted:
        seen = (patient.last_contact - patient.transplanted).days
        return "COMPLETED" if seen >= ONE_YEAR else "LTFU"
    seen = (patient.last_contact - last_intake(patient)).days
    return "COMPLETED_NOHSCT" if seen >= ALMOST_A_YEAR else "LTFU"


def closed_on(patient: Patient, outcome: str) -> date:
    """Some days after a death; when nobody could be reached for half a year; else at once."""
    chance = patient.chance("closing day")
    if outcome == "DEATH":
        return after(max(patient.died, patient.last_contact), chance.randint(1, 12))
    if outcome == "LTFU":
        return after(patient.last_contact, LOST_AFTER + chance.randint(3, 30))
    return patient.last_contact


def end_of_study(patient: Patient, outcome: str) -> Paper:
    on, contact = closed_on(patient, outcome), patient.last_contact
    is_dead = outcome == "DEATH"
    answers = {
        "eos_date": on,
        "outcome": outcome,
        "last_contact_date": contact,
        **({} if is_dead else {"last_alive_confirmed": contact}),
        **({"one_year_status_known": is_known(patient)} if patient.transplanted else {}),
        "pi_sign_off": "Y",
        "pi_sign_date": on,
    }
    return Paper(on, "end_of_study", answers, at(EOS))


def is_known(patient: Patient) -> str:
    seen = (patient.last_contact - patient.transplanted).days
    return "Y" if patient.died or seen >= ONE_YEAR else "N"


def deviations(patient: Patient) -> Iterator[dict]:
    """The week-2 marrow that was late, early, missing, or not a marrow."""
    if not patient.first_dose or (patient.died and days_on_treatment(patient, patient.died) < 14):
        return
    first = [s for s in patient.samples if belongs_to_week_2(patient, s)]
    if not first:
        on = after(patient.first_dose, 14)
        yield deviation(on, "No marrow was taken at week 2 第2周未行骨髓穿刺")
    elif first[0].specimen_type != "BM":
        on = first[0].collected
        yield deviation(on, "Blood was taken instead of marrow 以外周血代替骨髓")
    elif not is_in_window(patient, first[0].collected):
        on = first[0].collected
        yield deviation(on, "The week-2 marrow was taken outside its window 第2周骨髓超窗")


def is_in_window(patient: Patient, on: date) -> bool:
    first, last = C1D15.window(patient.first_dose)
    return first <= on <= last


def deviation(on: date, description: str) -> dict:
    return {
        "deviation_date": on,
        "category": "MRD_SAMPLE",
        "description": description,
        "severity": "MAJOR",
        "affects_endpoint": "Y",
        "corrective_action": AGREED,
        "reported_to_ethics": "Y",
    }
