"""What is due is a level: found again after any loss, stored once however often it is computed."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from edc import positions
from edc.actions.assessing import assess_due, due
from edc.models import Assessment, Result, Standing
from followup.actions import SURVIVAL
from followup.actions import estimate as estimate_all
from mrd.actions import WEEK2
from tests.patients import correct, enter, enter_up_to_week_two
from tests.stories import answers


@pytest.fixture
def records(committed, subject, lin, ines):
    return enter_up_to_week_two(subject, coordinator=lin, investigator=ines)


def status():
    newest = Assessment.objects.filter(purpose="WEEK2").order_by("-id").first()
    return newest.outcome["week2_status"]


def test_two_negative_halves_are_a_remission(records):
    assess_due(WEEK2)

    assert status() == "REMISSION"


def test_a_corrected_half_turns_the_result_back_and_again(records, lin):
    assess_due(WEEK2)
    for value, expected in (("0.02", "NO_REMISSION"), ("0.005", "REMISSION")):
        correct(records["mrd_pcr"], "ratio_percent", value, by=lin)
        assess_due(WEEK2)

        assert status() == expected

    assert Assessment.objects.filter(purpose="WEEK2").count() == 3


def test_computing_again_stores_nothing(records):
    assess_due(WEEK2)
    Standing.objects.all().update(through=0)

    assess_due(WEEK2)

    assert Assessment.objects.filter(purpose="WEEK2").count() == 1


def test_a_change_that_changes_no_outcome_is_followed_but_not_stored(records, lin):
    assess_due(WEEK2)
    correct(records["mrd_pcr"], "lab_name", "Another laboratory", by=lin)
    positions.newest()
    assert due(WEEK2, timezone.now())

    assess_due(WEEK2)

    assert Assessment.objects.filter(purpose="WEEK2").count() == 1
    assert not due(WEEK2, timezone.now())


def test_a_subject_without_news_is_not_due(records):
    assess_due(WEEK2)

    assert due(WEEK2, timezone.now()) == []


def test_a_window_that_passes_changes_the_status_on_its_day(committed, subject, lin, ines):
    papers = [answers.BEFORE_ENROLMENT[0], ("enrolment", "SCR", answers.ENROLMENT)]
    for form, visit, given in [*papers, *answers.AFTER_ENROLMENT[:3]]:
        enter(subject, form, given, by=ines, visit=visit)
    last_day = datetime.fromisoformat(f"{answers.day(19)}T12:00+08:00")

    assess_due(WEEK2, last_day)
    assert status() == "PENDING"
    assert due(WEEK2, last_day) == []

    next_day = last_day + timedelta(days=1)
    assert due(WEEK2, next_day) == [subject.pk]
    assess_due(WEEK2, next_day)
    assert status() == "NOT_EVALUABLE"


def test_estimates_are_stored_only_when_a_contribution_changes(records, lin):
    assess_due(WEEK2)
    assess_due(SURVIVAL)

    first, second = estimate_all(), estimate_all()

    assert (first, second) == (15, 0)
    rate = Result.objects.get(endpoint="MRD", population="ITT").estimates[0]
    assert (rate["n"], rate["events"]) == (1, 1)


def test_another_definition_makes_everybody_due(records, subject, monkeypatch):
    assess_due(WEEK2)

    Standing.objects.update(definition="of an earlier protocol")

    assert due(WEEK2, timezone.now()) == [subject.pk]
