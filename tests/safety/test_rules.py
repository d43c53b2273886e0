"""Days on study treatment."""

from datetime import date

import pytest

from edc.logic import PartialDate, Unknown
from safety.rules import first_day_on_treatment, study_day
from tests.enrollment.paper import same

FIRST_DOSE = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 1, 10), 1),
        (date(2026, 1, 11), 2),
        (date(2026, 1, 9), -1),
        (date(2026, 1, 8), -2),
        (PartialDate("2026-01-10"), 1),
        (PartialDate("2026-01-09"), -1),
        (PartialDate("2026-01"), Unknown),
        (PartialDate("2026"), Unknown),
        (Unknown, Unknown),
    ],
)
def test_the_first_dose_is_on_day_1_and_no_day_is_day_0(day, number):
    assert same(study_day(day, FIRST_DOSE), number)


def test_without_a_first_dose_there_are_no_study_days():
    assert study_day(FIRST_DOSE, Unknown) is Unknown


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (date(2026, 1, 9), Unknown),
        (date(2026, 1, 10), FIRST_DOSE),
        (PartialDate("2026-01-09"), Unknown),
        (PartialDate("2026-01-12"), date(2026, 1, 12)),
        (PartialDate("2025-12"), Unknown),
        (PartialDate("2025"), Unknown),
        (PartialDate("2026-01"), FIRST_DOSE),
        (PartialDate("2026"), FIRST_DOSE),
        (PartialDate("2026-02"), date(2026, 2, 1)),
        (PartialDate("2027"), date(2027, 1, 1)),
        (Unknown, Unknown),
    ],
)
def test_a_start_counts_from_the_earliest_day_on_treatment_that_it_can_mean(start, day):
    assert same(first_day_on_treatment(start, FIRST_DOSE), day)


def test_without_a_first_dose_nothing_starts_on_treatment():
    assert first_day_on_treatment(PartialDate("2026-01"), Unknown) is Unknown
