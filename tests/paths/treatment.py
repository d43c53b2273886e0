"""Study treatment: cycles, both drugs, the end; and what befalls a patient on it."""

from datetime import date

from tests.paths.bedside import HEIGHT, WEIGHT
from tests.paths.paper import Paper

AREA = "1.75"  # m2, by Mosteller from height and weight
MG = {"0.8": "1.40", "0.6": "1.05", "0.5": "0.88", "0.3": "0.53"}


def cycle(number: int, on: date, regimen="LABEL_INDUCTION", **instead):
    return Paper(
        "dosing_cycle",
        {
            "cycle_number": str(number),
            "cycle_start_date": on,
            "ino_regimen": regimen,
            "olv_dose_planned": "40",
            **({"delayed": "N"} if number > 1 else {}),
            "height_cm": HEIGHT,
            "weight_kg": WEIGHT,
            "anc_ok": "MET",
            "plt_ok": "MET",
            "liver_ok": "Y",
            "vod_prophylaxis": ["UDCA"],
            "cycle_status": "ONGOING",
            **instead,
        },
    )


def cycle_ended(on: date, why="The cycle is over 周期已结束"):
    """Corrects the form of a cycle."""
    return Paper("dosing_cycle", {"cycle_status": "COMPLETED", "cycle_end_date": on}, why=why)


def olverembatinib(on: date, number=1):
    """Taken from a day on."""
    return Paper(
        "olverembatinib_period",
        {
            "cycle_number": str(number),
            "period_status": "TAKEN",
            "start_date": on,
            "ongoing": "Y",
            "dose_mg": "40",
            "frequency": "QOD",
            "route": "PO",
            "with_food": "Y",
            "doses_missed": "0",
            "change_type": "START",
            "lot_number": "OLV-1",
        },
    )


def olverembatinib_ended(on: date):
    """Corrects the period that was going on."""
    return Paper(
        "olverembatinib_period",
        {"ongoing": "N", "end_date": on},
        why="Last tablet taken 已服最后一片",
    )


def olverembatinib_stopped(on: date, reason: str, number=1):
    return Paper(
        "olverembatinib_period",
        {
            "cycle_number": str(number),
            "period_status": "STOPPED",
            "start_date": on,
            "ongoing": "N",
            "change_type": "STOPPED",
            "change_reason": reason,
        },
    )


def infusion(number: int, day: str, on: date, dose: str):
    marrow = {"marrow_before_infusion": "Y"} if (number, day) == (1, "D15") else {}
    return Paper(
        "ino_infusion",
        {
            "cycle_number": str(number),
            "planned_day": day,
            "planned_dose_mg_m2": dose,
            "given": "Y",
            "liver_tests_ok": "Y",
            "premed_steroid": "Y",
            "premed_antipyretic": "Y",
            "premed_antihistamine": "Y",
            **marrow,
            "infusion_date": on,
            "infusion_start": f"{on} 13:00",
            "infusion_end": f"{on} 14:00",
            "bsa_used_m2": AREA,
            "actual_dose_mg_m2": dose,
            "actual_dose_mg": MG[dose],
            "lot_number": "INO-1",
            "interrupted": "N",
            "modification": ["NONE"],
            "infusion_reaction": "N",
            "observed_1h": "Y",
        },
    )


def end_of_treatment(on: date, *, last_olv: date, last_ino: date, reason: str, following: str):
    return Paper(
        "end_of_treatment",
        {
            "eot_date": on,
            "last_olv_date": last_olv,
            "last_ino_date": last_ino,
            "reason": reason,
            "next_treatment": [following],
        },
        "EOT",
    )


def adverse_event(number: int, on: date, term: str, ctcae: str, **instead):
    """Mild, not thought related, over within a week unless told otherwise."""
    return Paper(
        "adverse_event",
        {
            "ae_number": str(number),
            "term": term,
            "ctcae_term": ctcae,
            "aesi": "NONE",
            "start_date": on,
            "ongoing": "Y",
            "grade": "1",
            "outcome": "NOTRECOVERED",
            "treatment_given": "N",
            "causality_olv": "UNLIKELY",
            "causality_ino": "UNLIKELY",
            "causality_combo": "UNLIKELY",
            "action_olv": "NONE",
            "action_ino": "NONE",
            "serious": "N",
            **instead,
        },
        line=number,
    )


def criteria(*named: str):
    """Why an event is serious."""
    every = ("death", "life", "hosp", "disab", "cong", "mie")
    return {"serious": "Y"} | {f"crit_{name}": "Y" if name in named else "N" for name in every}


def serious_report(number: int, on: date, narrative: str, **instead):
    """The initial report of an event, within the hours allowed."""
    return Paper(
        "sae",
        {
            "ae_number": str(number),
            "report_type": "INITIAL",
            "report_number": "1",
            "report_date": on,
            "report_time": f"{on} 17:00",
            "aware_date": on,
            "aware_time": f"{on} 09:00",
            "narrative": narrative,
            "relevant_history": "Ph+ ALL, allogeneic transplantation Ph+ALL，异基因移植后",
            "suspected_drug": ["NEITHER"],
            "dechallenge": "NA",
            "rechallenge": "NA",
            "expected": "Y",
            "hospital_in": on,
            "reported_to_ethics": "Y",
            "reported_to_regulator": "NA",
            **instead,
        },
    )


def medicine(name: str, on: date, category: str, indication: str, **instead):
    return Paper(
        "conmed",
        {
            "medication": name,
            "category": category,
            "indication": indication,
            "cyp3a4_effect": "NONE",
            "dose": "250",
            "dose_unit": "MG",
            "frequency": "TID",
            "route": "PO",
            "start_date": on,
            "ongoing": "Y",
            **instead,
        },
    )


def deviation(on: date, category: str, description: str):
    return Paper(
        "protocol_deviation",
        {
            "deviation_date": on,
            "category": category,
            "description": description,
            "severity": "MINOR",
            "affects_endpoint": "N",
            "corrective_action": "Staff were reminded 已提醒研究人员",
        },
    )
