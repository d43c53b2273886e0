"""Survival and estimates computed by the tasks: again and again without another word."""

import pytest
from celery import current_app

from edc.actions.entry import remove
from edc.models import Assessment, Result
from followup.tasks import assess, estimate
from tests.patients import correct, enter_up_to_week_two


@pytest.fixture
def sent(monkeypatch):
    """The names of the tasks that were asked for."""
    names = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **options: names.append(name))
    return names


@pytest.fixture
def records(committed, subject, lin, ines, sent):
    records = enter_up_to_week_two(subject, coordinator=lin, investigator=ines)
    sent.clear()
    return records


def newest(endpoint, population):
    results = Result.objects.filter(endpoint=endpoint, population=population)
    return results.order_by("-id").first().estimates[0]


def test_a_new_outcome_asks_for_the_estimates_once(records, sent):
    assess()
    assess()

    assert sent == ["followup.tasks.estimate"]


def test_every_subject_has_every_assessment(records, subject, shanghai_subject):
    assess()

    assert set(Assessment.objects.values_list("subject", "purpose")) == {
        (each.pk, purpose)
        for each in (subject, shanghai_subject)
        for purpose in ("WEEK2", "SURVIVAL", "STATE")
    }


def state():
    return Assessment.objects.filter(purpose="STATE").order_by("-id").first().outcome["state"]


def test_the_state_follows_the_records(records, lin, client):
    assess()
    assert state() == "MRD_REMISSION"

    correct(records["mrd_pcr"], "ratio_percent", "0.02", by=lin)
    assess()

    assert state() == "NO_MRD_REMISSION"
    client.force_login(lin)
    assert "No MRD remission at week 2" in client.get("/subjects/").content.decode()
    page = client.get("/subjects/S01-001/status/").content.decode()
    assert "not expected after “MRD remission, before HSCT”" in page


def test_a_correction_moves_the_estimate(records, lin):
    for ratio, responders in (("0.02", 0), ("0.005", 1)):
        correct(records["mrd_pcr"], "ratio_percent", ratio, by=lin)
        assess()

        estimate()

        assert newest("MRD", "ITT")["events"] == responders


def test_a_removed_enrolment_leaves_the_trial_without_anybody(records, ines):
    assess()
    estimate()
    remove(record=records["enrolment"], why="Of another patient", by=ines)
    assess()

    estimate()

    assert newest("MRD", "ITT")["n"] == 0
    assert newest("OS", "ALL_TRANSPLANTED")["n"] == 0


def test_estimating_twice_stores_nothing_twice(records):
    assess()
    estimate()
    stored = Result.objects.count()

    estimate()

    assert Result.objects.count() == stored == 15
