"""The kernel's background work: sweeping a subject's checks after a change elsewhere."""

from celery import shared_task
from django.utils import timezone

from edc import audit
from edc.access import Role
from edc.actions import accounts, assessing, rechecking
from edc.crf import crfs


def every_form() -> frozenset[str]:
    return frozenset(crf.form for crf in crfs())


def _sweep(chart):
    """Checks that a change elsewhere touches: after death, before consent, hidden answers."""
    system = accounts.system_user()
    with audit.acting(system, role=Role.SYSTEM):
        rechecking.everything(subject=chart.subject, by=system, role=Role.SYSTEM)
    return None, None


SWEEP = assessing.Purpose("SWEEP", 1, frozenset, _sweep)


@shared_task
def sweep() -> None:
    """Run every check of the subjects that changed since they were last looked at."""
    assessing.assess_due(SWEEP, timezone.now())
