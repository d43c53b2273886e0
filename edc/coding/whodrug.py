"""WHODrug in format B3 as it is distributed: text of fixed columns, or CSV without headings.

Read are ``DD`` (drug names), ``DDA`` (their ATC classes) and ``INA`` (what the classes are called),
each ending in ``.txt`` or ``.csv``. A drug is known by record number and two sequence numbers; the
name with the sequences 01 and 001 is the preferred name of its record.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from edc.coding.files import BrokenFile, Line, Term, cells, find, lines, require
from edc.models.coding import Language, Level

PREFERRED = "01001"
RECORD = 6  # digits of a record number
CODE = "[0-9]{6}[0-9A-Z]{5}"
ATC_CODE = "[A-Z][0-9A-Z]{0,6}"

# Where a field stands in the fixed columns, from 0, and in which cell of CSV.
DD_NAME_AT, DD_NAME_CELL = 30, 11
DDA_ATC_AT, DDA_ATC_CELL = slice(12, 19), 4
INA_CODE_AT, INA_TEXT_AT, INA_TEXT_CELL = slice(0, 7), 8, 2


def files(folder: Path) -> list[Path]:
    """The files that are read: all of them CSV, or all of them text."""
    ending = "csv" if find(folder, "dd.csv") else "txt"
    return [require(folder, f"{name}.{ending}") for name in ("dd", "dda", "ina")]


def terms(folder: Path, version: str, language: Language) -> Iterator[Term]:
    """The drug names, as they stand in the file. Raises BrokenFile."""
    drugs, classes_of_drugs, classes = files(folder)
    preferred = {
        code[:RECORD]: [code, name]
        for _, code, name in _drugs(drugs, language)
        if code.endswith(PREFERRED)
    }
    if not preferred:
        raise BrokenFile(f"{drugs.name} has no preferred name.")
    atc = _classes_by_record(classes_of_drugs, _class_names(classes, language), language)
    return (_term(line, code, name, preferred, atc) for line, code, name in _drugs(drugs, language))


def _term(line: Line, code, name, preferred, atc) -> Term:
    record = code[:RECORD]
    if record not in preferred:
        raise line.broken(f"record {record} has no preferred name.")
    path = {Level.PREFERRED.value: preferred[record]}
    if classes := atc.get(record):
        path[Level.ATC.value] = ["; ".join(classes), "; ".join(classes.values())]
    return Term(code, name, True, path)


def _drugs(file, language) -> Iterator[tuple[Line, str, str]]:
    for line in lines(file, language):
        if _is_csv(file):
            found = _cells(line, DD_NAME_CELL)
            code, name = "".join(found[:3]), found[DD_NAME_CELL].strip()
        else:
            code, name = line.text[:11], line.text[DD_NAME_AT:].strip()
        if not re.fullmatch(CODE, code):
            raise line.broken(f"{code!r} is not a record number with two sequence numbers.")
        if not name:
            raise line.broken("the name of the drug is missing.")
        yield line, code, name


def _class_names(file, language) -> dict[str, str]:
    names = {}
    for line in lines(file, language):
        if _is_csv(file):
            found = _cells(line, INA_TEXT_CELL)
            code, name = found[0].strip(), found[INA_TEXT_CELL].strip()
        else:
            code, name = line.text[INA_CODE_AT].strip(), line.text[INA_TEXT_AT:].strip()
        if not name:
            raise line.broken("the name of the ATC class is missing.")
        names[_atc(line, code)] = name
    return names


def _classes_by_record(file, names, language) -> dict[str, dict[str, str]]:
    """The ATC classes of each drug record, in the order of the file."""
    classes: dict = defaultdict(dict)
    for line in lines(file, language):
        if _is_csv(file):
            found = _cells(line, DDA_ATC_CELL)
            record, code = found[0], found[DDA_ATC_CELL].strip()
        else:
            record, code = line.text[:RECORD], line.text[DDA_ATC_AT].strip()
        if not re.fullmatch("[0-9]{6}", record):
            raise line.broken(f"{record!r} is not a record number.")
        if _atc(line, code) not in names:
            raise line.broken(f"ATC class {code} has no name in INA.")
        classes[record][code] = names[code]
    return classes


def _atc(line: Line, code: str) -> str:
    if not re.fullmatch(ATC_CODE, code):
        raise line.broken(f"{code!r} is not an ATC code.")
    return code


def _is_csv(file) -> bool:
    return file.suffix.lower() == ".csv"


def _cells(line: Line, last: int) -> list[str]:
    found = cells(line)
    if len(found) <= last:
        raise line.broken(f"{len(found)} cells where {last + 1} are expected.")
    return found
