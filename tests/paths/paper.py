"""A paper as it lies before whoever enters it, and the words that papers share."""

from datetime import date, timedelta
from typing import Any, NamedTuple

LABORATORY = "Clinical laboratory (fictional)"
PCR_LABORATORY = "Central molecular laboratory (fictional)"
FLOW_LABORATORY = "Central flow cytometry laboratory (fictional)"
INVESTIGATOR = "Dr. Fictional"
OPENED = date(2022, 1, 10)


class Paper(NamedTuple):
    """One form as it is entered; ``visit`` None for what hangs on no visit.

    ``sequence`` tells visits of one code apart, ``line`` records of one form at one place.
    ``why``: the reason, when it corrects what was entered before.
    """

    form: str
    answers: dict[str, Any]
    visit: str | None = None
    sequence: int = 1
    line: int = 1
    why: str = ""

    def at(self, visit: str, sequence: int = 1) -> "Paper":
        """The same paper, hung on a visit."""
        return self._replace(visit=visit, sequence=sequence)

    def on_line(self, line: int) -> "Paper":
        return self._replace(line=line)


class Calendar(NamedTuple):
    """Days counted from the first dose, which is day 0."""

    first_dose: date

    def day(self, number: int) -> date:
        return self.first_dose + timedelta(days=number)


def later(on: date, days: int) -> date:
    return on + timedelta(days=days)


def month_of(on: date) -> str:
    return f"{on:%Y-%m}"
