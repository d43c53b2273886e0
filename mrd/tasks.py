"""The laboratory's files, in the background."""

from celery import shared_task

from mrd.uploading import progress
from mrd.uploading.actions import go_on, unfinished


@shared_task
def process_uploads() -> None:
    """Check and store the rows of the laboratory's files, from where the last worker stopped."""
    for upload_id in unfinished():
        while go_on(upload_id, progress.tell):
            pass
