"""VOD/SOS: who had it, how bad it was, and what was done."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from trial.demonstration.course import after
from trial.demonstration.paper import Paper
from trial.demonstration.patients import Patient


class Case(NamedTuple):
    """A confirmed case: its onset, its end unless it was fatal."""

    onset: date
    resolved: date | None
    is_fatal: bool
    is_severe: bool


def case(patient: Patient) -> Case | None:
    """In all who died of it, and in a few others within three weeks of transplantation."""
    chance = patient.chance("VOD")
    if patient.cause_of_death == "VOD":
        onset = max(after(patient.died, -chance.randint(9, 16)), after(patient.transplanted, 1))
        return Case(onset, None, is_fatal=True, is_severe=True)
    onset = patient.transplanted and after(patient.transplanted, chance.randint(7, 10))
    resolved = onset and after(onset, chance.randint(24, 30))
    is_case = chance.random() < 0.08
    if not onset or not is_case or resolved > patient.last_seen:
        return None
    return Case(onset, resolved, is_fatal=False, is_severe=chance.random() < 0.4)


def papers(patient: Patient) -> Iterator[Paper]:
    found = case(patient)
    if found is None:
        return
    assessed = after(found.onset, 2)
    yield Paper(assessed, "vod_sos", assessment(patient, found, assessed))


def assessment(patient: Patient, found: Case, on: date) -> dict:
    chance = patient.chance("signs of VOD")
    bilirubin = (90, 160) if found.is_severe else (36, 48)
    return {
        "assessment_date": on,
        "onset_date": found.onset,
        "bilirubin_max": chance.randint(*bilirubin),
        "bilirubin_date": on,
        "bilirubin_doubled_48h": "Y" if found.is_severe else "N",
        "transaminase_x_uln": f"{chance.randint(11, 19) / 10:.1f}",
        "painful_hepatomegaly": "Y",
        "weight_gain_percent": f"{chance.randint(52, 88) / 10:.1f}",
        "ascites": "Y" if found.is_severe else "N",
        "ultrasound_suggestive": "Y",
        "portal_flow_reversed": "N",
        "histology_proven": "ND",
        "other_cause_excluded": "Y",
        "diagnosis_confirmed": "Y",
        "multi_organ_dysfunction": "Y" if found.is_fatal else "N",
        **({"mod_organs": "KIDNEY,LUNG"} if found.is_fatal else {}),
        "risk_factor_count": chance.randint(1, 3),
        "defibrotide": "Y",
        "defibrotide_dose": "25.0",
        "defibrotide_start": after(found.onset, 1),
        **({"defibrotide_stop": after(found.onset, 22)} if found.resolved else {}),
        "outcome": "FATAL" if found.is_fatal else "RECOVERED",
        **({"resolution_date": found.resolved} if found.resolved else {}),
    }
