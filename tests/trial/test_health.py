"""The health checks of the containers, asked of the real processes."""

import os
import time

import pytest

from trial import health
from trial.processes import wait_until


@pytest.fixture
def schedule(tmp_path):
    file = tmp_path / "beat-schedule.dat"
    file.touch()
    return file


def test_a_web_process_that_answers_is_healthy(live_trial, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost,127.0.0.1")

    assert health.web(live_trial.port)


def test_a_web_process_that_refuses_its_own_name_is_not(live_trial, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "elsewhere.example")

    assert not health.web(live_trial.port)


def test_a_worker_is_healthy_while_it_answers(live_trial):
    assert not health.worker(timeout=0.1)

    process = live_trial.start_worker()

    wait_until(lambda: health.worker(timeout=0.5), process=process, seconds=60)


def test_a_beat_that_writes_its_schedule_is_healthy(schedule):
    assert health.beat(schedule.with_suffix(""))


def test_a_beat_that_stopped_writing_is_not(schedule):
    long_ago = time.time() - health.BEAT_IS_STUCK_AFTER - 1

    os.utime(schedule, (long_ago, long_ago))

    assert not health.beat(schedule.with_suffix(""))
    assert not health.beat(schedule.with_name("never-written"))
