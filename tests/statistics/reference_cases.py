"""R's answers beside this file, and the comparison that leaves none of them out."""

import csv
import json
from pathlib import Path

FOLDER = Path(__file__).parent / "reference"

# Where an answer comes from; not an answer itself.
PROVENANCE = {
    "case",
    "kind",
    "title",
    "csv",
    "time_unit",
    "status_codes",
    "conf_level",
    "source",
    "license",
    "times_merged_by_tolerance",
    "software",
    "rules",
    "note",
    "cmprsk_note",
    "r_cross_checks",
}


def manifest():
    return json.loads((FOLDER / "manifest.json").read_text())


def expected(case):
    return json.loads((FOLDER / case["expected"]).read_text())


def subjects(case):
    """The rows of the case's input: id, time, status and, where there is one, group."""
    with (FOLDER / case["csv"]).open() as file:
        return [
            {**row, "time": float(row["time"]), "status": int(row["status"])}
            for row in csv.DictReader(file)
        ]


def differences(wanted, given, path=""):
    """Every leaf of `wanted` that `given` lacks or misses, and whatever only `given` has."""
    if isinstance(wanted, dict) and isinstance(given, dict):
        answers = {key: value for key, value in wanted.items() if key not in PROVENANCE}
        for key in sorted(answers.keys() ^ given.keys()):
            yield f"{path}/{key} is only {'expected' if key in answers else 'answered'}"
        for key in answers.keys() & given.keys():
            yield from differences(answers[key], given[key], f"{path}/{key}")
    elif isinstance(wanted, list) and isinstance(given, list):
        if len(wanted) != len(given):
            yield f"{path} has {len(given)} entries, not {len(wanted)}"
        for index, pair in enumerate(zip(wanted, given, strict=False)):
            yield from differences(*pair, f"{path}/{index}")
    elif not agree(wanted, given, standard_error="/se" in path):
        yield f"{path} is {given!r}, not {wanted!r}"


def agree(wanted, given, *, standard_error=False):
    """The tolerance of the README beside the data; undefined agrees with undefined only."""
    if isinstance(wanted, bool | str | None) or isinstance(given, bool | str | None):
        return wanted is given if wanted is None or given is None else wanted == given
    if isinstance(wanted, dict | list) or isinstance(given, dict | list):
        return False
    if standard_error and abs(wanted) < 1e-12:
        return abs(given) <= 1e-7
    return abs(given - wanted) <= 1e-9 * (abs(wanted) if abs(wanted) >= 1e-3 else 1)
