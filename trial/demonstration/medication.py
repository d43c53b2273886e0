"""Medicines beside the study treatment."""

from collections.abc import Iterator
from datetime import date

from trial.demonstration.course import after, pause, screened_on
from trial.demonstration.events import events, number_of
from trial.demonstration.paper import LineOf, Paper
from trial.demonstration.patients import Patient
from trial.demonstration.traits import carries_hepatitis_b

NONE = {"cyp3a4_effect": "NONE"}


def papers(patient: Patient) -> Iterator[Paper]:
    for line, answers in enumerate(medicines(patient), start=1):
        yield Paper(shown_on(patient, answers["start_date"]), "conmed", answers, None, line)


def shown_on(patient: Patient, start) -> date:
    """What began long before the trial was written down at screening."""
    return start if isinstance(start, date) else screened_on(patient)


def medicines(patient: Patient) -> Iterator[dict]:
    if carries_hepatitis_b(patient):
        yield {**tablets("Entecavir 恩替卡韦", "ANTIVIRAL_HBV", "Hepatitis B 乙型肝炎", "0.5"),
               "start_date": f"{patient.enrolled.year - 1}", "ongoing": "Y"}  # fmt: skip
    if patient.first_dose:
        yield from on_treatment(patient)
    if patient.transplanted and patient.transplanted <= patient.last_seen:
        yield from grafted(patient)


def tablets(name: str, category: str, indication: str, dose: str, frequency: str = "QD") -> dict:
    return {
        "medication": name,
        "category": category,
        "indication": indication,
        "dose": dose,
        "dose_unit": "MG",
        "frequency": frequency,
        "route": "PO",
        **NONE,
    }


def until(patient: Patient, day: date) -> dict:
    """Taken until a day, or still at the last contact."""
    if day > patient.last_seen:
        return {"ongoing": "Y"}
    return {"ongoing": "N", "end_date": day}


def on_treatment(patient: Patient) -> Iterator[dict]:
    start = patient.first_dose
    last = after(patient.transplanted, 90) if patient.transplanted else after(start, 70)
    prophylaxis = "Prophylaxis of VOD/SOS 预防肝静脉闭塞病"
    yield {
        **tablets("Ursodeoxycholic acid 熊去氧胆酸", "VOD_PROPHYLAXIS", prophylaxis, "250", "TID"),
        "start_date": start,
        **until(patient, last),
    }
    if number_of(patient, "Hypertension"):
        yield from against_pressure(patient)
    paused = pause(patient)
    if paused and paused.reason == "DDI":
        yield {
            **tablets(
                "Voriconazole 伏立康唑", "ANTIFUNGAL", "Suspected mould 疑似曲霉感染", "200", "BID"
            ),
            "cyp3a4_effect": "STRONG_INHIBITOR",
            "start_date": paused.start,
            **until(patient, after(paused.resumed, -1)),
        }
    if patient.chance("puncture").random() < 0.4:
        on = after(start, 9)
        if on <= patient.last_seen:
            yield intrathecal(on)


def against_pressure(patient: Patient) -> Iterator[dict]:
    number = number_of(patient, "Hypertension")
    event = events(patient)[number - 1]
    yield {
        **tablets("Amlodipine 氨氯地平", "ANTIHYPERTENSIVE", "High blood pressure 高血压", "5"),
        "related_ae": LineOf("adverse_event", number),
        "start_date": event.start,
        **until(patient, after(event.start, 60)),
    }


def intrathecal(on: date) -> dict:
    return {
        "medication": "Methotrexate and dexamethasone 甲氨蝶呤+地塞米松",
        "category": "INTRATHECAL",
        "indication": "Prophylaxis of CNS disease 中枢神经系统预防",
        "frequency": "ONCE",
        "route": "IT",
        "start_date": on,
        "ongoing": "N",
        "end_date": on,
        **NONE,
    }


def grafted(patient: Patient) -> Iterator[dict]:
    against_rejection = "Prophylaxis of GVHD 预防移植物抗宿主病"
    yield {
        **tablets("Ciclosporin 环孢素", "IMMUNOSUPPRESSANT", against_rejection, "75", "BID"),
        "cyp3a4_effect": "MODERATE_INHIBITOR",
        "start_date": after(patient.transplanted, -1),
        **until(patient, after(patient.transplanted, 200)),
    }
    if patient.chance("letermovir").random() < 0.5:
        yield {
            **tablets(
                "Letermovir 来特莫韦", "ANTIVIRAL", "Prophylaxis of CMV 预防巨细胞病毒", "240"
            ),
            "cyp3a4_effect": "MODERATE_INHIBITOR",
            "start_date": patient.transplanted,
            **until(patient, after(patient.transplanted, 100)),
        }
