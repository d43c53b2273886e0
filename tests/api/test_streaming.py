"""A file leaves in blocks as PostgreSQL writes it, and never ends early as if it were whole."""

import http.client
import json
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from edc.actions import tokens
from edc.datasets.copying import LEAST_BLOCK, Format, file_of, manifest_of
from tests.api.programs import ROOT, SUBJECT

MANY = sql.SQL("SELECT number, repeat('x', 100) AS text FROM generate_series(1, 5000) number")
BREAKS = sql.SQL(
    "SELECT 1 / (4000 - number) AS n, repeat('x', 100) FROM generate_series(1, 5000) number"
)
NONE = sql.SQL("SELECT 1 AS number WHERE false")


def test_lines_are_joined_to_blocks_worth_sending(db):
    *blocks, last = file_of(MANY, Format.NDJSON)

    assert len(blocks) > 1
    assert all(LEAST_BLOCK <= len(block) < LEAST_BLOCK + 1000 for block in blocks)
    assert all(block.endswith(b"}\n") for block in [*blocks, last])


def test_an_array_holds_the_same_rows_as_the_lines(db):
    lines = b"".join(file_of(MANY, Format.NDJSON)).splitlines()

    rows = json.loads(b"".join(file_of(MANY, Format.JSON)))

    assert rows == [json.loads(line) for line in lines]


def test_no_rows_are_an_empty_file(db):
    assert b"".join(file_of(NONE, Format.CSV)) == b"number\n"
    assert b"".join(file_of(NONE, Format.NDJSON)) == b""
    assert json.loads(b"".join(file_of(NONE, Format.JSON))) == []


@pytest.mark.parametrize("ending", list(Format))
def test_rows_are_counted_without_the_header(db, ending):
    assert manifest_of(MANY, ending).rows == 5000
    assert manifest_of(NONE, ending).rows == 0


@pytest.mark.parametrize("ending", list(Format))
def test_an_error_on_the_way_breaks_the_file_off(committed, ending):
    blocks = file_of(BREAKS, ending)

    assert next(blocks)
    with pytest.raises(psycopg.errors.DivisionByZero):
        list(blocks)


def test_a_reader_who_goes_away_leaves_the_connection_usable(committed):
    blocks = file_of(MANY, Format.CSV)
    next(blocks)

    blocks.close()

    assert manifest_of(NONE, Format.CSV).rows == 0


def test_a_file_may_take_longer_than_other_transactions(committed):
    statement = sql.SQL("SELECT current_setting('transaction_timeout') AS most")

    assert b"".join(file_of(statement, Format.CSV)) == b"most\n1h\n"


@pytest.fixture
def large_dataset(subject, entered):
    """Sixty drafts with half a megabyte each: more than sockets hold on their way."""
    for line in range(1, 61):
        answers = {"specimen_id": f"BM-{line}", "collected": "Y"}
        entered(subject, ("UNS", line), "mrd_specimen", answers, complete=False)
        comment = {"performed": "Y", "report_comment": "x" * 500_000}
        entered(subject, ("UNS", line), "mrd_pcr", comment, complete=False)


@pytest.fixture
def wire(live_trial):
    """A connection to the running product, by which a program of somebody's calls."""
    address = live_trial.url.removeprefix("http://")
    with closing(http.client.HTTPConnection(address, timeout=60)) as connection:
        yield connection


def headers_of(person):
    lasts = timedelta(days=1)
    secret = tokens.issue(user=person, name="feed", scope="WRITE", lasts=lasts, by=person)
    return {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}


def test_a_client_notices_that_the_database_went_away(wire, committed, large_dataset, stan):
    wire.request("GET", f"{ROOT}datasets/mrd_pcr.csv?state=all", headers=headers_of(stan))
    answer = wire.getresponse()
    assert (answer.status, len(answer.read(100_000))) == (200, 100_000)

    with psycopg.connect(committed.superuser_url, autocommit=True) as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'COPY%' AND datname = current_database()"
        )

    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        answer.read()


def test_a_body_that_is_far_too_large_gets_its_answer_over_the_wire(wire, subject, lin):
    path = f"{ROOT}{SUBJECT}forms/informed_consent/1/"

    wire.request("PATCH", path, b"x" * 10_000_000, headers_of(lin))

    with closing(wire.getresponse()) as answer:
        assert answer.status == 413
