"""Cycle 1: its header, olverembatinib, inotuzumab ozogamicin, and the visits up to its end."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dosing.rules import body_surface_area
from edc.codelists import MissingReason
from edc.logic import rounded
from trial.demonstration.course import (
    after,
    infusion_days,
    last_intake,
    regimen,
    week_2_visit,
)
from trial.demonstration.paper import Paper, at, visited
from trial.demonstration.patients import Patient
from trial.protocol import C1D1, C1D8, C1D15, C1D22, EOT, PARAMETERS

INFUSED_AT = {"D1": C1D1, "D8": C1D8, "D15": C1D15}
REGIMEN_OF_CYCLE_1 = {"LOW_MRD": "LOW_MRD_C1"}
OUTSIDE = "The marrow could only be taken on this day 骨髓穿刺只能安排在当日"


class Body(NamedTuple):
    """Height and weight as measured, and the body surface area."""

    height_cm: Decimal
    weight_kg: Decimal
    area_m2: Decimal


def papers(patient: Patient) -> Iterator[Paper]:
    body = body_of(patient)
    yield from visits(patient)
    yield cycle(patient, body)
    for line, period in enumerate(periods(patient), start=1):
        yield Paper(period["start_date"], "olverembatinib_period", period, at(C1D1), line)
    for name, day in infusion_days(patient).items():
        yield infusion(patient, body, name, day)


def visits(patient: Patient) -> Iterator[Paper]:
    infused = infusion_days(patient)
    yield visited(C1D1, patient.first_dose)
    if "D8" in infused:
        yield visited(C1D8, infused["D8"])
    yield from week_2(patient)
    last_day, chance = last_intake(patient), patient.chance("visits")
    others = {
        C1D22: after(patient.first_dose, chance.randint(22, 25)),
        EOT: after(last_day, 1 if patient.conditioning else chance.randint(5, 9)),
    }
    yield from (visited(planned, on) for planned, on in others.items() if on <= patient.last_seen)


def week_2(patient: Patient) -> Iterator[Paper]:
    on = week_2_visit(patient)
    if on > patient.last_seen:
        died = {"occurred": "N", "missed_reason": "DEATH"}
        yield Paper(patient.died, "visit_record", died, at(C1D15))
        return
    first, last = C1D15.window(patient.first_dose)
    yield visited(C1D15, on, why_outside="" if first <= on <= last else OUTSIDE)


def body_of(patient: Patient) -> Body:
    chance = patient.chance("body")
    centimetres = Decimal(chance.randint(1520, 1830)) / 10
    index = Decimal(chance.randint(190, 270)) / 10
    kilograms = rounded(index * (centimetres / 100) ** 2, 1)
    return Body(centimetres, kilograms, body_surface_area(centimetres, kilograms))


def cycle(patient: Patient, body: Body) -> Paper:
    planned = regimen(patient)
    answers = {
        "cycle_number": 1,
        "cycle_start_date": patient.first_dose,
        "ino_regimen": REGIMEN_OF_CYCLE_1.get(planned, planned),
        "olv_dose_planned": "40",
        "height_cm": body.height_cm,
        "weight_kg": body.weight_kg,
        "anc_ok": "MET",
        "plt_ok": patient.chance("platelets").choice(["MET", "MET", "MET", "DISEASE"]),
        "liver_ok": "Y",
        "vod_prophylaxis": "UDCA",
        "cycle_status": "COMPLETED" if "D8" in infusion_days(patient) else "STOPPED",
        "cycle_end_date": last_intake(patient),
    }
    return Paper(patient.first_dose, "dosing_cycle", answers, at(C1D1))


def periods(patient: Patient) -> Iterator[dict]:
    """Taken without a break by most; some paused for a medicine that interacts; then stopped."""
    start, end = patient.first_dose, last_intake(patient)
    chance = patient.chance("pause")
    pause, resumed = after(start, chance.randint(21, 30)), None
    if chance.random() < 0.12 and after(pause, 20) < end:
        resumed = after(pause, chance.randint(5, 9))
        yield taken(patient, start, after(pause, -1), "START")
        yield not_taken("INTERRUPTED", pause, "DDI", end_date=after(resumed, -1))
        yield taken(patient, resumed, end, "RESUMED")
    else:
        yield taken(patient, start, end, "START")
    if patient.died is None or patient.conditioning:
        reason = "HSCT" if patient.conditioning else "PATIENT"
        yield not_taken("STOPPED", after(end, 1), reason)


def taken(patient: Patient, start: date, end: date, change: str) -> dict:
    missed = patient.chance(f"missed from {start}").choice([0, 0, 0, 0, 1, 2])
    return {
        "cycle_number": 1,
        "period_status": "TAKEN",
        "start_date": start,
        "ongoing": "N",
        "end_date": end,
        "dose_mg": "40",
        "frequency": PARAMETERS.dosing.olv_frequency,
        "route": "PO",
        "with_food": "Y",
        "doses_missed": missed,
        **({"missed_reason": "ERROR"} if missed else {}),
        "change_type": change,
        "lot_number": f"OLV{start:%y%m}",
    }


def not_taken(status: str, start: date, reason: str, **last_day) -> dict:
    return {
        "cycle_number": 1,
        "period_status": status,
        "start_date": start,
        "ongoing": "N",
        **last_day,
        "change_type": status,
        "change_reason": reason,
    }


def infusion(patient: Patient, body: Body, name: str, on: date) -> Paper:
    planned = planned_doses(patient)[name]
    hour = patient.chance(f"hour of {name}").randint(13, 16)
    minutes = patient.chance(f"length of {name}").choice(["00", "00", "05", "10"])
    answers = {
        "cycle_number": 1,
        "planned_day": name,
        "planned_dose_mg_m2": planned,
        "given": "Y",
        "liver_tests_ok": "Y",
        "premed_steroid": "Y",
        "premed_antipyretic": "Y",
        "premed_antihistamine": "Y",
        "infusion_date": on,
        "infusion_start": f"{on} {hour:02}:00",
        "infusion_end": f"{on} {hour + 1:02}:{minutes}",
        "bsa_used_m2": body.area_m2,
        "actual_dose_mg_m2": planned,
        "actual_dose_mg": rounded(planned * body.area_m2, 2),
        "lot_number": f"INO{on:%y%m}",
        "interrupted": "N",
        "modification": "NONE",
        **reaction(patient, name),
        "observed_1h": "Y",
    }
    if name == "D15":
        answers["marrow_before_infusion"] = marrow_came_first(patient)
    return Paper(on, "ino_infusion", answers, at(INFUSED_AT[name]))


def planned_doses(patient: Patient) -> dict[str, Decimal]:
    planned = regimen(patient)
    return PARAMETERS.dosing.ino_regimens[REGIMEN_OF_CYCLE_1.get(planned, planned)]


def reaction(patient: Patient, name: str) -> dict[str, str]:
    """A mild reaction to the first infusion, in some."""
    if name != "D1" or patient.chance("reaction").random() > 0.2:
        return {"infusion_reaction": "N"}
    return {"infusion_reaction": "Y", "reaction_grade": "1", "reaction_signs": "FEVER,CHILLS"}


def marrow_came_first(patient: Patient) -> str:
    """The third infusion waits for the marrow; without one the question does not apply."""
    marrows = [s for s in patient.samples if s.specimen_type == "BM"]
    return "Y" if marrows else MissingReason.NOT_APPLICABLE
