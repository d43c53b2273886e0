"""What is examined at a visit in the hospital: the patient, the blood, the heart."""

from collections.abc import Iterator
from decimal import Decimal

from edc.crf import crf_named
from edc.logic import rounded
from edc.schedule import Need
from trial.demonstration import laboratory
from trial.demonstration.paper import Occasion, Paper
from trial.demonstration.patients import Patient
from trial.demonstration.traits import body_of, may_be_pregnant, weight_on
from trial.protocol import C1D1, HD14, HD28, HSCT, SCR

FINDINGS = ("", "", "", "Sinus tachycardia 窦性心动过速", "Flat T waves T波低平")


def papers(patient: Patient, visit: Occasion) -> Iterator[Paper]:
    """Every examination that the schedule asks for at the visit."""
    made = {
        "vital_signs": vital_signs,
        "lab_hematology": laboratory.haematology,
        "lab_chemistry": laboratory.chemistry,
        "lab_coagulation": laboratory.coagulation,
        "lab_infection": laboratory.viruses,
        "ecg": electrocardiogram,
        "echocardiography": echocardiogram,
    }
    for form, write in made.items():
        if is_asked(form, visit):
            yield Paper(visit.on, form, write(patient, visit), visit.place)
    if may_be_pregnant(patient) and is_asked("lab_pregnancy", visit):
        yield Paper(visit.on, "lab_pregnancy", laboratory.pregnancy(visit), visit.place)


def is_asked(form: str, visit: Occasion) -> bool:
    """Whether the schedule asks for the form at the visit, be it on a condition."""
    return any(
        collected.visit.code == visit.code and collected.need != Need.OPTIONAL
        for collected in crf_named(form).visits
    )


def vital_signs(patient: Patient, visit: Occasion) -> dict:
    chance = patient.chance(f"signs at {visit.code} {visit.sequence}")
    is_measured = visit.code in {SCR.code, C1D1.code}
    systolic = chance.randint(102, 136)
    return {
        "performed": "Y",
        "assessment_date": visit.on,
        "temperature_c": f"{chance.randint(362, 371) / 10:.1f}",
        "systolic_mmhg": systolic,
        "diastolic_mmhg": systolic - chance.randint(38, 50),
        "pulse_bpm": chance.randint(64, 98),
        "respiration": chance.randint(14, 20),
        "spo2_percent": chance.randint(96, 100),
        **({"height_cm": body_of(patient).height_cm} if is_measured else {}),
        "weight_kg": weight_on(patient, visit.on),
        "ecog": performance(visit, chance),
        "hepatomegaly": "NONE",
        "ascites": "NONE",
        "ruq_pain": "N",
        "oedema": "N",
        "abdominal_girth_cm": f"{chance.randint(680, 920) / 10:.1f}",
    }


def performance(visit: Occasion, chance) -> str:
    worse = {HSCT.code: "122", HD14.code: "122", HD28.code: "112"}
    return chance.choice(worse.get(visit.code, "001"))


def electrocardiogram(patient: Patient, visit: Occasion) -> dict:
    """The interval as measured by hand; the device corrects it by Fridericia on its own."""
    chance = patient.chance(f"ECG at {visit.code} {visit.sequence}")
    rate = chance.randint(62, 92)
    corrected = patient.chance("QT").randint(392, 424) + chance.randint(-9, 22)
    finding = chance.choice(FINDINGS)
    return {
        "performed": "Y",
        "ecg_date": visit.on,
        "heart_rate": rate,
        "pr_ms": chance.randint(130, 190),
        "qrs_ms": chance.randint(78, 108),
        "qt_ms": rounded(corrected * (60 / Decimal(rate)) ** (Decimal(1) / 3), 0),
        "qtcf_reported_ms": corrected + chance.randint(-4, 4),
        "interpretation": "ABN_NCS" if finding else "NORMAL",
        **({"abnormality": finding} if finding else {}),
    }


def ejection_fraction(patient: Patient, visit: Occasion) -> str:
    return f"{patient.chance(f'heart at {visit.code}').randint(580, 690) / 10:.1f}"


def echocardiogram(patient: Patient, visit: Occasion) -> dict:
    chance = patient.chance(f"echocardiogram at {visit.code}")
    return {
        "performed": "Y",
        "echo_date": visit.on,
        "lvef_percent": ejection_fraction(patient, visit),
        "pasp_mmhg": f"{chance.randint(180, 320) / 10:.1f}",
        "pericardial_effusion": chance.choice(["NONE", "NONE", "NONE", "NONE", "SMALL"]),
        "wall_motion_abnormal": "N",
    }
