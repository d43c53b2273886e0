"""What is due is a level: found again after any loss, stored once however often it is computed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import psycopg
import pytest
from celery import current_app
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from kombu.exceptions import OperationalError

from edc import charts, positions
from edc.actions import assessing, entry
from edc.actions.assessing import Purpose, assess_due, due
from edc.models import Assessment, Definition, Result, Standing
from followup.actions import PURPOSES, SURVIVAL, at_cutoff
from followup.actions import estimate as estimate_all
from mrd.actions import WEEK2
from tests.patients import correct, enter, enter_up_to_week_two, typed
from tests.stories import answers
from tests.waiting import in_background


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
    papers = [answers.BEFORE_ENROLMENT[0], *answers.DECISION]
    for form, visit, given in [*papers, *answers.AFTER_ENROLMENT[:3]]:
        enter(subject, form, given, by=ines, visit=visit)
    last_day = datetime.fromisoformat(f"{answers.day(19)}T12:00+08:00")

    assess_due(WEEK2, at=last_day)
    assert status() == "PENDING"
    assert due(WEEK2, last_day) == []

    next_day = last_day + timedelta(days=1)
    assert due(WEEK2, next_day) == [subject.pk]
    assess_due(WEEK2, at=next_day)
    assert status() == "NOT_EVALUABLE"


def test_estimates_are_stored_only_when_a_contribution_changes(records, lin):
    assess_due(WEEK2, SURVIVAL)

    first, second = estimate_all(), estimate_all()

    assert (first, second) == (15, 0)
    rate = Result.objects.get(endpoint="MRD", population="ITT").estimates[0]
    assert (rate["n"], rate["events"]) == (1, 1)


def test_another_definition_makes_everybody_due(records, subject, monkeypatch):
    assess_due(WEEK2)

    Standing.objects.update(definition="of an earlier protocol")

    assert due(WEEK2, timezone.now()) == [subject.pk]


def test_removing_what_changed_the_outcome_leads_back(records, subject, lin):
    assess_due(WEEK2)
    earlier = answers.day(13)
    taken = {"collection_date": earlier, "collection_time": f"{earlier} 09:30"}
    specimen = answers.SPECIMEN | taken | {"specimen_id": "01-BM0000"}
    wrong = [enter(subject, "mrd_specimen", specimen, by=lin, visit="UNS")]
    positive = answers.PCR | {"ratio_percent": "0.5", "bcr_abl_copies": "200"}
    wrong.append(enter(subject, "mrd_pcr", positive, by=lin, visit="UNS"))
    assess_due(WEEK2)
    assert status() == "NO_REMISSION"

    for record in reversed(wrong):
        entry.remove(record=record, why="Of another patient", by=lin)
    assess_due(WEEK2)

    assert status() == "REMISSION"


def test_an_assessment_keeps_what_it_was_found_from(records):
    assess_due(WEEK2)

    assessment = Assessment.objects.get()
    basis = assessment.basis

    pcr = records["mrd_pcr"]
    pcr.refresh_from_db()
    assert basis["records"]["mrd_pcr"] == [[pcr.pk, pcr.version]]
    assert basis["facts"]["week2_anchor_date"] == answers.day(0)
    rules = Definition.objects.get(name=assessment.definition)
    assert rules.parameters["mrd"]["pcr_threshold_percent"] == "0.01"


def bases():
    return {a.purpose: a.basis | {"after": None} for a in Assessment.objects.order_by("id")}


def test_what_is_computed_together_is_kept_as_if_computed_apart(records, monkeypatch):
    for purpose in PURPOSES:
        assess_due(purpose)
    apart = bases()
    monkeypatch.setattr(Purpose, "definition", "of a later protocol")

    assess_due(*PURPOSES)

    assert Assessment.objects.count() == 6
    assert bases() == apart


def test_what_several_computations_read_is_read_once(records):
    with CaptureQueriesContext(connection) as one:
        assess_due(SURVIVAL)
    Standing.objects.all().delete()

    with CaptureQueriesContext(connection) as three:
        assess_due(*PURPOSES)

    def readings(queries):
        return sum("edc_record r LEFT JOIN edc_visit" in query["sql"] for query in queries)

    assert readings(one) == readings(three)


def test_only_what_is_due_is_computed_of_a_subject(records):
    assess_due(WEEK2)
    judged = []

    def noting(purpose):
        return replace(purpose, judge=lambda chart: (judged.append(purpose.name), None))

    assess_due(*map(noting, PURPOSES))

    assert judged == ["SURVIVAL", "STATE"]


def test_rules_are_kept_once_with_every_number_they_used(records, subject, shanghai_subject):
    assess_due(WEEK2)

    [rules] = Definition.objects.all()
    assert Assessment.objects.filter(definition=rules.name).count() == 2


def test_a_draft_is_named_in_the_basis_with_its_state(records, subject, lin):
    begun = entry.Place(subject, ("UNS", 1), "mrd_specimen", 1)
    draft = entry.save(place=begun, typed=typed({"collected": "Y"}), by=lin).record

    assess_due(WEEK2)

    specimens = Assessment.objects.get().basis["records"]["mrd_specimen"]
    assert [draft.pk, draft.version, "DRAFT"] in specimens


def test_a_subject_that_cannot_be_computed_does_not_hold_up_the_others(
    committed, subject, shanghai_subject, caplog
):
    def judge(chart):
        return WEEK2.judge(chart) if chart.subject == subject else 1 / 0

    broken = replace(WEEK2, judge=judge)

    assess_due(broken)

    assert list(Assessment.objects.values_list("subject", flat=True)) == [subject.pk]
    assert due(broken, timezone.now()) == [shanghai_subject.pk]
    assert f"WEEK2 of subject {shanghai_subject.pk} failed" in caplog.text


def test_a_subject_in_another_workers_hand_is_left_to_it(committed, subject, shanghai_subject):
    with psycopg.connect(committed.url) as other_worker:
        other_worker.execute("SELECT pg_advisory_lock(hashtext('WEEK2'), %s::int)", [subject.pk])

        assess_due(WEEK2)

    assert list(Assessment.objects.values_list("subject", flat=True)) == [shanghai_subject.pk]
    assert due(WEEK2, timezone.now()) == [subject.pk]


def test_a_subject_that_another_worker_has_followed_meanwhile_is_left_to_it(
    committed, subject, monkeypatch
):
    def followed_by_another(purposes, at):
        found = listed(purposes, at)
        monkeypatch.setattr(assessing, "_due", listed)
        assess_due(*purposes, at=at)
        return found

    listed = assessing._due
    monkeypatch.setattr(assessing, "_due", followed_by_another)
    judged = []

    assess_due(replace(WEEK2, judge=lambda chart: (judged.append(chart.subject), None)))

    assert judged == [subject]


def test_a_population_that_is_empty_again_has_a_new_result(records, lin):
    for _ in range(2):
        estimate_all()
        assess_due(WEEK2)
    estimate_all()
    entry.remove(record=records["mrd_flow"], why="Of another patient", by=lin)
    assess_due(WEEK2)

    estimate_all()

    results = Result.objects.filter(endpoint="MRD", population="EVALUABLE").order_by("id")
    assert [result.estimates[0]["n"] for result in results] == [0, 1, 0]


def test_a_result_names_the_assessment_of_each_subject(records, subject):
    assess_due(WEEK2)
    estimate_all()

    [contribution] = Result.objects.get(endpoint="MRD", population="ITT").contributions

    assert contribution["subject_id"] == subject.pk
    assert contribution["assessment_id"] == Assessment.objects.get().pk
    assert contribution["week2_status"] == "REMISSION"


def test_estimating_is_left_to_the_worker_that_does_it(committed, subject):
    with psycopg.connect(committed.url) as other_worker:
        other_worker.execute("SELECT pg_advisory_lock(hashtext('estimates'))")

        assert estimate_all() == 0
        other_worker.execute("SELECT pg_advisory_unlock(hashtext('estimates'))")

    assert estimate_all() == 15


def test_a_cut_off_ignores_what_came_after_it(records):
    before_the_marrow = date.fromisoformat(answers.day(13))

    results = {(r.endpoint, r.population): r for r in at_cutoff(before_the_marrow)}

    rate = results["MRD", "ITT"]
    assert (rate.estimates[0]["n"], rate.estimates[0]["pending"]) == (0, 1)
    assert rate.cutoff_date == before_the_marrow
    assert not Result.objects.exists()


def test_a_cut_off_sees_everybody_as_they_stood_at_one_moment(records, lin, monkeypatch):
    load = charts.load_sparsely

    def load_while_somebody_writes(*asked, **options):
        in_background(lambda: correct(records["mrd_pcr"], "ratio_percent", "0.02", by=lin)).join()
        return load(*asked, **options)

    monkeypatch.setattr(charts, "load_sparsely", load_while_somebody_writes)

    results = {(r.endpoint, r.population): r for r in at_cutoff(date(2100, 1, 1))}

    assert results["MRD", "ITT"].estimates[0]["events"] == 1
    records["mrd_pcr"].refresh_from_db()
    assert str(records["mrd_pcr"].mrdpcr.ratio_percent) == "0.02"


def test_a_broker_that_is_down_fails_nobody(committed, monkeypatch, caplog):
    def refuse(*args, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(current_app, "send_task", refuse)

    assessing.nudge()

    assert "the next round of beat finds the work" in caplog.text


def test_what_was_written_while_it_was_computed_is_not_stored_but_stays_due(records, subject, lin):
    def judge(chart):
        correct(records["mrd_pcr"], "ratio_percent", "0.02", by=lin)
        return WEEK2.judge(chart)

    assess_due(replace(WEEK2, judge=judge))

    assert not Assessment.objects.filter(purpose="WEEK2", subject=subject).exists()
    assert due(WEEK2, timezone.now()) == [subject.pk]
