"""The week-2 result computed by a real worker: taken up from Redis, done once, never lost."""

from functools import partial

import psycopg
import pytest
import redis

from edc.models import Assessment, Result
from followup.tasks import assess
from tests.patients import enter_up_to_week_two
from trial.processes import wait_until

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'edc_standing'::regclass"


@pytest.fixture
def trial(live_trial, subject, lin, ines):
    """One subject up to week 2 whom nobody has assessed; no worker yet."""
    enter_up_to_week_two(subject, coordinator=lin, investigator=ines)
    return live_trial


def found():
    assessed = Assessment.objects.filter(purpose="WEEK2")
    return list(assessed.values_list("outcome__week2_status", flat=True))


def is_waiting(obstacle):
    return obstacle.execute(WAITING).fetchone()[0]


def test_a_worker_finds_the_remission_and_estimates_the_rate(trial):
    worker = trial.start_worker()

    assess.delay()

    remission = Result.objects.filter(population="ITT", estimates__0__events=1)
    wait_until(remission.exists, process=worker, seconds=60)
    assert found() == ["REMISSION"]


def test_a_worker_killed_while_it_computes_leaves_nothing_half_done(trial, committed, redis_url):
    with psycopg.connect(committed.superuser_url) as obstacle:
        obstacle.execute("LOCK TABLE edc_standing IN SHARE MODE")
        worker = trial.start_worker()
        assess.delay()
        wait_until(partial(is_waiting, obstacle), process=worker, seconds=60)
        worker.kill()
    redis.Redis.from_url(redis_url).flushdb()
    assert found() == []

    worker = trial.start_worker()
    assess.delay()

    wait_until(found, process=worker, seconds=60)
    assert found() == ["REMISSION"]
