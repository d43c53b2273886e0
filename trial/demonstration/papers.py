"""All papers of one patient."""

from collections.abc import Iterable, Iterator

from trial.demonstration import (
    aftermath,
    ending,
    events,
    examinations,
    grafting,
    gvhd,
    history,
    marrow,
    medication,
    morphology,
    screening,
    transplant,
    treatment,
    unscheduled,
    veins,
)
from trial.demonstration.paper import Occasion, Paper, occasions_of
from trial.demonstration.patients import Patient
from trial.protocol import SCR

# Within a day, what others refer to is written down first.
FIRST = (
    *("informed_consent", "visit_record", "hsct", "adverse_event", "conmed", "medical_history"),
    *("demographics", "vital_signs", "lab_hematology", "lab_chemistry", "mrd_specimen"),
)
LAST = ("eligibility", "enrolment", "end_of_treatment", "end_of_study")


def papers_of(patient: Patient) -> list[Paper]:
    """What was written about a patient, in the order of its days."""
    written = list(_course(patient))
    for visit in occasions_of(written):
        written += _at_visit(patient, visit)
    return in_order(written)


def in_order(papers: Iterable[Paper]) -> list[Paper]:
    """As they are entered: day by day, and what others refer to first."""
    return sorted(papers, key=_place_in_order)


def _place_in_order(paper: Paper):
    if paper.form in FIRST:
        return paper.on, FIRST.index(paper.form)
    later = LAST.index(paper.form) + 1 if paper.form in LAST else 0
    return paper.on, len(FIRST) + later


def _course(patient: Patient) -> Iterator[Paper]:
    yield from screening.papers(patient)
    yield from history.papers(patient)
    yield from unscheduled.papers(patient)
    if patient.enrolled:
        yield from medication.papers(patient)
    if patient.first_dose:
        yield from events.papers(patient)
        yield from treatment.papers(patient)
        yield from marrow.papers(patient)
    if patient.transplanted:
        yield from transplant.papers(patient)
        yield from veins.papers(patient)
        yield from grafting.complications(patient)
    yield from aftermath.papers(patient)
    yield from ending.papers(patient)


def _at_visit(patient: Patient, visit: Occasion) -> Iterator[Paper]:
    """What was found at a visit; of who was turned away at screening, only why."""
    if visit.code == SCR.code and not patient.enrolled:
        yield Paper(visit.on, "cd22_expression", morphology.cd22(patient, visit), visit.place)
        return
    yield from examinations.papers(patient, visit)
    yield from marrow.papers_at(patient, visit)
    if patient.transplanted:
        yield from gvhd.papers(patient, visit)
        yield from grafting.papers(patient, visit)
