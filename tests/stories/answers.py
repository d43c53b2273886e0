"""What the coordinator of Beijing reads on her papers: one fictional patient up to week 2."""

from datetime import UTC, datetime, timedelta

START = datetime.now(UTC).date() - timedelta(days=40)


def day(number):
    """A calendar day counted from the first dose, which is day 0."""
    return (START + timedelta(days=number)).isoformat()


CONSENT = {
    "consent_type": "MAIN",
    "form_version": "2.0",
    "form_version_date": "2024-01-01",
    "consent_date": day(-10),
    "consent_time": f"{day(-10)} 10:00",
    "signed_by": "PATIENT",
    "witness_present": "N",
    "obtained_by": "Dr. Fictional",
    "copy_given": "Y",
    "withdrawn": "N",
}
ELIGIBILITY = {
    "screening_number": "1",
    "assessment_date": day(-1),
    "criteria_version": "2.0",
    **{f"inc{number:02}": "Y" for number in range(1, 15)},
    **{f"exc{number:02}": "N" for number in range(1, 21)},
    "investigator_name": "Dr. Fictional",
    "confirmation_date": day(-1),
}
ENROLMENT = {
    "decision_date": day(-1),
    "decision": "ENROLLED",
    "enrolment_date": day(-1),
    "planned_ino_regimen": "LABEL_INDUCTION",
    "planned_olv_dose": "40",
    "donor_status": "HAPLO",
}
CYCLE = {
    "cycle_number": "1",
    "cycle_start_date": day(0),
    "ino_regimen": "LABEL_INDUCTION",
    "olv_dose_planned": "40",
    "height_cm": "170.0",
    "weight_kg": "65.0",
    "anc_ok": "MET",
    "plt_ok": "MET",
    "liver_ok": "Y",
    "vod_prophylaxis": ["UDCA"],
    "cycle_status": "ONGOING",
}
OLVEREMBATINIB = {
    "cycle_number": "1",
    "period_status": "TAKEN",
    "start_date": day(0),
    "ongoing": "Y",
    "dose_mg": "40",
    "frequency": "QOD",
    "route": "PO",
    "with_food": "Y",
    "doses_missed": "0",
    "change_type": "START",
    "lot_number": "OLV-1",
}
INFUSION = {
    "cycle_number": "1",
    "planned_day": "D1",
    "planned_dose_mg_m2": "0.8",
    "given": "Y",
    "liver_tests_ok": "Y",
    "premed_steroid": "Y",
    "premed_antipyretic": "Y",
    "premed_antihistamine": "Y",
    "infusion_date": day(0),
    "infusion_start": f"{day(0)} 10:00",
    "infusion_end": f"{day(0)} 11:00",
    "bsa_used_m2": "1.75",
    "actual_dose_mg_m2": "0.8",
    "actual_dose_mg": "1.4",
    "lot_number": "INO-1",
    "interrupted": "N",
    "modification": ["NONE"],
    "infusion_reaction": "N",
    "observed_1h": "Y",
}
SPECIMEN = {
    "collected": "Y",
    "specimen_id": "01-BM0001",
    "purpose": "SCHEDULED",
    "specimen_type": "BM",
    "collection_date": day(14),
    "collection_time": f"{day(14)} 09:30",
    "site_of_aspirate": "PIC_L",
    "first_pull": "Y",
    "volume_ml": "3.0",
    "anticoagulant": "EDTA",
    "spicules": "Y",
    "haemodilution": "NONE",
    "quality": "ADEQUATE",
}
PCR = {
    "performed": "Y",
    "lab_name": "Central laboratory (fictional)",
    "report_date": day(17),
    "method": "RTQPCR",
    "transcript": "P190",
    "control_gene": "ABL1",
    "result_class": "QUANTIFIED",
    "bcr_abl_copies": "2.0",
    "control_copies": "40000",
    "ratio_percent": "0.005",
    "lod_percent": "0.0032",
    "loq_percent": "0.0032",
}
FLOW = {
    "performed": "Y",
    "lab_name": "Central laboratory (fictional)",
    "report_date": day(17),
    "colours": "10",
    "panel": "CD19 CD10 CD34 CD38 CD58",
    "gating_without_cd22": "Y",
    "events_acquired": "600000",
    "abnormal_events": "300",
    "denominator": "NUCLEATED",
    "result_class": "QUANTIFIED",
    "abnormal_percent": "0.05",
    "lod_percent": "0.002",
    "lloq_percent": "0.005",
}
# Form, visit, answers, in the order in which the papers arrive; the decision is not hers.
BEFORE_ENROLMENT = [("informed_consent", None, CONSENT)]
DECISION = [("eligibility", "SCR", ELIGIBILITY), ("enrolment", "SCR", ENROLMENT)]
AFTER_ENROLMENT = [
    ("dosing_cycle", "C1D1", CYCLE),
    ("olverembatinib_period", "C1D1", OLVEREMBATINIB),
    ("ino_infusion", "C1D1", INFUSION),
    ("mrd_specimen", "C1D15", SPECIMEN),
    ("mrd_pcr", "C1D15", PCR),
    ("mrd_flow", "C1D15", FLOW),
]
