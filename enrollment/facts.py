"""What the path of every subject is counted from: consent, enrolment, the anchors of visits."""

from edc.facts import fact
from edc.logic import Unknown, earliest


@fact
def consent_date(informed_consents):
    """Date of the main consent."""
    return earliest(
        consent.consent_date for consent in informed_consents if consent.consent_type == "MAIN"
    )


@fact
def enrol_date(enrolment):
    """Date of enrolment, of a subject who was enrolled."""
    return enrolment.enrolment_date if enrolment.decision == "ENROLLED" else Unknown


@fact
def withdrawal_date(informed_consents):
    """Full withdrawal: the first of all further participation; later events do not count."""
    return earliest(
        consent.withdrawal_date
        for consent in informed_consents
        if consent.withdrawal_scope == "ALL"
    )


@fact
def anchor_dates(
    c1d1_date, week2_anchor_date, last_dose_date, conditioning_start, hsct_d0, first_relapse_date
):
    """Day 0 of planned visits, by the name of the fact that the schedule counts from."""
    return {
        "c1d1_date": c1d1_date,
        "week2_anchor_date": week2_anchor_date,
        "last_dose_date": last_dose_date,
        "conditioning_start": conditioning_start,
        "hsct_d0": hsct_d0,
        "first_relapse_date": first_relapse_date,
    }


@fact
def visit_dates(visit_records):
    """Days on which visits took place, by code and sequence."""
    return {
        (visit.visit_code, visit.visit_sequence): visit.visit_date
        for visit in visit_records
        if visit.visit_date is not Unknown
    }
