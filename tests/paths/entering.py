"""Whoever enters the papers: a coordinator's program, and the investigator's for decisions."""

from edc.crf import crf_named
from tests.api.programs import Program
from tests.paths.paper import Paper

DECISIONS = {"eligibility", "enrolment"}
OF_THE_SITE = {"site", "lab_reference_range"}


class Desk:
    """Enters papers of one subject through the interface, each by who may complete it."""

    def __init__(self, number: str, coordinator: Program, investigator: Program):
        self.number, self.coordinator, self.investigator = number, coordinator, investigator

    def enter_all(self, papers: list[Paper]) -> None:
        for paper in papers:
            self.enter(paper)

    def enter(self, paper: Paper) -> None:
        """Complete the form of a paper, or correct it; whatever is refused fails the test."""
        program = self.investigator if paper.form in DECISIONS else self.coordinator
        address = self.address_of(paper)
        body = {
            "answers": plain(paper.answers),
            "units": units_of(paper),
            "state": "COMPLETE",
        }
        if paper.why:
            body |= {"reasons": dict.fromkeys(paper.answers, paper.why)}
            body |= {"version": program.get(address).json()["version"]}
        response = program.patch(address, body)
        assert response.status_code in {200, 201}, (paper, response.json())

    def address_of(self, paper: Paper) -> str:
        form = f"forms/{paper.form}/{paper.line}/"
        if paper.form in OF_THE_SITE:
            return f"sites/01/{form}"
        if paper.visit is None:
            return f"subjects/{self.number}/{form}"
        return f"subjects/{self.number}/visits/{paper.visit}/{paper.sequence}/{form}"


def plain(answers: dict) -> dict:
    """As JSON takes them."""
    return {
        name: answer if isinstance(answer, list) else str(answer)
        for name, answer in answers.items()
    }


def units_of(paper: Paper) -> dict[str, str]:
    """Numbers with several units are given in the first."""
    asked = crf_named(paper.form).asked
    return {name: str(asked[name].unit) for name in paper.answers if asked[name].unit_column}
