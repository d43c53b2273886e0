"""MedDRA as it is distributed: ASCII files whose fields each end with a dollar sign.

Read are ``llt.asc`` (lowest level terms) and ``mdhier.asc`` (the way up from each preferred term,
of which the primary one counts); ``meddra_release.asc``, where there is one, has to agree.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from edc.coding.files import BrokenFile, Line, Term, find, lines, require
from edc.models.coding import Language, Level

SEPARATOR = "$"
NAMES = {Language.ENGLISH: "English", Language.CHINESE: "Chinese"}

# Where the fields stand, counted from 0, and how many there are.
LLT_CODE, LLT_NAME, LLT_PT, LLT_CURRENCY, LLT_FIELDS = 0, 1, 2, 9, 11
HIER_PT, HIER_PRIMARY, HIER_FIELDS = 0, 11, 12
HIER_LEVELS = {Level.PREFERRED: (0, 4), Level.HLT: (1, 5), Level.HLGT: (2, 6), Level.SOC: (3, 7)}


def files(folder: Path) -> list[Path]:
    """The files that are read."""
    return [require(folder, "llt.asc"), require(folder, "mdhier.asc")]


def terms(folder: Path, version: str, language: Language) -> Iterator[Term]:
    """The lowest level terms, as they stand in the file. Raises BrokenFile."""
    terms_file, hierarchy_file = files(folder)
    if release := find(folder, "meddra_release.asc"):
        _refuse_other_release(release, version, language)
    return _terms(terms_file, _primary_paths(hierarchy_file, language), language)


def _terms(file, paths, language) -> Iterator[Term]:
    """Each preferred term is a lowest level term too: one that is missing was cut off."""
    missing = set(paths)
    for line in lines(file, language):
        term = _term(line, paths)
        missing.discard(term.code)
        yield term
    if missing:
        raise BrokenFile(f"{file.name} ends without preferred term {min(missing)}.")


def _refuse_other_release(file, version, language):
    for line in lines(file, language):
        told = line.text.split(SEPARATOR)[:2]
        if told != [version, NAMES[language]]:
            raise line.broken(f"this is MedDRA {' '.join(told)}, not {version} {NAMES[language]}.")


def _primary_paths(file, language) -> dict[str, dict[str, list[str]]]:
    paths: dict = {}
    for line in lines(file, language):
        fields = _fields(line, HIER_FIELDS)
        primary = _flag(line, fields[HIER_PRIMARY])
        path = {
            level.value: [_code(line, fields[code]), fields[name]]
            for level, (code, name) in HIER_LEVELS.items()
        }
        if not all(name for _, name in path.values()):
            raise line.broken("a name is empty.")
        if primary and paths.setdefault(fields[HIER_PT], path) is not path:
            raise line.broken(f"preferred term {fields[HIER_PT]} has two primary ways up.")
    if not paths:
        raise BrokenFile(f"{file.name} has no primary way up.")
    return paths


def _term(line: Line, paths) -> Term:
    fields = _fields(line, LLT_FIELDS)
    code, preferred = _code(line, fields[LLT_CODE]), _code(line, fields[LLT_PT])
    if preferred not in paths:
        raise line.broken(f"preferred term {preferred} has no primary way up in mdhier.asc.")
    if not fields[LLT_NAME]:
        raise line.broken("the name of the term is missing.")
    is_current = _flag(line, fields[LLT_CURRENCY])
    return Term(code, fields[LLT_NAME], is_current, paths[preferred])


def _fields(line: Line, expected: int) -> list[str]:
    fields = line.text.split(SEPARATOR)
    if len(fields) < expected:
        raise line.broken(
            f"{len(fields)} fields where {expected} are expected, separated by {SEPARATOR}."
        )
    return fields


def _code(line: Line, text: str) -> str:
    if not re.fullmatch("[0-9]{8}", text):
        raise line.broken(f"{text!r} is not a code of eight digits.")
    return text


def _flag(line: Line, text: str) -> bool:
    if text not in {"Y", "N"}:
        raise line.broken(f"{text!r} stands where Y or N is expected.")
    return text == "Y"
