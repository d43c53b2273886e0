"""A query about a subject as a whole, asked as the worker asks it."""

from edc import audit
from edc.access import Role
from edc.actions.queries import ask_about_subject
from edc.models import Query
from followup.checks.subject_state import STATE_MOVE


def ask_about_move(subject, *, system):
    """The query about a subject who was after the transplant, and is before it now."""
    moved = {"before": "POST_HSCT", "after": "MRD_REMISSION"}
    with audit.acting(system, role=Role.SYSTEM, subject_id=subject.pk):
        ask_about_subject(
            subject=subject, check=STATE_MOVE, basis="1", values=moved, by=system, role=Role.SYSTEM
        )
    return Query.objects.get(subject=subject, record=None)
