"""What is found of each subject, and what is estimated from it, in the background."""

from celery import current_app, shared_task

from edc.actions.assessing import assess_due
from followup import actions, moves


@shared_task
def assess() -> None:
    """Assess the subjects that are due: MRD at week 2, survival after HSCT, where they are.

    New outcomes change the trial's estimates.
    """
    if assess_due(*actions.PURPOSES):
        current_app.send_task("followup.tasks.estimate", expires=60)


@shared_task
def estimate() -> None:
    """Estimate the endpoints anew where a contribution changed."""
    actions.estimate()


@shared_task
def ask_about_moves() -> None:
    """Ask about moves between states that nobody expects."""
    moves.ask()
