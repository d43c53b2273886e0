"""Words for tests that speak SQL: acting in somebody's name, reading, being refused."""

import contextlib
import json

import psycopg
import pytest

# Users are numbers here: the trail takes whoever the application names.
LIN, MONA = 7, 8

RATIO = "UPDATE mrd_pcr SET ratio_percent = 0.02 WHERE record_id = 31"


@contextlib.contextmanager
def acting(connection, reasons=None, *, by=LIN):
    """A transaction in somebody's name."""
    named = {"actor": by, "role": "COORDINATOR", "channel": "PAGE", "request": "r-1"}
    named["reasons"] = json.dumps(reasons or {})
    with connection.transaction():
        for name, value in named.items():
            connection.execute("SELECT set_config(%s, %s, true)", [f"edc.{name}", str(value)])
        yield


def write(connection, statement, reasons=None, *, by=LIN):
    """One statement, committed in somebody's name."""
    with acting(connection, reasons, by=by):
        connection.execute(statement)


def rows(connection, query, *values):
    return connection.execute(query, values).fetchall()


def value(connection, query, *values):
    return connection.execute(query, values).fetchone()[0]


def refused(code, why):
    """The database refuses with this SQLSTATE, and says why."""
    return pytest.raises(
        psycopg.DatabaseError, match=why, check=lambda refusal: refusal.sqlstate == code
    )


def complete(connection, record=31):
    write(connection, f"UPDATE edc_record SET state = 'COMPLETE' WHERE id = {record}")


def ratio_of(connection, record=31):
    return str(value(connection, "SELECT ratio_percent FROM mrd_pcr WHERE record_id = %s", record))
