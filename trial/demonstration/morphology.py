"""Marrow under the microscope, and CD22 on the cells of the leukaemia."""

from decimal import Decimal

from trial.demonstration.laboratories import FLOW_LABORATORY
from trial.demonstration.laboratory import Counts, counts
from trial.demonstration.paper import Occasion
from trial.demonstration.patients import Patient
from trial.demonstration.people import investigator_at
from trial.protocol import C1D15, REL, SCR

MOLECULAR = "MOLECULAR"
ELSEWHERE = {"EXTRAMEDULLARY": "OTHER", "CNS": "CNS"}


def morphology(patient: Patient, visit: Occasion) -> dict:
    if visit.code == C1D15.code and not any(s.specimen_type == "BM" for s in patient.samples):
        return {"performed": "N", "not_done_reason": "PATIENT"}
    chance, found = patient.chance(f"marrow at {visit.code}"), counts(patient, visit)
    has_relapsed = visit.code == REL.code and patient.relapse_type != MOLECULAR
    blasts = f"{chance.randint(5, 35) / 10:.1f}"
    if has_relapsed and patient.relapse_type == "MORPHOLOGICAL":
        blasts = blasts_at_relapse(patient)
    return {
        "performed": "Y",
        "assessment_date": visit.on,
        "bm_blasts_percent": blasts,
        "cellularity": chance.choice(["NORMAL", "NORMAL", "HYPO"]),
        "trilineage": "N" if has_relapsed else "Y",
        "pb_blasts": "N",
        "anc_at_assessment": found.anc,
        "plt_at_assessment": found.platelets,
        "transfusion_free": "Y",
        "extramedullary": ELSEWHERE.get(patient.relapse_type, "NONE") if has_relapsed else "NONE",
        "response": "RELAPSE" if has_relapsed else response(found),
        "assessor": investigator_at(patient.site).name,
    }


def blasts_at_relapse(patient: Patient) -> str:
    return f"{patient.chance('relapse').randint(80, 650) / 10:.1f}"


def response(found: Counts) -> str:
    """How far the blood had recovered with the marrow."""
    if found.anc >= 1 and found.platelets >= 100:
        return "CR"
    if found.anc > Decimal("0.5") and found.platelets > 50:
        return "CRH"
    return "CRI" if found.anc > Decimal("0.5") or found.platelets > 50 else "MLFS"


def cd22(patient: Patient, visit: Occasion) -> dict:
    """Enough for the trial; too little in who was turned away for it."""
    chance = patient.chance(f"CD22 at {visit.code}")
    percent = chance.randint(620, 995) / 10
    if not patient.enrolled:
        percent = 12.4
    is_bright = percent > 80
    return {
        "sample_date": visit.on,
        "timepoint": "LATEST" if visit.code == SCR.code else "RELAPSE",
        "specimen": "BM",
        "evaluable_cells": "Y",
        "cd22_percent": f"{percent:.1f}",
        "cd22_intensity": "BRIGHT" if is_bright else "DIM",
        "cd19_percent": f"{chance.randint(900, 999) / 10:.1f}",
        "lab_name": FLOW_LABORATORY,
    }
