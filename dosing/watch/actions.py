"""An action that the protocol demands of a dose, and the dose that was given in spite of it."""

from datetime import date
from typing import Any, NamedTuple

from dosing.watch.findings import Source
from dosing.watch.wording import rule_text

INTERRUPT, STOP, LOWER, HOLD, LEAVE_OUT = "INTERRUPT", "STOP", "LOWER", "HOLD", "LEAVE_OUT"


class ExpectedAction(NamedTuple):
    """What a rule asks for: what was found and where, from when on, and until when it is due.

    ``due``: the next planned dose, which is not to be taken as it is; Unknown without one.
    ``broken_by``: the dosing record with the first dose taken in spite of the rule, else None.
    """

    rule: str
    action: str
    on: Any
    source: Source
    due: date | Any
    broken_by: int | None

    @property
    def text(self):
        """The rule in the words of the protocol, with its numbers."""
        return rule_text(self.rule)

    @property
    def is_missing(self) -> bool:
        """Whether a dose was certainly given before the action was recorded."""
        return self.broken_by is not None

    @property
    def drug(self) -> str:
        return "olverembatinib" if self.rule.startswith("DOSE-OLV") else "inotuzumab ozogamicin"


def demanded(rule, action, *, on, source, due, broken_by) -> ExpectedAction:
    return ExpectedAction(rule, action, on, source, due, broken_by)


def is_kept(record, actions) -> bool:
    """Whether no action was missed by the doses of this record."""
    return all(action.broken_by != record._envelope.id for action in actions)
