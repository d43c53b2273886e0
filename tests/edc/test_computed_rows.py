"""Rows computed in Python leave as PostgreSQL's would: same words, same blocks, same failures."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from psycopg import sql

from edc.actions import subjects
from edc.datasets.copying import LEAST_BLOCK, Format, file_of, manifest_of
from edc.datasets.reading import Dataset, Reading, Rows
from edc.datasets.writing import batches_of_subjects, csv_line
from edc.models import Subject

ODD = [
    "",
    "=1+1",
    'a "quoted", text',
    "two\nlines\r\n",
    "\\N",
    "\\.",
    " 𠮷 ",
    "\x01\x02",
    "\r",
    ";\t",
]
VALUES = [(Decimal("0.0010"), 7, None, date(2024, 3, 1), text) for text in ODD]
COLUMNS = ("number", "count", "nothing", "day", "text")
SAME = sql.SQL(
    "SELECT number, count, nothing, day, text"
    " FROM unnest(%s::numeric[], %s::int[], %s::text[], %s::date[], %s::text[])"
    " AS rows (number, count, nothing, day, text)"
)


def rows_of(values, columns=COLUMNS):
    return Rows(columns, lambda: iter(values))


def written(source, ending):
    return b"".join(file_of(source, ending))


@pytest.mark.parametrize("ending", list(Format))
def test_the_words_are_those_of_postgresql(db, ending):
    with connection.cursor() as cursor:
        text = cursor.cursor.connection  # psycopg's own, which can compose the values
        columns = [list(column) for column in zip(*VALUES, strict=True)]
        query = SAME.as_string(text)
        for column in columns:
            query = query.replace("%s", sql.Literal(column).as_string(text), 1)

    ours = written(rows_of(VALUES), ending)
    theirs = written(sql.SQL(query.replace("{", "{{").replace("}", "}}")), ending)

    if ending == Format.CSV:
        assert ours == theirs
    else:
        assert json.loads(ours.splitlines()[0] if ending == Format.NDJSON else ours)
        lines = [part.splitlines() for part in (ours, theirs)]
        assert [json_of(line) for line in lines[0]] == [json_of(line) for line in lines[1]]


def json_of(line):
    """A line of JSON, its numbers with their digits."""
    text = line.decode().strip("[],")
    return json.loads(text, parse_float=str) if text else None


def test_every_text_comes_back_as_it_was(db):
    read = csv.reader(io.StringIO(written(rows_of(VALUES), Format.CSV).decode(), newline=""))

    assert [row[4] for row in read] == ["text", *ODD]


def test_no_rows_are_an_empty_file(db):
    assert written(rows_of([]), Format.CSV) == csv_line(COLUMNS)
    assert written(rows_of([]), Format.NDJSON) == b""
    assert json.loads(written(rows_of([]), Format.JSON)) == []


def many(number=5000):
    for n in range(number):
        yield n, "x" * 100


MANY = Rows(("number", "text"), many)


@pytest.mark.parametrize("ending", list(Format))
def test_the_manifest_is_that_of_the_file(db, ending):
    found = manifest_of(MANY, ending)

    assert (found.rows, found.size) == (5000, len(written(MANY, ending)))
    assert found == manifest_of(MANY, ending)


def test_lines_are_joined_to_blocks_as_they_come(db):
    begun = []

    def slowly():
        for row in many():
            begun.append(row[0])
            yield row

    first = next(file_of(Rows(("number", "text"), slowly), Format.NDJSON))

    assert LEAST_BLOCK <= len(first) < LEAST_BLOCK + 1000
    assert len(begun) < 1000


def breaking():
    yield from many(4000)
    raise ZeroDivisionError


BREAKING = Rows(("number", "text"), breaking)


@pytest.mark.parametrize("ending", list(Format))
def test_an_error_on_the_way_breaks_the_file_off(committed, ending):
    blocks = file_of(BREAKING, ending)

    assert next(blocks)
    with pytest.raises(ZeroDivisionError):
        list(blocks)
    assert not connection.in_atomic_block


def test_a_reader_who_goes_away_leaves_the_connection_usable(committed):
    blocks = file_of(MANY, Format.CSV)
    next(blocks)

    blocks.close()

    assert Subject.objects.count() == 0
    assert not connection.in_atomic_block


def test_all_of_a_file_sees_one_moment(committed, beijing, lin):
    other = connection.copy()
    seen = []

    def rows():
        seen.append(Subject.objects.count())
        yield [seen[-1]]
        with other.cursor() as cursor:
            cursor.execute("SELECT set_config('edc.actor', %s, false)", [str(lin.pk)])
            cursor.execute(
                "INSERT INTO edc_subject (site_id, screening_number) VALUES (%s, 'S01-900')",
                [beijing.pk],
            )
        seen.append(Subject.objects.count())
        yield [seen[-1]]

    try:
        list(file_of(Rows(("count",), rows), Format.CSV))
    finally:
        other.close()

    assert seen == [0, 0]
    assert Subject.objects.count() == 1


def test_a_file_may_wait_for_its_reader(committed):
    def settings():
        with connection.cursor() as cursor:
            for name in ("transaction_timeout", "idle_in_transaction_session_timeout"):
                cursor.execute(f"SHOW {name}")
                yield cursor.fetchone()

    assert written(Rows(("most",), settings), Format.CSV) == b"most\n1h\n1h\n"
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("read committed",)


def test_a_dataset_of_computed_rows_has_no_statement():
    dataset = Dataset("colours", "Colours", rows=lambda reading: MANY)

    assert dataset.source(Reading()) is MANY
    with pytest.raises(LookupError, match="computed"):
        dataset.select(Reading())


# Batches


@pytest.fixture
def people(beijing, shanghai, lin, zhao):
    shanghais = subjects.register(site=shanghai, by=zhao)
    return [*(subjects.register(site=beijing, by=lin) for _ in range(5)), shanghais]


def test_subjects_come_in_batches_by_site_and_number(people):
    found = list(batches_of_subjects(Reading(), 2))

    assert [[str(one) for one in batch] for batch in found] == [
        ["S01-001", "S01-002"],
        ["S01-003", "S01-004"],
        ["S01-005", "S02-001"],
    ]


def test_only_the_sites_that_are_read_have_batches(people, shanghai):
    (batch,) = batches_of_subjects(Reading(sites=frozenset({shanghai.pk})), 2)

    assert [str(one) for one in batch] == ["S02-001"]
    assert list(batches_of_subjects(Reading(sites=frozenset()), 2)) == []
