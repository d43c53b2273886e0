"""What another version of a dictionary does to the terms that were coded before."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Min

from edc.codelists import Codelist
from edc.coding.answers import Wording, codings_in_force
from edc.coding.meanings import Meaning, meanings
from edc.models.coding import Dictionary
from edc.text import T


class Fate(Codelist):
    """What became of a term."""

    SAME = "SAME", T("Unchanged", "未变")
    MOVED = "MOVED", T("Renamed or moved", "更名或移位")
    GONE = "GONE", T("No longer current", "不再现行")


@dataclass
class Move:
    """A term that answers were coded with in another version than the one in use."""

    version: str
    code: str
    old: Meaning
    new: Meaning | None
    wordings: list[Wording] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many answers."""
        return sum(wording.count for wording in self.wordings)

    @property
    def fate(self) -> Fate:
        if self.new is None or not self.new.is_current:
            return Fate.GONE
        is_same = self.old.route == self.new.route and not is_renamed(self.old, self.new)
        return Fate.SAME if is_same else Fate.MOVED


def is_renamed(old: Meaning, new: Meaning) -> bool:
    """Whether the term, or a level above it, has another name in a language of both."""
    return any(
        (old.names[language], old.paths[language]) != (new.names[language], new.paths[language])
        for language in old.names.keys() & new.names.keys()
    )


def moves(dictionary: Dictionary, version: str, by) -> list[Move]:
    """The terms of answers coded in other versions beside what they are in this one.

    What a person has to decide comes first.
    """
    grouped = _by_term(dictionary, version, by)
    codes = {code for _, code in grouped}
    new = meanings(dictionary, version, codes)
    old = {earlier: meanings(dictionary, earlier, codes) for earlier, _ in grouped}
    found = [
        Move(earlier, code, old[earlier][code], new.get(code), wordings)
        for (earlier, code), wordings in grouped.items()
    ]
    order = [Fate.GONE, Fate.MOVED, Fate.SAME]
    return sorted(found, key=lambda move: (order.index(move.fate), move.old.name, move.version))


def _by_term(dictionary, version, by) -> dict[tuple[str, str], list[Wording]]:
    others = codings_in_force(by).filter(dictionary=dictionary).exclude(version=version)
    counted = others.order_by("verbatim", "question").values_list(
        "version", "code", "verbatim", "question"
    )
    grouped: dict = defaultdict(list)
    for earlier, code, verbatim, question, first, count in counted.annotate(
        Min("record_id"), Count("pk")
    ):
        grouped[earlier, code].append(Wording(dictionary, verbatim, first, question, count))
    return grouped
