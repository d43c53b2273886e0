"""A killed worker and an emptied broker lose nothing: what is due is found again."""

import contextlib

import psycopg
import pytest
import redis
from django.db.models import Count

from edc.actions import subjects
from edc.models import Assessment, Standing
from tests.patients import enter
from tests.stories import answers
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

HOW_MANY = 60


@pytest.fixture
def many(beijing, lin):
    """Sixty people in screening, each with a consent."""
    for _ in range(HOW_MANY):
        subject = subjects.register(site=beijing, by=lin)
        enter(subject, "informed_consent", answers.CONSENT, by=lin)


def assessed():
    return Standing.objects.filter(purpose="WEEK2").count()


WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def kill_in_the_middle(live_trial, superuser_url):
    """Kill the worker with its results computed and not yet stored: it waits for a lock of ours."""
    with (
        psycopg.connect(superuser_url, autocommit=True) as watch,
        psycopg.connect(superuser_url) as ours,
    ):
        ours.execute("LOCK TABLE edc_standing IN EXCLUSIVE MODE")
        worker = live_trial.start_worker()
        live_trial.start_beat()
        wait_until(lambda: watch.execute(WAITING).fetchone()[0] > 0)
        worker.kill()


def test_everybody_is_assessed_after_a_kill_and_a_flush(live_trial, many, committed, redis_url):
    kill_in_the_middle(live_trial, committed.superuser_url)
    assert not Assessment.objects.exists()
    with contextlib.closing(redis.Redis.from_url(redis_url)) as broker:
        broker.flushdb()

    live_trial.start_worker()

    wait_until(lambda: assessed() == HOW_MANY)
    same = Assessment.objects.values("subject", "purpose", "definition", "fingerprint")
    assert not same.annotate(times=Count("id")).filter(times__gt=1).exists()
    assert Assessment.objects.filter(purpose="WEEK2").count() == HOW_MANY
