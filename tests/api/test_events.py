"""The feed of events: each once, in order, whatever else is being written meanwhile."""

import psycopg
import pytest

from tests.api.contract import assert_described
from tests.api.programs import PCR, SUBJECT, text_of


@pytest.fixture
def danas(program, dana):
    """Dana's program, which follows the feed."""
    return program(dana)


def follow(program, limit=7):
    """Every event, page by page."""
    path, events = f"events/?limit={limit}", []
    while path:
        page = program.get(path).json()
        events += page["results"]
        path = page["next"] and page["next"].removeprefix("/api/v1/")
    return events


def test_the_feed_gives_every_event_once_without_a_gap(committed, danas, complete_pcr):
    events = follow(danas)

    assert [event["position"] for event in events] == list(range(1, len(events) + 1))
    assert len({event["event"] for event in events}) == len(events)


def test_a_program_goes_on_where_it_stopped(committed, danas, feed, complete_pcr):
    reached = danas.get("events/").json()["position"]
    feed.delete(PCR, {"reason": "Another patient"})

    later = danas.get("events/", after=reached).json()["results"]

    assert min(event["position"] for event in later) == reached + 1
    (removal,) = (event for event in later if event["new"].get("state") == "REMOVED")
    assert removal["reasons"]["state"] == "Another patient"


def test_an_event_waits_for_the_transactions_before_it(committed, danas, feed, subject):
    with psycopg.connect(committed.url) as slow:
        slow.execute("SELECT pg_current_xact_id()")
        feed.patch(f"{SUBJECT}forms/death/1/", {"answers": {"death_date": "2024-05-01"}})
        waiting = follow(danas)
        slow.rollback()

    done = follow(danas)

    assert "death" not in {event["table"] for event in waiting}
    assert "death" in {event["table"] for event in done}
    assert done[: len(waiting)] == waiting


def test_numbers_keep_their_digits_in_the_feed(committed, danas, pcr):
    assert '"ratio_percent": 0.0050' in text_of(danas.get("events/"))


def test_an_event_is_as_described(committed, danas, complete_pcr):
    assert_described(danas.get("events/"), "GET", "/api/v1/events/")


def test_the_feed_is_empty_where_nothing_follows(committed, danas, subject):
    reached = danas.get("events/").json()["position"]

    page = danas.get("events/", after=reached).json()

    assert page == {"next": None, "position": reached, "results": []}
