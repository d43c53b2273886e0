"""All papers of one simulated patient, as the demonstration writes them."""

from trial.demonstration import papers as demonstration
from trial.demonstration.paper import Paper
from trial.simulation.courses import Simulated


def papers_of(patient: Simulated) -> list[Paper]:
    """In the order in which they would be entered; specimens bear the number of their own site."""
    return [
        numbered_at_its_site(patient, paper) if "specimen_id" in paper.answers else paper
        for paper in demonstration.papers_of(patient)
    ]


def numbered_at_its_site(patient: Simulated, paper: Paper) -> Paper:
    number = paper.answers["specimen_id"].removeprefix(patient.site)
    own = {"specimen_id": f"{patient.hospital}{number}"}
    return paper._replace(answers=paper.answers | own)
