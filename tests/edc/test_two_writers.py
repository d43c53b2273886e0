"""Writes of one subject come one after the other: checks look across its records."""

import psycopg
import pytest

from mrd.models import MrdPcr
from tests.patients import correct, enter
from tests.stories import answers
from tests.waiting import in_background, wait_until

HOLD = "SELECT pg_advisory_lock(hashtext('edc_subject'), %s)"
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event = 'advisory'
"""


@pytest.fixture
def pcr(committed, subject, lin):
    enter(subject, "mrd_specimen", answers.SPECIMEN, by=lin, visit="C1D15")
    return enter(subject, "mrd_pcr", answers.PCR, by=lin, visit="C1D15")


def test_a_write_waits_for_another_of_the_same_subject(committed, pcr, subject, lin):
    with psycopg.connect(committed.superuser_url, autocommit=True) as another:
        another.execute(HOLD, [subject.pk])
        writing = in_background(lambda: correct(pcr, "ratio_percent", "0.02", by=lin))
        wait_until(lambda: another.execute(WAITING).fetchone()[0] == 1)
        assert str(MrdPcr.objects.get().ratio_percent) == "0.005"

    writing.join()

    assert str(MrdPcr.objects.get().ratio_percent) == "0.02"


def test_a_write_of_another_subject_does_not_wait(committed, pcr, shanghai_subject, lin):
    with psycopg.connect(committed.superuser_url, autocommit=True) as another:
        another.execute(HOLD, [shanghai_subject.pk])

        correct(pcr, "ratio_percent", "0.02", by=lin)

        assert str(MrdPcr.objects.get().ratio_percent) == "0.02"
