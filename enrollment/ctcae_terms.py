"""The 837 terms of CTCAE v5.0, in English and Chinese, by system organ class.

NCI Common Terminology Criteria for Adverse Events, version 5.0, published 27 November 2017. NCI
publishes no Chinese; the wording beside each term is that of clinical use in China.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edc.text import T, both

TERMS = Path(__file__).with_suffix(".txt")
CLASS_MARK = "# "


class Term(NamedTuple):
    """A term as the criteria spell it, as people read it, and the class it stands under."""

    name: str
    wording: str
    organ_class: str


@cache
def terms() -> dict[str, Term]:
    """The terms by their names, in the order of the criteria."""
    return {term.name: term for term in _read(TERMS.read_text(encoding="utf-8").splitlines())}


def _read(lines) -> Iterator[Term]:
    organ_class = ""
    for line in filter(None, lines):
        name, _, chinese = line.removeprefix(CLASS_MARK).partition(" | ")
        if line.startswith(CLASS_MARK):
            organ_class = T(name, chinese)
        else:
            yield Term(name, T(name, chinese), organ_class)


def wording_of(name: str) -> str:
    """A term in both languages; a name that is none fails."""
    return terms()[name].wording


@cache
def _by_wording() -> dict[str, Term]:
    return {folded(wording): term for term in terms().values() for wording in both(term.wording)}


def folded(text: str) -> str:
    """A wording without what makes no difference: capitals, spaces around, British spelling."""
    return text.strip().casefold().replace("ae", "e").replace("oe", "e").replace("our", "or")


def term_meant(text: str) -> Term | None:
    """The term that somebody wrote in either language, however they spell it."""
    return _by_wording().get(folded(text))
