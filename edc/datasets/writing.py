"""Rows computed in Python as lines of a file, in the words of PostgreSQL's COPY."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from edc.datasets.reading import Reading
from edc.models import Subject

QUOTED = frozenset(',"\n\r')


def csv_line(values: Iterable) -> bytes:
    """A line of CSV; None is blank."""
    return (",".join(map(_csv_value, values)) + "\n").encode()


def json_line(columns: Sequence[str], values: Sequence) -> bytes:
    """A row as a JSON object on one line; a number has its own digits."""
    pairs = zip(columns, values, strict=True)
    return ("{" + ",".join(f'"{name}":{_json_value(v)}' for name, v in pairs) + "}\n").encode()


def _csv_value(value) -> str:
    if value is None:
        return ""
    text = _text(value)
    if not text or not QUOTED.isdisjoint(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _json_value(value) -> str:
    if value is None:
        return "null"
    if isinstance(value, int | Decimal):
        return _text(value)
    return json.dumps(_text(value), ensure_ascii=False)


def _text(value) -> str:
    match value:
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def batches_of_subjects(reading: Reading, at_once: int) -> Iterator[list[Subject]]:
    """The subjects of the sites that are read, by site and number, so many at once."""
    subjects = Subject.objects.all()
    if reading.sites is not None:
        subjects = subjects.filter(site__in=reading.sites)
    named = subjects.values_list("site__code", "number", "screening_number", "pk")
    ids = [pk for *_, pk in sorted(named, key=lambda row: (row[0], row[1] or row[2]))]
    for start in range(0, len(ids), at_once):
        batch = ids[start : start + at_once]
        found = Subject.objects.select_related("site").in_bulk(batch)
        yield [found[pk] for pk in batch]
