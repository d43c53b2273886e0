"""Sweeping a subject's checks: what a change elsewhere breaks is found by the worker."""

from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from edc.actions.assessing import assess_due, due
from edc.models import Event, Query, Standing
from edc.tasks import SWEEP
from tests.patients import enter
from tests.stories import answers


@pytest.fixture
def specimen(committed, subject, lin):
    """Taken long before the consent, which is entered only afterwards."""
    taken = {"collection_date": answers.day(0), "collection_time": f"{answers.day(0)} 09:30"}
    record = enter(subject, "mrd_specimen", answers.SPECIMEN | taken, by=lin, visit="SCR")
    signed = {"consent_date": answers.day(39), "consent_time": f"{answers.day(39)} 09:30"}
    enter(subject, "informed_consent", answers.CONSENT | signed, by=lin)
    return record


def asked():
    return Query.objects.filter(check_id="GEN-CONSENT")


def test_a_sweep_asks_what_a_change_elsewhere_breaks(specimen):
    assert not asked().exists()

    assess_due(SWEEP)

    assert asked().get().record == specimen


def test_a_sweep_acts_as_the_system(specimen, system):
    assess_due(SWEEP)

    event = Event.objects.get(table_name="edc_query", row_id=asked().get().pk)
    assert (event.actor, event.role, event.channel) == (system, "SYSTEM", "TASK")


def test_sweeping_again_writes_nothing(specimen):
    assess_due(SWEEP)
    written = Event.objects.count()

    assess_due(SWEEP)

    assert Event.objects.count() == written
    assert due(SWEEP, timezone.now()) == []


def test_checks_are_swept_every_day(specimen, subject):
    assess_due(SWEEP)
    assess_due(SWEEP)

    assert due(SWEEP, timezone.now() + timedelta(days=1)) == [subject.pk]


def test_a_sweep_does_not_wait_for_a_person_at_work(committed, specimen):
    with psycopg.connect(committed.url) as person:
        person.execute("SELECT FROM edc_record WHERE id = %s FOR UPDATE", [specimen.pk])

        assess_due(SWEEP)

        assert not asked().exists()
        assert not Standing.objects.filter(purpose="SWEEP").exists()

    assess_due(SWEEP)
    assert asked().exists()
