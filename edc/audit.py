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
def acting(user, reasons=None, *, role="", subject_id=None, site_id=None):
    """One transaction whose writes are the user's, with a reason for each changed answer.

    ``reasons`` maps columns to reasons; the key ``*`` stands for every column. ``subject_id``:
    whose records and queries are written; ``site_id``: when they are the site's own. Checks look
    across all of them, so the writes come one after the other.
    """
    with transaction.atomic():
        earlier = _signature()
        channel, request_id = _origin.get()
        signature = [str(user.pk), str(role), channel, request_id, json.dumps(reasons or {})]
        _sign(signature, _held(subject_id, site_id))
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


def _held(subject_id, site_id) -> tuple[str, int] | None:
    if subject_id is not None:
        return "edc_subject", subject_id
    return None if site_id is None else ("edc_site", site_id)


def takes_hold(*, subject_id) -> bool:
    """Hold the subject, as ``acting`` does, for this transaction; False while somebody else does.

    For work that comes again, and shall not wait for a person's.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", _held(subject_id, None)
        )
        return cursor.fetchone()[0]


def _sign(values: list[str], held: tuple[str, int] | None = None) -> None:
    settings = ", ".join(f"set_config('edc.{name}', %s, true)" for name in SETTINGS)
    hold = ", pg_advisory_xact_lock(hashtext(%s), %s)" if held else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {settings}{hold}", [*values, *(held or ())])
