"""The kernel's background work: sweeping a subject's checks, and coding what can be found."""

from datetime import timedelta

from celery import shared_task
from django.db import OperationalError

from edc import audit
from edc.access import Role
from edc.actions import accounts, assessing, coding, rechecking
from edc.models import Record


def _sweep(chart):
    """Checks that a change elsewhere, or a new day, touches; nothing of it is an assessment."""
    system = accounts.system_user()
    with audit.acting(system, role=Role.SYSTEM, subject_id=chart.subject.pk):
        _hold_records(chart.subject)
        rechecking.everything(subject=chart.subject, by=system, role=Role.SYSTEM)
    return None, chart.today + timedelta(days=1)


def _hold_records(subject):
    """Keep people off the records meanwhile; never wait for them, nor let two ask one query."""
    records = Record.objects.select_for_update(nowait=True).filter(subject=subject)
    try:
        list(records.values_list("pk"))
    except OperationalError as refusal:
        raise assessing.InHand from refusal


# One subject at a time: people at work wait for what a sweep holds.
SWEEP = assessing.Purpose("SWEEP", 1, (), _sweep, at_once=1)


@shared_task
def sweep() -> None:
    """Run every check of the subjects that changed since they were last looked at."""
    assessing.assess_due(SWEEP)


@shared_task
def code() -> None:
    """Code the answers that wait, where a dictionary or the list of synonyms has their words."""
    coding.code_automatically()
