"""MRD negativity at week 2, in the background."""

from celery import current_app, shared_task

from edc.actions.assessing import assess_due
from mrd.actions import WEEK2


@shared_task
def assess_week2() -> None:
    """Assess the subjects that are due; new outcomes change the trial's estimates."""
    if assess_due(WEEK2):
        current_app.send_task("followup.tasks.estimate", expires=60)
