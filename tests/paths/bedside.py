"""What is recorded at nearly every visit: that it took place, the patient, blood, heart."""

from datetime import date

from tests.paths.paper import LABORATORY, Paper

TAKEN = {"performed": "Y", "lab_name": LABORATORY}
HEIGHT, WEIGHT = "170.0", "65.0"
AT_SCREENING = {"height_cm": HEIGHT}


def visited(on: date, mode="INPERSON"):
    return Paper("visit_record", {"occurred": "Y", "visit_date": on, "contact_mode": mode})


def missed(reason: str):
    return Paper("visit_record", {"occurred": "N", "missed_reason": reason})


def vital_signs(on: date, **instead):
    return Paper(
        "vital_signs",
        {
            "performed": "Y",
            "assessment_date": on,
            "temperature_c": "36.5",
            "systolic_mmhg": "118",
            "diastolic_mmhg": "74",
            "pulse_bpm": "78",
            "respiration": "16",
            "spo2_percent": "98",
            "height_cm": HEIGHT,
            "weight_kg": WEIGHT,
            "ecog": "1",
            "hepatomegaly": "NONE",
            "ascites": "NONE",
            "ruq_pain": "N",
            "oedema": "N",
            "abdominal_girth_cm": "80.0",
            **instead,
        },
    )


def haematology(on: date, **instead):
    return Paper(
        "lab_hematology",
        {
            **TAKEN,
            "sample_date": on,
            "wbc": "5.00",
            "anc": "3.10",
            "lymphocytes": "1.20",
            "haemoglobin": "118.0",
            "platelets": "165",
            "pb_blasts_percent": "0",
            "platelet_transfusion_7d": "N",
            "rbc_transfusion_7d": "N",
            "gcsf_7d": "N",
            "any_clinically_significant": "N",
            **instead,
        },
    )


# Counts while the graft takes.
APLASIA = {
    "wbc": "0.20",
    "anc": "0.05",
    "lymphocytes": "0.05",
    "haemoglobin": "86.0",
    "platelets": "24",
    "platelet_transfusion_7d": "Y",
}


def chemistry(on: date, **instead):
    return Paper(
        "lab_chemistry",
        {
            **TAKEN,
            "sample_date": on,
            "fasting": "Y",
            "alt": "28",
            "ast": "25",
            "alp": "70",
            "ggt": "30",
            "bilirubin_total": "11.0",
            "bilirubin_direct": "3.0",
            "albumin": "41",
            "ldh": "190",
            "creatinine": "68",
            "urea": "4.8",
            "urate": "300",
            "urine_protein": "NEG",
            "sodium": "140",
            "potassium": "4.20",
            "calcium": "2.30",
            "magnesium": "0.85",
            "phosphate": "1.10",
            "glucose": "5.20",
            "lipase": "35",
            "amylase": "60",
            "cholesterol": "4.40",
            "triglycerides": "1.30",
            "hdl": "1.20",
            "ldl": "2.50",
            "creatine_kinase": "90",
            "ferritin": "800",
            "any_clinically_significant": "N",
            **instead,
        },
    )


def coagulation(on: date):
    return Paper(
        "lab_coagulation",
        {
            **TAKEN,
            "sample_date": on,
            "pt": "12.4",
            "inr": "1.02",
            "aptt": "34.0",
            "fibrinogen": "2.8",
            "d_dimer": "0.4",
            "antithrombin": "95.0",
            "any_clinically_significant": "N",
        },
    )


def virology(on: date):
    return Paper(
        "lab_infection",
        {
            **TAKEN,
            "sample_date": on,
            "hbsag": "NEG",
            "anti_hbs": "POS",
            "hbeag": "NEG",
            "anti_hbe": "NEG",
            "anti_hbc": "NEG",
            "anti_hcv": "NEG",
            "hiv": "NEG",
            "syphilis": "NEG",
            "cmv_igg": "POS",
            "ebv_igg": "POS",
        },
    )


def pregnancy_test(on: date):
    return Paper(
        "lab_pregnancy",
        {"performed": "Y", "sample_date": on, "specimen": "SERUM", "result": "NEG"},
    )


def ecg(on: date):
    return Paper(
        "ecg",
        {
            "performed": "Y",
            "ecg_date": on,
            "heart_rate": "75",
            "pr_ms": "150",
            "qrs_ms": "90",
            "qt_ms": "370",
            "qtcf_reported_ms": "399",
            "interpretation": "NORMAL",
        },
    )


def echocardiogram(on: date):
    return Paper(
        "echocardiography",
        {
            "performed": "Y",
            "echo_date": on,
            "lvef_percent": "63.0",
            "pasp_mmhg": "25.0",
            "pericardial_effusion": "NONE",
            "wall_motion_abnormal": "N",
        },
    )


def unscheduled(on: date, reason: str, *forms: str):
    return Paper(
        "unscheduled_visit",
        {"visit_date": on, "reason": [reason], "forms_opened": list(forms) or ["NONE"]},
    )
