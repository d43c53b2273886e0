"""Mails about serious events, in the background."""

from celery import shared_task

from safety import actions


@shared_task
def send_notices() -> None:
    """Tell the people concerned of initial reports that are due soon or overdue."""
    actions.send_notices()
