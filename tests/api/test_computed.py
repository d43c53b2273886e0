"""Assessments and results are the newest that were stored."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from edc.models import Assessment, Result
from tests.api.contract import assert_described
from tests.api.programs import text_of

NOON = datetime(2024, 4, 1, 4, tzinfo=UTC)


@pytest.fixture
def stans(program, stan):
    return program(stan)


@pytest.fixture
def assess(subject):
    """Store an outcome of S01-001, as the worker would."""

    def store(purpose, position, **outcome):
        return Assessment.objects.create(
            subject=subject,
            site=subject.site,
            purpose=purpose,
            definition="1",
            outcome=outcome,
            basis={},
            fingerprint=str(position),
            position=position,
            computed_at=NOON,
        )

    return store


@pytest.fixture
def result(db):
    """Store an estimate, as the worker would."""

    def store(endpoint, population, position, *estimates):
        return Result.objects.create(
            endpoint=endpoint,
            population=population,
            definition="1",
            method="exact",
            estimates=list(estimates),
            contributions=[],
            fingerprint=str(position),
            position=position,
            cutoff_date=date(2024, 4, 1),
            computed_at=NOON,
        )

    return store


def estimate(day, value):
    limits = {"se": None, "ci_low": None, "ci_high": 0.75}
    counts = {"n": 3, "events": 1, "at_risk": 2, "pending": 0, "supported": True}
    return {"day": day, "estimate": value, **counts, **limits}


def test_a_subject_has_its_newest_outcome_of_each_computation(stans, assess):
    assess("WEEK2", 5, week2_status="PENDING", in_itt=True)
    assess("WEEK2", 9, week2_status="REMISSION", in_itt=True, mrd_remission_date="2024-03-25")
    assess("SURVIVAL", 7, os_days=310, os_event=1, first_event="NRM")

    (row,) = stans.get("assessments/").json()["results"]

    assert (row["week2_status"], row["in_itt"]) == ("REMISSION", True)
    assert (row["mrd_remission_date"], row["os_days"], row["os_event"]) == ("2024-03-25", 310, 1)
    assert (row["first_event"], row["rfs_days"], row["position"]) == ("NRM", None, 9)
    assert row["computed_at"] == "2024-04-01T04:00:00.000000Z"


def test_a_subject_that_was_not_assessed_has_a_row_of_blanks(stans, subject):
    (row,) = stans.get("assessments/").json()["results"]

    assert (row["screening_id"], row["week2_status"], row["position"]) == (
        "S01-001",
        None,
        None,
    )


def test_assessments_come_in_pages(stans, subject, shanghai_subject):
    first = stans.get("assessments/", limit=1).json()
    second = stans.get(first["next"].removeprefix("/api/v1/")).json()

    rows = first["results"] + second["results"]
    assert [row["screening_id"] for row in rows] == ["S01-001", "S02-001"]
    assert second["next"] is None


def test_results_are_the_newest_of_each_endpoint_and_population(stans, result):
    result("OS", "WEEK2_REMISSION", 4, estimate(30, 0.9))
    result("OS", "WEEK2_REMISSION", 6, estimate(30, 0.8), estimate(365, 0.123456789012345))
    result("MRD", "ITT", 5, estimate(None, 0.5))

    rows = stans.get("results/").json()["results"]

    shown = [(row["endpoint"], row["population"], row["day"], row["estimate"]) for row in rows]
    assert shown == [
        ("MRD", "ITT", None, 0.5),
        ("OS", "WEEK2_REMISSION", 30, 0.8),
        ("OS", "WEEK2_REMISSION", 365, 0.123456789012345),
    ]
    assert (rows[0]["position"], rows[0]["cutoff_date"]) == (5, "2024-04-01")


def test_results_come_in_pages(stans, result):
    result("OS", "ALL_TRANSPLANTED", 6, *(estimate(day, 0.5) for day in (30, 100, 180)))

    first = stans.get("results/", limit=2).json()
    second = stans.get(first["next"].removeprefix("/api/v1/")).json()

    assert [row["day"] for row in first["results"] + second["results"]] == [30, 100, 180]


@pytest.mark.parametrize("path", ["assessments/", "results/"])
def test_the_answer_is_as_described(stans, assess, result, path):
    assess("WEEK2", 9, week2_status="REMISSION")
    result("MRD", "ITT", 5, estimate(None, 0.5))

    assert_described(stans.get(path), "GET", f"/api/v1/{path}")


def test_the_datasets_hold_the_same(stans, assess, result):
    assess("WEEK2", 9, week2_status="REMISSION", in_itt=True)
    result("MRD", "ITT", 5, estimate(None, 0.5))

    files = [text_of(stans.get(f"datasets/{name}.csv")) for name in ("assessments", "results")]

    assessed, estimated = (next(csv.DictReader(io.StringIO(text))) for text in files)
    assert (assessed["week2_status"], assessed["in_itt"]) == ("REMISSION", "true")
    assert (estimated["endpoint"], estimated["estimate"]) == ("MRD", "0.5")
