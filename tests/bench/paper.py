"""Fictional patients who are about to be transplanted, and the form that is then filled in."""

from tests import patients
from tests.stories import answers
from tests.stories.answers import day

FORM = "hsct"
TRANSPLANT = {
    "transplant_number": "1",
    "hsct_kind": "ALLO",
    "d0_date": day(38),
    "disease_status": "CR1_MRDNEG",
    "donor_type": "HAPLO",
    "donor_relation": "SIBLING",
    "hla_matched_loci": "5",
    "hla_loci_typed": "10",
    "donor_age": "30",
    "donor_sex": "M",
    "donor_abo": "MATCH",
    "recipient_cmv": "POS",
    "donor_cmv": "NEG",
    "dsa": "NEG",
    "graft_source": "PB",
    "tnc_dose": "8.00",
    "cd34_dose": "5.00",
    "cd3_dose": "1.00",
    "graft_manipulation": "NONE",
    "conditioning_given": "Y",
    "conditioning_start_date": day(30),
    "intensity": "MAC",
    "tbi_given": "Y",
    "tbi_dose_gy": "10.0",
    "dual_alkylator": "N",
    "gvhd_prophylaxis": ["CSA", "MTX", "MMF", "ATG"],
    "atg_total_dose": "7.5",
}
LAST_DOSE = {"ongoing": "N", "end_date": day(20)}


def admit(subject, *, by, investigator):
    """Enter everything that comes before the transplantation."""
    number = {"specimen_id": f"01-BM{subject.pk:04}"}
    patients.enter(subject, "informed_consent", answers.CONSENT, by=by)
    for form, visit, given in answers.DECISION:
        patients.enter(subject, form, given, by=investigator, visit=visit)
    for form, visit, given in answers.AFTER_ENROLMENT:
        more = {"olverembatinib_period": LAST_DOSE, "mrd_specimen": number}.get(form, {})
        patients.enter(subject, form, {**given, **more}, by=by, visit=visit)
