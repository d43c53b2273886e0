"""Moves between states that nobody expects: which there were, and asking about them.

What was not asked yet is read from the stored assessments each time, so nothing is lost with a
worker. States that were passed between two assessments count as passed. Assessments under other
rules are not compared: what differs may be owed to the rules.
"""

from itertools import product
from typing import NamedTuple

from django.db import connection, transaction

from edc import audit
from edc.access import Role
from edc.actions import accounts, queries
from edc.models import Subject
from followup.checks.subject_state import STATE_MOVE
from followup.states import STATES, is_expected_course

NEWEST = """
WITH assessed AS (
    SELECT id, subject_id, outcome ->> 'state' AS state, definition,
           lag(outcome ->> 'state') OVER earlier AS state_before,
           lag(definition) OVER earlier AS definition_before
    FROM edc_assessment
    WHERE purpose = 'STATE' AND (%(subjects)s::bigint[] IS NULL OR subject_id = ANY(%(subjects)s))
    WINDOW earlier AS (PARTITION BY subject_id ORDER BY id)
), newest AS (
    SELECT DISTINCT ON (subject_id) subject_id, id, state_before, state
    FROM assessed
    WHERE definition = definition_before AND state_before || ' ' || state = ANY(%(unexpected)s)
    ORDER BY subject_id, id DESC
)
SELECT subject_id, id, state_before, state FROM newest
"""
UNASKED = f"""{NEWEST}
WHERE NOT EXISTS (
    SELECT FROM edc_query asked
    WHERE asked.subject_id = newest.subject_id AND asked.record_id IS NULL
      AND asked.check_id = %(check)s AND asked.basis = newest.id::text
)
"""
UNEXPECTED = [
    f"{before} {after}"
    for before, after in product(STATES, repeat=2)
    if not is_expected_course(before, after)
]


class Move(NamedTuple):
    """A change of a subject's state, by the assessment that found it."""

    subject_id: int
    assessment_id: int
    before: str
    after: str


def newest_unexpected(subject_id: int) -> Move | None:
    """The last of the subject's moves that nobody expects, however many others followed it."""
    return next(iter(_found(NEWEST, [subject_id])), None)


def unasked() -> list[Move]:
    """The same of every subject where no query has asked about it yet."""
    return _found(UNASKED, None)


def ask() -> int:
    """Ask about every unexpected move that is not asked about yet; of how many subjects."""
    waiting = [move.subject_id for move in unasked()]
    system = accounts.system_user()
    return sum(_ask(subject, system) for subject in Subject.objects.filter(pk__in=waiting))


def _ask(subject, system) -> bool:
    """One subject, one transaction; a person at work on the subject is not waited for."""
    with transaction.atomic():
        if not audit.takes_hold(subject_id=subject.pk):
            return False
        with audit.acting(system, role=Role.SYSTEM, subject_id=subject.pk):
            if move := newest_unexpected(subject.pk):  # read again, now that nobody else asks
                queries.ask_about_subject(
                    subject=subject,
                    check=STATE_MOVE,
                    basis=str(move.assessment_id),
                    values={"before": move.before, "after": move.after},
                    by=system,
                    role=Role.SYSTEM,
                )
    return True


def _found(statement, subject_ids) -> list[Move]:
    named = {"subjects": subject_ids, "unexpected": UNEXPECTED, "check": STATE_MOVE.id}
    with connection.cursor() as cursor:
        cursor.execute(statement, named)
        return [Move(*row) for row in cursor.fetchall()]
