"""Telling people of serious events whose initial report is due."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core import mail
from django.db import connection as database
from django.utils import timezone

from safety.models import Notice
from safety.notices import Untold, mail_of, untold

log = logging.getLogger(__name__)

LONGEST_REFUSAL = Notice._meta.get_field("refusal").max_length


def send_notices(*, at: datetime | None = None) -> int:
    """Mail what nobody was told yet; how many mails the server took.

    A level that is looked at: what cannot be sent now is still due at the next look. No transaction
    is open while a mail server takes its time. A notice is stored when the server has taken the
    mail, so a worker lost in that very moment repeats it, under the same Message-ID.
    """
    at = at or timezone.now()
    with alone("safety_notice") as is_alone:
        waiting = untold(at) if is_alone else []
        if not waiting:
            return 0
        try:
            with mail.get_connection() as server:
                return sum(_tell(one, server, at) for one in waiting)
        except OSError as refusal:
            log.warning("mail cannot be sent: %s; %d notices stay due", refusal, len(waiting))
            return 0


def _tell(one: Untold, server, at) -> bool:
    """One mail to one person; whether the server took it."""
    refusal = ""
    try:
        server.send_messages([mail_of(one)])
    except (OSError, ValueError) as why:  # no answer, or no address
        refusal = f"{type(why).__name__}: {why}"[:LONGEST_REFUSAL]
        log.warning("the notice of event %s to %s was refused", one.event_id, one.person.pk)
    Notice.objects.create(
        event_id=one.event_id,
        level=one.level,
        person=one.person,
        address=one.person.email,
        due_at=one.waiting.reporting.due_at,
        at=at,
        refusal=refusal,
    )
    return not refusal


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether no other worker is at it; if so none will be before the end."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
        (is_held,) = cursor.fetchone()
    try:
        yield is_held
    finally:
        if is_held:
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
