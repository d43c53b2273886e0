"""PostgreSQL's COPY, passed through: the rows never become objects here.

Rows that are computed in Python leave in the same form, within one view of the database.
"""

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from django.db import connection, transaction
from psycopg import sql

from edc import charts
from edc.datasets.reading import Rows, Source
from edc.datasets.writing import csv_line, json_line

LEAST_BLOCK = 64 * 1024

# Set to none first: a running timer is not wound up again by a longer time.
TAKE_LONG = "SET LOCAL transaction_timeout = 0; SET LOCAL transaction_timeout = '1h'"

# A reader may take his time.
WAIT_FOR_READER = "SET LOCAL idle_in_transaction_session_timeout = '1h'"

CSV = sql.SQL("COPY ({}) TO STDOUT WITH (FORMAT csv, HEADER, ENCODING 'UTF8')")

# Quote and delimiter that JSON text cannot contain, so that each row leaves as it is.
JSON_LINES = sql.SQL(
    "COPY (SELECT row_to_json(whole_row)::text FROM ({}) whole_row)"
    " TO STDOUT WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02', ENCODING 'UTF8')"
)


class Format(StrEnum):
    """How a dataset is written; the value is the ending of its address."""

    CSV = "csv"
    NDJSON = "ndjson"
    JSON = "json"

    @property
    def media_type(self) -> str:
        return {
            Format.CSV: "text/csv; charset=utf-8; header=present",
            Format.NDJSON: "application/x-ndjson",
            Format.JSON: "application/json",
        }[self]


class Manifest(NamedTuple):
    """What tells a whole file from a short one."""

    rows: int
    size: int
    sha256: str


def file_of(source: Source, ending: Format) -> Iterator[bytes]:
    """The file, block by block. An error breaks off the iteration; it never ends it."""
    return _written(_lines(source, ending), ending)


def manifest_of(source: Source, ending: Format) -> Manifest:
    """Row count, size and SHA-256 of the file as it would be written now."""
    counted = _Counted(_lines(source, ending))
    digest, size = hashlib.sha256(), 0
    for block in _written(counted, ending):
        digest.update(block)
        size += len(block)
    rows = counted.seen - (ending == Format.CSV)
    return Manifest(rows, size, digest.hexdigest())


class _Counted:
    """Lines that are counted as they pass."""

    def __init__(self, lines: Iterable[bytes]):
        self.lines, self.seen = lines, 0

    def __iter__(self):
        for line in self.lines:
            self.seen += 1
            yield line


def _lines(source, ending):
    return _computed(source, ending) if isinstance(source, Rows) else _copied(source, ending)


def _computed(rows, ending):
    with charts.at_one_moment():
        with connection.cursor() as cursor:
            cursor.execute(TAKE_LONG)
            cursor.execute(WAIT_FOR_READER)
        if ending == Format.CSV:
            yield csv_line(rows.columns)
        for values in rows.begin():
            yield csv_line(values) if ending == Format.CSV else json_line(rows.columns, values)


def _copied(statement, ending):
    copy_out = CSV if ending == Format.CSV else JSON_LINES
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE_LONG)
        with cursor.copy(copy_out.format(statement)) as copy:
            yield from copy


def _written(lines, ending):
    blocks = _joined(lines)
    return _as_array(blocks) if ending == Format.JSON else blocks


def _joined(lines) -> Iterator[bytes]:
    """Whole lines, joined to blocks that are worth sending."""
    waiting, size = [], 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= LEAST_BLOCK:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def _as_array(blocks) -> Iterator[bytes]:
    """Lines of JSON as one array; JSON text has no newline inside, so each ends a row."""
    before = b"[\n"
    for block in blocks:
        yield before + block[:-1].replace(b"\n", b",\n")
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"
