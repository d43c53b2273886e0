"""Each check of the MRD specimen: a case that holds, one that fails, one with a value missing."""

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from edc.chart import PlaceInSchedule
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from mrd.checks.mrd_specimen import (
    collection_time_is_on_collection_date,
    inadequate_week2_marrow_is_repeated,
    marrow_is_the_first_pull,
    specimen_is_collected_in_life,
    specimen_is_received_after_collection,
    specimen_number_is_unused,
    specimen_reaches_the_laboratory_within_a_day,
    week2_marrow_is_collected,
    week2_specimen_is_inside_its_window,
    week2_specimen_is_marrow,
)
from mrd.models import MrdSpecimen
from tests.enrollment.paper import SHANGHAI, failing, january
from tests.mrd.paper import knowing, take

WEEK_2, SCREENING = PlaceInSchedule("C1D15", 1), PlaceInSchedule("SCR", 1)
NINE = datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI)
TEN = NINE.replace(hour=10)
MIDNIGHT = datetime(2026, 1, 15, 0, 0, tzinfo=SHANGHAI)

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_a_specimen_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(MrdSpecimen)}

    assert checks == {
        "SPC-001": (HARD, "specimen_id"),
        "SPC-002": (HARD, "collection_time"),
        "SPC-003": (HARD, "received_time"),
        "SPC-004": (SOFT, "collection_date"),
        "SPC-005": (SOFT, "specimen_type"),
        "SPC-006": (SOFT, "quality"),
        "SPC-007": (SOFT, "received_time"),
        "SPC-008": (SOFT, "first_pull"),
        "SPC-009": (HARD, "collection_date"),
        "SPC-010": (SOFT, "collected"),
    }


@pytest.mark.parametrize(
    ("number", "holds"), [("01-BM2", True), ("01-BM1", False), (Unknown, Unknown)]
)
def test_specimen_number_is_unused(number, holds):
    others = [SimpleNamespace(specimen_id="01-BM1"), SimpleNamespace(specimen_id="01-BM0")]

    assert specimen_number_is_unused(specimen_id=number, mrd_specimens=others) is holds


def test_a_specimen_without_a_number_is_no_duplicate():
    others = [SimpleNamespace(specimen_id=Unknown)]

    assert specimen_number_is_unused(specimen_id="01-BM1", mrd_specimens=others) is Unknown


@pytest.mark.parametrize(
    ("time", "holds"),
    [(MIDNIGHT, True), (MIDNIGHT.replace(day=14), False), (Unknown, Unknown)],
)
def test_collection_time_is_on_collection_date(time, holds):
    assert collection_time_is_on_collection_date(january(15), time) is holds


def test_the_day_of_a_collection_is_the_day_at_the_site():
    late_in_london = {"collection_date": january(16), "collection_time": "2026-01-15T17:30:00Z"}
    chart = knowing()

    specimen = take(chart, **late_in_london)

    assert failing(chart, specimen, beside="collection_time") == []


@pytest.mark.parametrize(
    ("received", "holds"), [(TEN, True), (NINE, True), (MIDNIGHT, False), (Unknown, Unknown)]
)
def test_specimen_is_received_after_collection(received, holds):
    assert specimen_is_received_after_collection(NINE, received) is holds


@pytest.mark.parametrize(
    ("visit", "inside", "holds"),
    [
        (WEEK_2, "Y", True),
        (WEEK_2, "N", False),
        (SCREENING, "N", True),
        (WEEK_2, Unknown, Unknown),
    ],
)
def test_week2_specimen_is_inside_its_window(visit, inside, holds):
    assert week2_specimen_is_inside_its_window(visit, inside) is holds


@pytest.mark.parametrize(
    ("visit", "specimen_type", "holds"),
    [
        (WEEK_2, "BM", True),
        (WEEK_2, "PB", False),
        (SCREENING, "PB", True),
        (WEEK_2, Unknown, Unknown),
    ],
)
def test_week2_specimen_is_marrow(visit, specimen_type, holds):
    assert week2_specimen_is_marrow(visit, specimen_type) is holds


@pytest.mark.parametrize(
    ("visit", "quality", "purpose", "inside", "holds"),
    [
        (WEEK_2, "INADEQUATE", "REPEAT", "Y", True),
        (WEEK_2, "INADEQUATE", "REPEAT", "N", False),
        (WEEK_2, "INADEQUATE", "SCHEDULED", "Y", False),
        (WEEK_2, "LIMITED", "SCHEDULED", "Y", True),
        (SCREENING, "INADEQUATE", "SCHEDULED", "N", True),
        (WEEK_2, "INADEQUATE", "REPEAT", Unknown, Unknown),
        (WEEK_2, Unknown, "SCHEDULED", "Y", Unknown),
    ],
)
def test_inadequate_week2_marrow_is_repeated(visit, quality, purpose, inside, holds):
    other = SimpleNamespace(purpose=purpose, in_week2_window=inside)

    assert inadequate_week2_marrow_is_repeated(visit, quality, [other]) is holds


def test_an_inadequate_week2_marrow_that_stands_alone_is_not_repeated():
    assert inadequate_week2_marrow_is_repeated(WEEK_2, "INADEQUATE", []) is False


@pytest.mark.parametrize(
    ("hours", "holds"), [(Decimal("24.0"), True), (Decimal("24.1"), False), (Unknown, Unknown)]
)
def test_specimen_reaches_the_laboratory_within_a_day(hours, holds):
    assert specimen_reaches_the_laboratory_within_a_day(hours) is holds


@pytest.mark.parametrize(
    ("first_pull", "holds"), [("Y", True), ("U", True), ("N", False), (Unknown, Unknown)]
)
def test_marrow_is_the_first_pull(first_pull, holds):
    assert marrow_is_the_first_pull(first_pull) is holds


@pytest.mark.parametrize(
    ("death", "holds"), [(january(15), True), (january(14), False), (Unknown, Unknown)]
)
def test_specimen_is_collected_in_life(death, holds):
    assert specimen_is_collected_in_life(january(15), death) is holds


@pytest.mark.parametrize(
    ("visit", "collected", "holds"),
    [
        (WEEK_2, "Y", True),
        (WEEK_2, "N", False),
        (SCREENING, "N", True),
        (WEEK_2, Unknown, Unknown),
    ],
)
def test_week2_marrow_is_collected(visit, collected, holds):
    assert week2_marrow_is_collected(visit, collected) is holds


def test_a_specimen_taken_after_death_is_queried_once():
    chart = knowing(death_date=january(10))

    specimen = take(chart, collection_date=january(15))

    assert failing(chart, specimen, beside="collection_date") == ["SPC-009"]


def test_a_specimen_number_used_twice_is_queried_once():
    chart = knowing()
    take(chart, specimen_id="01-BM240123")

    again = take(chart, specimen_id="01-BM240123")

    assert failing(chart, again, beside="specimen_id") == ["SPC-001"]
