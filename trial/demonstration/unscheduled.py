"""Visits that nobody planned: a marrow taken again, a look at the counts, a last call."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from trial.demonstration import laboratory
from trial.demonstration.course import belongs_to_week_2, pause
from trial.demonstration.paper import Occasion, Paper, at, visited
from trial.demonstration.patients import Patient
from trial.protocol import UNS


class Reason(NamedTuple):
    """Why the patient came on a day, and what was asked for."""

    on: date
    code: str
    form: str
    mode: str = "INPERSON"


def reasons(patient: Patient) -> list[Reason]:
    """In the order of the days, which numbers the visits."""
    if not patient.first_dose:
        return [Reason(patient.last_contact, "OTHER", "NONE", "PHONE")]
    later = [s for s in patient.samples if not belongs_to_week_2(patient, s)]
    found = [Reason(sample.collected, "MRD_CHECK", "mrd_specimen") for sample in later]
    paused = pause(patient)
    if paused and paused.reason == "AE_HAEM":
        found.append(Reason(paused.resumed, "DOSE", "lab_hematology"))
    return sorted(found)


def place_on(patient: Patient, day: date) -> tuple[str, int]:
    days = [reason.on for reason in reasons(patient)]
    return at(UNS, days.index(day) + 1)


def papers(patient: Patient) -> Iterator[Paper]:
    for number, reason in enumerate(reasons(patient), start=1):
        yield visited(UNS, reason.on, sequence=number, mode=reason.mode)
        answers = {"visit_date": reason.on, "reason": reason.code, "forms_opened": reason.form}
        yield Paper(reason.on, "unscheduled_visit", answers, at(UNS, number))
        if reason.form == "lab_hematology":
            visit = Occasion(UNS.code, number, reason.on)
            counts = laboratory.haematology(patient, visit)
            yield Paper(reason.on, reason.form, counts, visit.place)
