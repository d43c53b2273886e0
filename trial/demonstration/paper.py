"""A paper in a coordinator's hand: one form's answers, and where they belong."""

from datetime import date
from typing import Any, NamedTuple

from edc.schedule import PlannedVisit


class Paper(NamedTuple):
    """One form as it is entered: a text or value by question, a MissingReason where there is none.

    ``why``: the reason, when it corrects a paper that was entered before.
    """

    on: date
    form: str
    answers: dict[str, Any]
    visit: tuple[str, int] | None = None
    line: int = 1
    why: str = ""


class LineOf(NamedTuple):
    """An answer that leads to another paper of the patient, outside visits, by form and line."""

    form: str
    line: int


class InUnit(NamedTuple):
    """A number as a laboratory prints it, in a unit that is not the question's own."""

    number: Any
    unit: str


class Occasion(NamedTuple):
    """A visit that took place."""

    code: str
    sequence: int
    on: date

    @property
    def place(self) -> tuple[str, int]:
        return self.code, self.sequence


def at(planned: PlannedVisit, sequence: int = 1) -> tuple[str, int]:
    """The place of a visit."""
    return planned.code, sequence


def visited(
    planned: PlannedVisit, on: date, *, sequence=1, mode="INPERSON", why_outside=""
) -> Paper:
    """The record of a visit that took place."""
    answers = {"occurred": "Y", "visit_date": on, "contact_mode": mode}
    if why_outside:
        answers["out_of_window_reason"] = why_outside
    return Paper(on, "visit_record", answers, at(planned, sequence))


def occasions_of(papers: list[Paper]) -> list[Occasion]:
    """The visits among the papers at which the patient came to the hospital."""
    return [
        Occasion(*paper.visit, paper.on)
        for paper in papers
        if paper.visit and paper.answers.get("contact_mode") == "INPERSON"
        if paper.form == "visit_record"
    ]
