"""Real workers on a laboratory's file: killed in the middle, run twice, and in little memory."""

import contextlib
import time
import tracemalloc
from functools import partial

import psycopg
import pytest
import redis
from django.db import connection

from edc.models import Event
from mrd.models import MrdPcr, Upload, UploadVerdict
from mrd.tasks import process_uploads
from mrd.uploading import progress
from mrd.uploading.actions import decide, go_on, receive
from tests.mrd.lab_files import FLOW, PCR, as_csv, as_xlsx, outcomes, send
from trial.processes import wait_until

ELSEWHERE = PCR | {"specimen_id": "02-BM0001", "subject": "S02-001"}
UNKNOWN = [PCR | {"specimen_id": f"01-NEVER{number}"} for number in range(22)]
# Who has an upload in hand and waits for the one who asks, not for a sweep of another subject.
WAITING = """
SELECT count(*) FROM pg_locks AS wanted JOIN pg_locks AS held USING (pid)
WHERE NOT wanted.granted AND wanted.locktype = 'advisory'
  AND held.mode = 'RowShareLock' AND held.relation = 'mrd_upload'::regclass
  AND pg_backend_pid() = ANY (pg_blocking_pids(wanted.pid))
"""


@contextlib.contextmanager
def subject_held(url, subject):
    """Somebody is at work on the subject meanwhile; yields whether a worker waits for it."""
    with psycopg.connect(url) as obstacle:
        obstacle.execute("SELECT pg_advisory_xact_lock(hashtext('edc_subject'), %s)", [subject.pk])
        yield lambda: obstacle.execute(WAITING).fetchone()[0]


@pytest.fixture
def interrupted(live_trial, committed, redis_url, specimen, shanghai_specimen, luo):
    """Have a file stored, and kill the worker when it comes to the row of Shanghai."""

    def interrupt(*rows, mode):
        upload = send(as_csv(*rows), by=luo)
        with subject_held(committed.superuser_url, shanghai_specimen.subject) as waits:
            worker = live_trial.start_worker()
            decide(upload=upload, mode=mode, by=luo)
            wait_until(waits, process=worker, seconds=60)
            worker.kill()
        with contextlib.closing(redis.Redis.from_url(redis_url)) as broker:
            broker.flushdb()
        return upload

    return interrupt


def finished(upload):
    return Upload.objects.filter(pk=upload.pk, state="DONE").exists()


def test_row_by_row_goes_on_where_a_killed_worker_stopped(interrupted, live_trial):
    upload = interrupted(PCR, *UNKNOWN, ELSEWHERE, mode="ROWS")
    assert MrdPcr.objects.count() == 1

    worker = live_trial.start_worker()
    process_uploads.delay()

    wait_until(partial(finished, upload), process=worker, seconds=60)
    assert outcomes(upload)[2] == outcomes(upload)[25] == "FILLED"
    assert UploadVerdict.objects.filter(row__upload=upload, round=1).count() == 24
    assert Event.objects.filter(table_name="mrd_pcr", operation="UPDATE").count() == 2


def test_all_or_nothing_leaves_nothing_when_a_worker_is_killed(interrupted, live_trial):
    upload = interrupted(PCR, FLOW, ELSEWHERE, mode="ALL")
    assert not MrdPcr.objects.exists()
    assert not UploadVerdict.objects.filter(round=1).exists()

    worker = live_trial.start_worker()
    process_uploads.delay()

    wait_until(partial(finished, upload), process=worker, seconds=60)
    assert MrdPcr.objects.count() == 2


def test_two_workers_share_a_file_without_doing_a_row_twice(committed, specimen, luo):
    upload = receive(file=as_csv(PCR, *UNKNOWN), name="results.csv", by=luo)

    with psycopg.connect(committed.superuser_url) as other:
        other.execute("SELECT FROM mrd_upload WHERE id = %s FOR UPDATE", [upload.pk])
        assert go_on(upload.pk, progress.tell) is False
        assert not UploadVerdict.objects.exists()

    process_uploads()
    process_uploads()

    assert UploadVerdict.objects.count() == 23


def test_the_progress_of_all_or_nothing_is_seen_before_it_commits(
    committed, specimen, luo, monkeypatch
):
    upload = send(as_csv(PCR, FLOW), by=luo)
    decide(upload=upload, mode="ALL", by=luo)
    seen = []

    def tell(upload, done):
        progress.tell(upload, done)
        seen.append(progress.done_of(upload))

    go_on(upload.pk, tell)

    assert seen == [2]


def test_all_or_nothing_may_take_longer_than_a_page(committed, specimen, luo):
    upload = send(as_csv(PCR, FLOW), by=luo)
    decide(upload=upload, mode="ALL", by=luo)
    with connection.cursor() as cursor:
        cursor.execute("SET transaction_timeout = '1s'")

    go_on(upload.pk, lambda *_: time.sleep(1.5))

    assert finished(upload)


def many(count):
    return [PCR | {"specimen_id": f"01-X{number:05}"} for number in range(count)]


@pytest.mark.parametrize(("written", "name"), [(as_csv, "r.csv"), (as_xlsx, "r.xlsx")])
def test_ten_times_the_rows_take_no_more_memory(specimen, luo, tmp_path, written, name):
    peaks = []
    for count in (50, 200, 2_000):
        file = tmp_path / f"{count}-{name}"
        file.write_bytes(written(PCR, *many(count)).getvalue())
        tracemalloc.start()
        with file.open("rb") as opened:
            receive(file=opened, name=name, by=luo)
        process_uploads()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] < peaks[1] + 1_000_000, peaks
    assert UploadVerdict.objects.count() == 2_253
