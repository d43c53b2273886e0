"""The list of serious events whose initial report is missing or late."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from edc.actions.entry import remove
from safety.overdue import Timeliness, waiting
from tests.patients import enter
from tests.safety.papers import EVENT, REPORT, draft

AWARE = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)  # 08:00 in Beijing
LATER = AWARE + timedelta(hours=24, minutes=31)

IN_TIME = REPORT | {"report_date": "2026-03-02", "report_time": "2026-03-03 08:00"}


def listed(user, now=LATER):
    return [(one.timeliness, one.minutes) for one in waiting(user, now)]


@pytest.fixture
def event(subject, lin):
    return enter(subject, "adverse_event", EVENT, by=lin)


def test_an_event_without_a_report_waits(event, lin):
    assert listed(lin) == [(Timeliness.NOT_BEGUN, None)]


def test_an_event_that_is_a_draft_waits_too(subject, lin):
    draft(subject, "adverse_event", EVENT, by=lin)

    assert listed(lin) == [(Timeliness.NOT_BEGUN, None)]


@pytest.mark.parametrize(
    ("passed", "found"),
    [
        (timedelta(hours=24), (Timeliness.RUNNING, 0)),
        (timedelta(hours=24, minutes=31), (Timeliness.OVERDUE, 31)),
    ],
)
def test_a_draft_with_awareness_starts_the_clock(event, subject, lin, passed, found):
    draft(subject, "sae", REPORT, by=lin)

    assert listed(lin, AWARE + passed) == [found]


def test_a_report_made_late_stays_on_the_list(event, subject, lin):
    enter(subject, "sae", REPORT, by=lin)

    (one,) = waiting(lin, LATER)

    assert (one.timeliness, one.minutes, one.late_by) == (Timeliness.LATE, 30, "0 h 30 min")


def test_a_report_made_in_time_is_off_the_list(event, subject, lin):
    enter(subject, "sae", IN_TIME, by=lin)

    assert listed(lin) == []


def test_a_report_of_unknown_awareness_cannot_be_judged(event, subject, lin):
    enter(subject, "sae", REPORT | {"aware_time": ""}, by=lin)

    assert listed(lin) == [(Timeliness.UNTIMED, None)]


def test_a_report_that_was_removed_is_none(event, subject, lin):
    removed = enter(subject, "sae", IN_TIME, by=lin)

    remove(record=removed, why="Entered for another person", by=lin)

    assert listed(lin) == [(Timeliness.NOT_BEGUN, None)]


def test_an_event_that_was_removed_does_not_wait(event, lin):
    remove(record=event, why="Entered for another person", by=lin)

    assert listed(lin) == []


def test_an_event_that_is_not_serious_does_not_wait(event, subject, lin):
    mild = {name: value for name, value in EVENT.items() if not name.startswith("crit_")}
    enter(subject, "adverse_event", mild | {"ae_number": "2", "serious": "N"}, by=lin, line=2)

    assert [one.reporting.ae_number for one in waiting(lin, LATER)] == [1]


def test_the_longest_overdue_comes_first(event, subject, lin):
    second = EVENT | {"ae_number": "2"}
    enter(subject, "adverse_event", second, by=lin, line=2)
    enter(subject, "adverse_event", EVENT | {"ae_number": "3"}, by=lin, line=3)
    earlier = {"ae_number": "3", "aware_time": "2026-03-01 08:00"}
    draft(subject, "sae", REPORT, by=lin)
    draft(subject, "sae", REPORT | earlier, by=lin, line=2)

    assert [one.reporting.ae_number for one in waiting(lin, LATER)] == [3, 1, 2]


def test_shanghai_does_not_learn_of_beijings_events(event, zhao, dana):
    assert waiting(zhao, LATER) == []
    assert len(waiting(dana, LATER)) == 1


def test_the_page_says_since_when_and_how_late_in_the_time_of_the_site(client, event, subject, lin):
    enter(subject, "sae", REPORT, by=lin)
    client.force_login(lin)

    page = client.get(reverse("overdue")).content.decode()

    for shown in (
        "S01-001",
        "Febrile neutropenia",
        "2026-03-02 08:00+08:00",
        "2026-03-03 08:00+08:00",
        "2026-03-03 08:30+08:00",
        "0 h 30 min",
    ):
        assert shown in page


def test_the_page_of_who_has_nothing_to_report_says_so(client, event, zhao):
    client.force_login(zhao)

    page = client.get(reverse("overdue")).content.decode()

    assert "Every serious event was reported in time." in page
    assert "S01-001" not in page


def test_the_page_is_of_this_moment(client, event, subject, lin):
    aware = timezone.now() - timedelta(hours=25)
    told = {"aware_time": aware.strftime("%Y-%m-%d %H:%MZ")}
    draft(subject, "sae", REPORT | told, by=lin)
    client.force_login(lin)

    assert '<td class="text-end">1 h ' in client.get(reverse("overdue")).content.decode()
