"""What the page of results says of the stored results, beside the estimates themselves."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from edc.models import Result
from followup import estimates, reports

TODAY = date(2026, 6, 1)
POPULATION = "ALL_TRANSPLANTED"


def contribution(subject, days, first_event="CENSORED", *, is_disputed=False):
    died, failed = first_event == "NRM", first_event != "CENSORED"
    times = {"os_days": days, "os_event": died, "rfs_days": days, "rfs_event": failed}
    return {
        "subject_id": subject.pk,
        "hsct_d0": "2025-01-10",
        "first_event": first_event,
        "died_of_relapse_unrecorded": is_disputed,
        **times,
    }


@pytest.fixture
def results(subject, shanghai_subject):
    """One alive after a year; one dead of a relapse that nobody recorded."""
    own = [
        contribution(subject, 400),
        contribution(shanghai_subject, 90, "NRM", is_disputed=True),
    ]
    for endpoint in estimates.ENDPOINTS:
        Result.objects.create(
            endpoint=endpoint,
            population=POPULATION,
            definition="of this test",
            method=estimates.method(endpoint),
            estimates=estimates.over_time(endpoint, own),
            contributions=own,
            fingerprint="of this test",
            position=1,
            computed_at=timezone.now(),
        )


def test_everybody_is_counted_where_they_are_after_one_year(results):
    counts = {status.value: count for status, count in reports.one_year(POPULATION, TODAY)}

    assert counts == {"ALIVE": 1, "DIED": 1, "NOT_YET": 0, "LOST": 0}


def test_who_died_of_an_unrecorded_relapse_is_named(results, shanghai_subject):
    assert reports.disputed_deaths(POPULATION) == [shanghai_subject]


def test_before_the_first_result_there_is_nothing_to_say(db):
    assert reports.disputed_deaths(POPULATION) == []
    assert [count for _, count in reports.one_year(POPULATION, TODAY)] == [0, 0, 0, 0]


def test_the_page_tells_counts_disputes_and_how_far_follow_up_reaches(results, client, stan):
    client.force_login(stan)

    page = client.get(reverse("results"), {"population": POPULATION}).content.decode()

    assert "Alive at one year: 1 · Died by one year: 1" in page
    assert "no relapse is on record: S02-001" in page
    assert "not yet reached (follow-up until day 400)" in page
