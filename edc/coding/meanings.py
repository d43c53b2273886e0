"""The terms of a dictionary in both languages: by code, by wording, by words that they contain."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import get_language

from edc.coding.folding import fold
from edc.models import DictionaryTerm, Synonym
from edc.models.coding import Dictionary, Level

MOST_FOUND = 50


class Step(NamedTuple):
    """A level above a term."""

    level: Level
    code: str
    name: str


@dataclass
class Meaning:
    """A term of one version, in the languages in which that version was loaded."""

    dictionary: Dictionary
    version: str
    code: str
    is_current: bool = False
    names: dict[str, str] = field(default_factory=dict)
    paths: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The term in the reader's language, or in the one there is."""
        return self.names[_readers(self.names)]

    @property
    def other_name(self) -> str:
        """The term in the language that the reader does not read in; empty if there is none."""
        return next((n for key, n in self.names.items() if key != _readers(self.names)), "")

    @property
    def steps(self) -> list[Step]:
        """The way up, in the reader's language, or in the one there is."""
        path = self.paths[_readers(self.paths)]
        return [Step(level, *path[level]) for level in Level if level in path]

    @property
    def route(self) -> dict[str, str]:
        """The codes on the way up: the same in every language."""
        return {level: code for path in self.paths.values() for level, (code, _) in path.items()}


def _readers(wordings: dict) -> str:
    language = (get_language() or "")[:2]
    return language if language in wordings else min(wordings)


def meanings(dictionary: Dictionary, version: str, codes: Iterable[str]) -> dict[str, Meaning]:
    """The terms with these codes; those that the version does not have are left out."""
    found: dict[str, Meaning] = {}
    rows = _terms(dictionary, version).filter(code__in=set(codes))
    for term in rows.select_related("release"):
        meaning = found.setdefault(term.code, Meaning(dictionary, version, term.code))
        meaning.is_current |= term.is_current
        meaning.names[term.release.language] = term.name
        meaning.paths[term.release.language] = term.path
    return found


Edition = tuple[str, str, str]


def meanings_of(editions: Iterable[Edition]) -> dict[Edition, Meaning]:
    """The terms by dictionary, version and code."""
    codes: dict = defaultdict(set)
    for dictionary, version, code in editions:
        codes[dictionary, version].add(code)
    return {
        (dictionary, version, code): meaning
        for (dictionary, version), wanted in codes.items()
        for code, meaning in meanings(dictionary, version, wanted).items()
    }


def search(dictionary: Dictionary, version: str, words: str) -> list[Meaning]:
    """Current terms that contain all the words, in whichever language; the shortest first."""
    terms = _terms(dictionary, version).filter(is_current=True)
    wanted = fold(words).split()
    for word in wanted:
        terms = terms.filter(folded__contains=word)
    nearest = terms.order_by(Length("folded"), "folded", "code").values_list("code", flat=True)
    codes = list(dict.fromkeys(nearest[: 2 * MOST_FOUND])) if wanted else []
    found = meanings(dictionary, version, codes[:MOST_FOUND])
    return [found[code] for code in codes[:MOST_FOUND]]


def exact_matches(dictionary: Dictionary, version: str, folded: Collection[str]) -> dict[str, str]:
    """The code of each wording that a current term has, in either language, if it is one only."""
    candidates: dict[str, dict[str, str]] = defaultdict(dict)
    terms = _terms(dictionary, version).filter(is_current=True, folded__in=folded)
    for term in terms:
        candidates[term.folded][term.code] = term.path[Level.PREFERRED][0]
    return {text: code for text, found in candidates.items() if (code := _the_one(found))}


def _the_one(preferred: dict[str, str]) -> str:
    """The only candidate, or the preferred term that all of them lead to and that is one of them.

    Translations often give one wording to several terms below a preferred term and to that itself.
    """
    if len(preferred) == 1:
        return next(iter(preferred))
    above = set(preferred.values())
    return next(iter(above)) if len(above) == 1 and above <= preferred.keys() else ""


def synonyms(dictionary: Dictionary, version: str, folded: Collection[str]) -> dict[str, str]:
    """The code of each wording that the list of synonyms has, if that is a current term."""
    listed = Synonym.objects.filter(dictionary=dictionary, folded__in=folded, ended_at=None)
    codes = dict(listed.values_list("folded", "code"))
    known = meanings(dictionary, version, codes.values())
    return {text: code for text, code in codes.items() if code in known and known[code].is_current}


def _terms(dictionary, version) -> QuerySet[DictionaryTerm]:
    return DictionaryTerm.objects.filter(release__dictionary=dictionary, release__version=version)
