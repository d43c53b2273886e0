"""Consent, screening and the enrolment decision."""

from collections.abc import Iterator
from datetime import date

from edc.codelists import MissingReason
from trial.demonstration.course import consented_on, decided_on, regimen, screened_on
from trial.demonstration.paper import Paper, at, visited
from trial.demonstration.patients import Patient
from trial.demonstration.people import investigator_at
from trial.protocol import SCR

SECOND_VERSION = date(2023, 5, 8)
INCLUSION, EXCLUSION, NOT_MET = 14, 20, "INC06"
WITHDREW = "The patient withdrew before the first dose 受试者首次给药前撤回知情同意"


def papers(patient: Patient) -> Iterator[Paper]:
    yield consent(patient)
    yield visited(SCR, screened_on(patient))
    yield criteria(patient)
    yield enrolment(patient) if patient.enrolled else screen_failure(patient)
    if patient.enrolled and not patient.first_dose:
        yield withdrawal(patient)


def criteria(patient: Patient) -> Paper:
    """Every criterion met; for one that was not, the patient was turned away at once."""
    on = decided_on(patient)
    answers = {
        "screening_number": 1,
        "assessment_date": on,
        "criteria_version": "2.0" if on > SECOND_VERSION else "1.0",
        **{f"inc{number:02}": "Y" for number in range(1, INCLUSION + 1)},
        **{f"exc{number:02}": "N" for number in range(1, EXCLUSION + 1)},
        "investigator_name": investigator_at(patient.site).name,
        "confirmation_date": on,
    }
    if not patient.enrolled:
        answers |= {NOT_MET.lower(): "N", "inc04": MissingReason.NOT_DONE}
    return Paper(on, "eligibility", answers, at(SCR))


def consent(patient: Patient) -> Paper:
    on = consented_on(patient)
    is_second = on > SECOND_VERSION
    hour = patient.chance("hour of consent").randint(9, 16)
    answers = {
        "consent_type": "MAIN",
        "form_version": "2.0" if is_second else "1.0",
        "form_version_date": SECOND_VERSION if is_second else date(2022, 1, 10),
        "consent_date": on,
        "consent_time": f"{on} {hour:02}:30",
        "signed_by": "PATIENT",
        "witness_present": "N",
        "obtained_by": investigator_at(patient.site).name,
        "copy_given": "Y",
        "withdrawn": "N",
    }
    return Paper(on, "informed_consent", answers)


def withdrawal(patient: Patient) -> Paper:
    """Corrects the consent: nothing further is asked of the patient."""
    answers = {
        "withdrawn": "Y",
        "withdrawal_date": patient.last_contact,
        "withdrawal_scope": "ALL",
    }
    return Paper(patient.last_contact, "informed_consent", answers, why=WITHDREW)


def enrolment(patient: Patient) -> Paper:
    answers = {
        "decision_date": patient.enrolled,
        "decision": "ENROLLED",
        "enrolment_date": patient.enrolled,
        "planned_ino_regimen": regimen(patient),
        "planned_olv_dose": "40",
        "donor_status": donor(patient) if patient.transplanted else "SEARCH",
    }
    return Paper(patient.enrolled, "enrolment", answers, at(SCR))


def screen_failure(patient: Patient) -> Paper:
    answers = {
        "decision_date": decided_on(patient),
        "decision": "SCREEN_FAILURE",
        "screen_failure_reason": "CRITERIA",
        "failed_criteria": NOT_MET,
    }
    return Paper(decided_on(patient), "enrolment", answers, at(SCR))


def donor(patient: Patient) -> str:
    """Known at enrolment, used at transplantation."""
    return patient.chance("donor").choices(["HAPLO", "MSD", "MUD"], [5, 3, 2])[0]
