"""Queries of checks and of people: who asks, who answers, what settles them."""

import pytest
from django.core.exceptions import PermissionDenied

from edc.actions import entry, queries
from edc.actions.queries import NothingSaid, NotNow
from edc.models import Query, QueryStep
from tests.patients import correct, enter, enter_up_to_week_two
from tests.stories import answers

FEW_COPIES = answers.PCR | {"control_copies": "9000", "ratio_percent": "0.005"}


@pytest.fixture
def pcr(subject, lin):
    """A PCR result with too few control copies, complete."""
    enter(subject, "mrd_specimen", answers.SPECIMEN, by=lin, visit="C1D15")
    return enter(subject, "mrd_pcr", FEW_COPIES, by=lin, visit="C1D15")


@pytest.fixture
def asked(pcr):
    """The query that PCR-005 raised."""
    return Query.objects.get(check_id="PCR-005")


def state(query):
    query.refresh_from_db()
    return query.state


def test_a_check_that_fails_asks_the_site(asked):
    assert (asked.state, asked.question) == ("OPEN", "control_copies")


def test_a_query_of_a_check_closes_by_itself_when_the_check_holds(asked, pcr, lin):
    correct(pcr, "control_copies", "45000", by=lin)

    assert state(asked) == "CLOSED"
    assert list(asked.steps.values_list("act", flat=True)) == ["RAISED", "CLOSED"]


def test_it_opens_again_when_the_check_fails_again(asked, pcr, lin):
    correct(pcr, "control_copies", "45000", by=lin)

    correct(pcr, "control_copies", "9000", by=lin)

    assert state(asked) == "OPEN"


def test_a_value_confirmed_as_correct_is_not_asked_about_again(asked, pcr, lin, mona):
    queries.answer(query=asked, text="Checked: the copies are right", by=lin)
    queries.close(query=asked, by=mona)

    correct(pcr, "lab_name", "Another laboratory", by=lin)

    assert state(asked) == "CLOSED"


def test_a_confirmed_query_opens_again_when_a_value_it_reads_changes(asked, pcr, lin, mona):
    queries.answer(query=asked, text="Checked: the copies are right", by=lin)
    queries.close(query=asked, by=mona)

    correct(pcr, "control_copies", "8000", by=lin)

    assert state(asked) == "OPEN"


def test_a_change_on_another_form_asks_too(subject, lin, ines):
    records = enter_up_to_week_two(subject, coordinator=lin, investigator=ines)
    assert not Query.objects.filter(check_id="ENR-004").exists()

    entry.remove(record=records["ino_infusion"], why="Entered twice", by=lin)
    correct(records["olverembatinib_period"], "start_date", answers.day(20), by=lin)

    asked = Query.objects.get(check_id="ENR-004", state="OPEN")
    assert asked.record == records["enrolment"]


def test_a_removed_record_is_asked_nothing(asked, pcr, lin):
    entry.remove(record=pcr, why="Wrong patient", by=lin)

    assert state(asked) == "CLOSED"


def test_a_person_asks_in_words(pcr, mona):
    with pytest.raises(NothingSaid):
        queries.raise_query(record=pcr, question="ratio_percent", text="  ", by=mona)


def test_an_answered_query_waits_for_who_asked(asked, lin):
    queries.answer(query=asked, text="Looked it up", by=lin)

    with pytest.raises(NotNow):
        queries.answer(query=asked, text="Once more", by=lin)


def test_a_coordinator_closes_no_query(asked, lin):
    with pytest.raises(PermissionDenied):
        queries.close(query=asked, by=lin)


def test_a_monitor_of_another_site_closes_no_query(asked, mark):
    with pytest.raises(PermissionDenied):
        queries.close(query=asked, by=mark)


def test_every_step_is_kept(asked, lin, mona):
    queries.answer(query=asked, text="Right as it is", by=lin)
    queries.reopen(query=asked, text="Which lot?", by=mona)
    queries.answer(query=asked, text="Lot 7", by=lin)
    queries.close(query=asked, by=mona)

    steps = QueryStep.objects.filter(query=asked).values_list("act", "by__username", "text")
    assert [act for act, _, _ in steps] == ["RAISED", "ANSWERED", "REOPENED", "ANSWERED", "CLOSED"]
    assert ("REOPENED", "mona", "Which lot?") in steps
