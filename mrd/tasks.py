"""MRD negativity at week 2 and the laboratory's files, in the background."""

from celery import current_app, shared_task

from edc.actions.assessing import assess_due
from mrd.actions import WEEK2
from mrd.uploading import progress
from mrd.uploading.actions import go_on, unfinished


@shared_task
def assess_week2() -> None:
    """Assess the subjects that are due; new outcomes change the trial's estimates."""
    if assess_due(WEEK2):
        current_app.send_task("followup.tasks.estimate", expires=60)


@shared_task
def process_uploads() -> None:
    """Check and store the rows of the laboratory's files, from where the last worker stopped."""
    for upload_id in unfinished():
        while go_on(upload_id, progress.tell):
            pass
