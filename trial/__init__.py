"""The trial: its settings, its schedule, its numbers."""

from trial.celery import app as celery_app

__all__ = ["celery_app"]
