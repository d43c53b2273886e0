"""A coding as people read it beside the answer: the term, and the way up in their language."""

from collections.abc import Iterable
from typing import NamedTuple

from edc.coding.meanings import Meaning, meanings_of
from edc.models import Coding, Record


class Shown(NamedTuple):
    """A coding with what its code means in the version that it was coded in."""

    coding: Coding
    meaning: Meaning


def shown(codings: Iterable[Coding]) -> list[Shown]:
    """The codings with their meanings."""
    codings = list(codings)
    known = meanings_of((one.dictionary, one.version, one.code) for one in codings)
    return [Shown(one, known[one.dictionary, one.version, one.code]) for one in codings]


def beside(record: Record, row: dict) -> dict[str, Shown]:
    """The codings of a record's answers by question, where the answer still says the same."""
    codings = record.codings.filter(ended_at=None).select_related("coded_by")
    valid = [coding for coding in codings if row.get(coding.question) == coding.verbatim]
    return {one.coding.question: one for one in shown(valid)}
