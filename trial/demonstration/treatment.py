"""Study treatment: cycles, olverembatinib, inotuzumab ozogamicin, their visits and the end."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from edc.codelists import MissingReason
from edc.logic import rounded
from trial.demonstration.course import (
    SECOND,
    after,
    check_of_cycle_1,
    had_reaction,
    infusion_days,
    last_infusion,
    last_intake,
    pause,
    regimen,
    second_cycle,
    second_infusion_days,
    week_2_visit,
)
from trial.demonstration.events import NEUTROPHILS, number_of
from trial.demonstration.paper import LineOf, Paper, at, visited
from trial.demonstration.patients import Patient
from trial.demonstration.traits import body_of
from trial.protocol import C1D1, C1D8, C1D15, C1D22, CXD1, CXD8, CXD15, EOT, PARAMETERS

FIRST = 1
DAYS = ("D1", "D8", "D15")
INFUSED_AT = {
    FIRST: dict(zip(DAYS, (at(C1D1), at(C1D8), at(C1D15)), strict=True)),
    SECOND: dict(zip(DAYS, (at(CXD1, SECOND), at(CXD8, SECOND), at(CXD15, SECOND)), strict=True)),
}
REGIMENS = {
    FIRST: {"LABEL_INDUCTION": "LABEL_INDUCTION", "LOW_MRD": "LOW_MRD_C1"},
    SECOND: {"LABEL_INDUCTION": "LABEL_CR", "LOW_MRD": "LOW_MRD_C2"},
}
OUTSIDE = "The marrow could only be taken on this day 骨髓穿刺只能安排在当日"


def papers(patient: Patient) -> Iterator[Paper]:
    yield from visits(patient)
    given = {FIRST: infusion_days(patient), SECOND: second_infusion_days(patient)}
    for number, days in given.items():
        if days:
            yield cycle(patient, number, min(days.values()))
        for name, day in days.items():
            yield infusion(patient, number, name, day)
    yield from olverembatinib(patient)
    yield end_of_treatment(patient)


def visits(patient: Patient) -> Iterator[Paper]:
    infused = infusion_days(patient)
    yield visited(C1D1, patient.first_dose)
    if "D8" in infused:
        yield visited(C1D8, infused["D8"])
    yield from week_2(patient)
    others = {C1D22: check_of_cycle_1(patient), EOT: last_visit(patient)}
    yield from (visited(planned, on) for planned, on in others.items() if on <= patient.last_seen)
    if start := second_cycle(patient):
        for planned, number in {CXD1: 0, CXD8: 7, CXD15: 14}.items():
            yield visited(planned, after(start, number), sequence=SECOND)


def last_visit(patient: Patient) -> date:
    """Of treatment: before conditioning at once, otherwise within days."""
    days = 1 if patient.conditioning else patient.chance("end of treatment").randint(5, 9)
    return after(last_intake(patient), days)


def week_2(patient: Patient) -> Iterator[Paper]:
    on = week_2_visit(patient)
    if on > patient.last_seen:
        died = {"occurred": "N", "missed_reason": "DEATH"}
        yield Paper(patient.died, "visit_record", died, at(C1D15))
        return
    first, last = C1D15.window(patient.first_dose)
    yield visited(C1D15, on, why_outside="" if first <= on <= last else OUTSIDE)


def cycle(patient: Patient, number: int, start: date) -> Paper:
    body, again = body_of(patient), second_cycle(patient)
    is_first = number == FIRST
    answers = {
        "cycle_number": number,
        "cycle_start_date": start,
        "ino_regimen": REGIMENS[number][regimen(patient)],
        "olv_dose_planned": "40",
        **({} if is_first else {"delayed": "N"}),
        "height_cm": body.height_cm,
        "weight_kg": body.weight_kg,
        "anc_ok": "MET",
        "plt_ok": "MET",
        "liver_ok": "Y",
        "vod_prophylaxis": "UDCA",
        "cycle_status": "COMPLETED" if "D8" in infusion_days(patient) else "STOPPED",
        "cycle_end_date": after(again, -1) if is_first and again else last_intake(patient),
    }
    return Paper(start, "dosing_cycle", answers, INFUSED_AT[number]["D1"])


def olverembatinib(patient: Patient) -> Iterator[Paper]:
    """Its periods, each with the cycle in which it began."""
    lines = {FIRST: 0, SECOND: 0}
    for period in periods(patient):
        number = period["cycle_number"]
        lines[number] += 1
        place = INFUSED_AT[number]["D1"]
        yield Paper(period["start_date"], "olverembatinib_period", period, place, lines[number])


def periods(patient: Patient) -> Iterator[dict]:
    """Taken without a break by most, through both cycles; paused by some; then stopped."""
    start, end = patient.first_dose, last_intake(patient)
    paused, again = pause(patient), second_cycle(patient)
    if paused:
        yield taken(patient, start, after(paused.start, -1), "START")
        yield interrupted(patient, paused)
        yield taken(patient, paused.resumed, end, "RESUMED")
    elif again:
        yield taken(patient, start, after(again, -1), "START")
        yield taken(patient, again, end, "SAME") | {"cycle_number": SECOND}
    else:
        yield taken(patient, start, end, "START")
    if patient.died is None or patient.conditioning:
        reason = "HSCT" if patient.conditioning else "PATIENT"
        stopped = not_taken("STOPPED", after(end, 1), reason)
        yield stopped | {"cycle_number": SECOND if again else FIRST}


def taken(patient: Patient, start: date, end: date, change: str) -> dict:
    missed = patient.chance(f"missed from {start}").choice([0, 0, 0, 0, 1, 2])
    return {
        "cycle_number": FIRST,
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


def not_taken(status: str, start: date, reason: str) -> dict:
    return {
        "cycle_number": FIRST,
        "period_status": status,
        "start_date": start,
        "ongoing": "N",
        "change_type": status,
        "change_reason": reason,
    }


def interrupted(patient: Patient, paused) -> dict:
    event = number_of(patient, NEUTROPHILS.ctcae)
    because = {"related_ae": LineOf("adverse_event", event)} if paused.reason == "AE_HAEM" else {}
    return {
        **not_taken("INTERRUPTED", paused.start, paused.reason),
        "end_date": after(paused.resumed, -1),
        **because,
    }


def infusion(patient: Patient, number: int, name: str, on: date) -> Paper:
    chance = patient.chance(f"infusion {number} {name}")
    body, planned = body_of(patient), planned_doses(patient, number)[name]
    hour, minutes = chance.randint(13, 16), chance.choice(["00", "00", "05", "10"])
    answers = {
        "cycle_number": number,
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
        **reaction(patient, number, name),
        "observed_1h": "Y",
    }
    if (number, name) == (FIRST, "D15"):
        answers["marrow_before_infusion"] = marrow_came_first(patient)
    return Paper(on, "ino_infusion", answers, INFUSED_AT[number][name])


def planned_doses(patient: Patient, number: int) -> dict[str, Decimal]:
    return PARAMETERS.dosing.ino_regimens[REGIMENS[number][regimen(patient)]]


def reaction(patient: Patient, number: int, name: str) -> dict[str, str]:
    if (number, name) != (FIRST, "D1") or not had_reaction(patient):
        return {"infusion_reaction": "N"}
    return {"infusion_reaction": "Y", "reaction_grade": "1", "reaction_signs": "FEVER,CHILLS"}


def marrow_came_first(patient: Patient) -> str:
    """The third infusion waits for the marrow; without one the question does not apply."""
    marrows = [s for s in patient.samples if s.specimen_type == "BM"]
    return "Y" if marrows else MissingReason.NOT_APPLICABLE


def end_of_treatment(patient: Patient) -> Paper:
    """Told at the last visit of treatment; of who died, on the day of death."""
    on = last_visit(patient)
    if patient.died and on > patient.last_seen:
        on = patient.died
    reason, after_it = why_it_ended(patient)
    answers = {
        "eot_date": on,
        "last_olv_date": last_intake(patient),
        "last_ino_date": last_infusion(patient),
        "reason": reason,
        "next_treatment": after_it,
    }
    return Paper(on, "end_of_treatment", answers, at(EOT))


def why_it_ended(patient: Patient) -> tuple[str, str]:
    """The reason, and what came next."""
    if patient.conditioning:
        return "TO_HSCT", "HSCT"
    if patient.died:
        return "DEATH", "NONE"
    return patient.chance("end of treatment reason").choice(
        [("PATIENT", "TKI"), ("COMPLETED_NOHSCT", "TKI"), ("PHYSICIAN", "CHEMO")]
    )
