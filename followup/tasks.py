"""Outcomes after transplantation, and where each subject is in the trial, in the background."""

from celery import current_app, shared_task

from edc.actions.assessing import assess_due
from followup import actions


@shared_task
def assess_survival() -> None:
    """Assess the subjects that are due; new outcomes change the trial's estimates."""
    if assess_due(actions.SURVIVAL):
        current_app.send_task("followup.tasks.estimate", expires=60)


@shared_task
def assess_states() -> None:
    """Find where the subjects that are due are in the trial."""
    assess_due(actions.STATE)


@shared_task
def estimate() -> None:
    """Estimate the endpoints anew where a contribution changed."""
    actions.estimate()
