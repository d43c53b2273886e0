"""Every write has an actor; PostgreSQL keeps the record."""

import json
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

SETTINGS = ("actor", "role", "channel", "request", "reasons")
_origin: ContextVar[tuple[str, str]] = ContextVar("origin", default=("TASK", ""))


@contextmanager
def through(*, channel: str, request_id: str = ""):
    """Name the door that the writes inside come through: PAGE, API, IMPORT or TASK."""
    token = _origin.set((channel, request_id))
    try:
        yield
    finally:
        _origin.reset(token)


@contextmanager
def acting(user, reasons=None, *, role=""):
    """One transaction whose writes are the user's, with a reason for each changed answer.

    ``reasons`` maps columns to reasons; the key ``*`` stands for every column.
    """
    with transaction.atomic():
        earlier = _signature()
        channel, request_id = _origin.get()
        _sign([str(user.pk), str(role), channel, request_id, json.dumps(reasons or {})])
        yield
        if earlier:
            _sign(earlier)


def _signature() -> list[str]:
    if len(connection.savepoint_ids) == 0:
        return []
    current = ", ".join(f"current_setting('edc.{name}', true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {current}")
        return [value or "" for value in cursor.fetchone()]


def _sign(values: list[str]) -> None:
    settings = ", ".join(f"set_config('edc.{name}', %s, true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {settings}", values)
