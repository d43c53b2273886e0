"""What comes before treatment: the hospital, consent, the patient, the leukaemia, the decision."""

from datetime import date

from tests.paths.paper import (
    FLOW_LABORATORY,
    INVESTIGATOR,
    LABORATORY,
    OPENED,
    PCR_LABORATORY,
    Paper,
    later,
    month_of,
)

# Analyte, unit, lower and upper limit: what checks of liver, pancreas and heart compare with.
NORMAL = (
    ("alt", "U/L", "7", "45"),
    ("ast", "U/L", "13", "40"),
    ("bilirubin_total", "umol/L", "5", "21"),
    ("lipase", "U/L", "13", "60"),
    ("amylase", "U/L", "35", "135"),
    ("creatinine", "umol/L", "41", "97"),
    ("platelets", "10^9/L", "125", "350"),
)
MONTH = 30


def site():
    """What the hospital says of itself."""
    return Paper(
        "site",
        {
            "site_code": "01",
            "site_name_en": "Beijing First (fictional)",
            "site_name_zh": "北京第一医院（虚构）",
            "province": "Beijing",
            "city": "Beijing",
            "pi_name": INVESTIGATOR,
            "pi_phone": "000-0000-0001",
            "is_lead_site": "Y",
            "time_zone": "Asia/Shanghai",
            "ethics_approval_number": "FICTIONAL-2021-01",
            "ethics_approval_date": later(OPENED, -21),
            "site_status": "ACTIVE",
            "activation_date": OPENED,
            "planned_enrolment": "10",
            "pcr_lab_name": PCR_LABORATORY,
            "pcr_lab_accreditation": ["ISO15189", "NCCL"],
            "pcr_lod_percent": "0.0032",
            "pcr_control_gene": "ABL1",
            "flow_lab_name": FLOW_LABORATORY,
            "flow_colours": "10",
            "flow_lod_percent": "0.002",
        },
    )


def reference_ranges():
    """What its laboratory calls normal."""
    return [
        Paper(
            "lab_reference_range",
            {
                "lab_name": LABORATORY,
                "analyte": analyte,
                "range_unit": unit,
                "lower_limit": low,
                "upper_limit": high,
                "sex": "ALL",
                "age_from": "18",
                "age_to": "120",
                "valid_from": OPENED,
            },
            line=line,
        )
        for line, (analyte, unit, low, high) in enumerate(NORMAL, start=1)
    ]


def consent(on: date):
    return Paper(
        "informed_consent",
        {
            "consent_type": "MAIN",
            "form_version": "2.0",
            "form_version_date": OPENED,
            "consent_date": on,
            "consent_time": f"{on} 10:00",
            "signed_by": "PATIENT",
            "witness_present": "N",
            "obtained_by": INVESTIGATOR,
            "copy_given": "Y",
            "withdrawn": "N",
        },
    )


def withdrawal(on: date):
    """Of everything; corrects the consent."""
    return Paper(
        "informed_consent",
        {"withdrawn": "Y", "withdrawal_date": on, "withdrawal_scope": "ALL"},
        why="Withdrew by telephone 电话撤回知情同意",
    )


def demographics(on: date, *, sex="M"):
    of_a_woman = {"childbearing_potential": "Y"} if sex == "F" else {}
    return Paper(
        "demographics",
        {
            "collection_date": on,
            "birth_date": f"{on.year - 38}-04",
            "sex": sex,
            "race": "ASIAN",
            "ethnic_group": "HAN",
            "country": "CHN",
            **of_a_woman,
            "abo_rh": "A_POS",
        },
        "SCR",
    )


def disease_history(on: date):
    """In first remission, with residual disease found twice."""
    diagnosed = later(on, -7 * MONTH)
    return Paper(
        "disease_history",
        {
            "collection_date": on,
            "diagnosis_date": month_of(diagnosed),
            "wbc_at_diagnosis": "38.40",
            "bm_blasts_at_diagnosis": "86.0",
            "ph_by_karyotype": "Y",
            "ph_by_fish": "Y",
            "transcript_type": "P190",
            "additional_abnormalities": ["NONE"],
            "ikzf1_deletion": "Y",
            "ikzf1_plus": "N",
            "cns_at_diagnosis": "CNS1",
            "intrathecal_doses": "4",
            "extramedullary_at_diagnosis": "N",
            "first_cr_date": month_of(later(diagnosed, 60)),
            "remission_number": "CR1",
            "number_of_relapses": "0",
            "current_cr_date": month_of(later(diagnosed, 60)),
            "remission_type": "CR",
            "prior_courses": "3",
            "mrd1_date": later(on, -30),
            "mrd1_pcr_percent": "0.52",
            "mrd1_flow_percent": "0.06",
            "mrd2_date": on,
            "mrd2_pcr_percent": "0.31",
            "mrd2_flow_percent": "0.04",
            "prior_hsct": "NONE",
            "prior_vod": "N",
            "gilbert": "N",
        },
        "SCR",
    )


def prior_therapy(on: date):
    """A kinase inhibitor until three days before screening."""
    return Paper(
        "prior_therapy",
        {
            "line_number": "1",
            "phase": "INDUCTION",
            "therapy_class": "TKI",
            "tki_name": "DASATINIB",
            "daily_dose_mg": "100",
            "start_date": later(on, -5 * MONTH),
            "ongoing": "N",
            "stop_date": later(on, -3),
            "best_response": "CR_MRDPOS",
            "stop_reason": "RESISTANCE",
        },
    )


def medical_history(on: date):
    return Paper(
        "medical_history",
        {
            "term": "Gallstones without symptoms 无症状胆囊结石",
            "category": "LIVER",
            "start_date": str(on.year - 5),
            "ongoing": "Y",
            "grade": "1",
            "on_treatment": "N",
        },
    )


def kd_mutation(on: date, timepoint="BASELINE"):
    return Paper(
        "kd_mutation",
        {
            "sample_date": on,
            "timepoint": timepoint,
            "specimen": "BM",
            "method": "NGS",
            "result": "NONE",
        },
        "SCR",
    )


def eligibility(on: date, **failed):
    """Every criterion met, but those given otherwise."""
    return Paper(
        "eligibility",
        {
            "screening_number": "1",
            "assessment_date": on,
            "criteria_version": "2.0",
            **{f"inc{number:02}": "Y" for number in range(1, 15)},
            **{f"exc{number:02}": "N" for number in range(1, 21)},
            **failed,
            "investigator_name": INVESTIGATOR,
            "confirmation_date": on,
        },
        "SCR",
    )


def enrolment(on: date, *, regimen="LABEL_INDUCTION"):
    return Paper(
        "enrolment",
        {
            "decision_date": on,
            "decision": "ENROLLED",
            "enrolment_date": on,
            "planned_ino_regimen": regimen,
            "planned_olv_dose": "40",
            "donor_status": "HAPLO",
        },
        "SCR",
    )


def screen_failure(on: date, criterion: str):
    return Paper(
        "enrolment",
        {
            "decision_date": on,
            "decision": "SCREEN_FAILURE",
            "screen_failure_reason": "CRITERIA",
            "failed_criteria": [criterion],
        },
        "SCR",
    )
