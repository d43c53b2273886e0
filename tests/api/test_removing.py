"""A record is removed with a reason, and stays visible."""

import pytest

from edc.models import Event
from tests.api.programs import PCR


def test_a_removed_record_stays_visible(feed, pcr):
    response = feed.delete(PCR, {"reason": "Another patient's report"})

    assert (response.status_code, response.json()["state"]) == (200, "REMOVED")
    assert feed.get(PCR).json()["answers"]["ratio_percent"] == "0.0050"


def test_the_trail_keeps_the_reason(feed, pcr):
    feed.delete(PCR, {"reason": "Another patient's report"})

    event = Event.objects.filter(table_name="edc_record", operation="UPDATE").latest("id")
    assert event.reasons["state"] == "Another patient's report"


@pytest.mark.parametrize("reason", ["", "  ", "\u3000\u200b\ufeff"])
def test_spaces_are_no_reason_to_remove(feed, pcr, reason):
    response = feed.delete(PCR, {"reason": reason})

    assert response.status_code == 422
    assert feed.get(PCR).json()["state"] == "DRAFT"


@pytest.mark.parametrize("body", [{}, {"reason": None}, {"reason": 5}, {"reason": "a\0b"}])
def test_a_removal_says_why(feed, pcr, body):
    assert feed.delete(PCR, body).status_code == 400


def test_a_record_that_changed_since_is_not_removed(feed, pcr):
    response = feed.delete(PCR, {"reason": "Another patient's report", "version": 1})

    assert (response.status_code, response.json()["version"]) == (409, 2)
    assert feed.get(PCR).json()["state"] == "DRAFT"


def test_nothing_is_entered_in_a_removed_record(feed, pcr):
    feed.delete(PCR, {"reason": "Another patient's report"})

    response = feed.patch(PCR, {"answers": {"lab_name": "Central"}, "version": 3})

    assert (response.status_code, response.json()["error"]) == (409, "removed")


def test_a_record_is_removed_once(feed, pcr):
    answers = [feed.delete(PCR, {"reason": "Another patient's report"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 409]


def test_who_may_not_enter_may_not_remove(program, mona, pcr):
    response = program(mona).delete(PCR, {"reason": "Not verified"})

    assert response.status_code == 403
