"""All papers of one patient."""

from collections.abc import Iterator

from trial.demonstration import aftermath, marrow, screening, transplant, treatment
from trial.demonstration.paper import Paper
from trial.demonstration.patients import Patient


def papers_of(patient: Patient) -> list[Paper]:
    """What was written about a patient, in the order of its days."""
    return sorted(_papers(patient), key=lambda paper: paper.on)


def _papers(patient: Patient) -> Iterator[Paper]:
    yield from screening.papers(patient)
    if patient.first_dose:
        yield from treatment.papers(patient)
        yield from marrow.papers(patient)
    if patient.transplanted:
        yield from transplant.papers(patient)
    yield from aftermath.papers(patient)
