"""The first documented remission before transplantation, and the days on which things change."""

from datetime import date, timedelta

import pytest

from edc.logic import Unknown
from mrd.week2 import Course, Marrow, next_look, remission_date
from tests.enrollment.paper import same
from trial.protocol import PARAMETERS

ANCHOR = date(2026, 1, 1)


def day(number):
    """The day so many days after the anchor."""
    return ANCHOR + timedelta(days=number)


LONG_AFTER = day(300)


def marrow(number, pcr="NEGATIVE", flow="NEGATIVE"):
    return Marrow(number, day(number), pcr, flow)


def found(*marrows, before=Unknown, today=LONG_AFTER, **events):
    return remission_date(marrows, Course(ANCHOR, **events), before, today, PARAMETERS)


def looked(*marrows, today):
    return next_look(marrows, Course(ANCHOR), today, PARAMETERS)


@pytest.mark.parametrize(("taken", "expected"), [(11, Unknown), (12, day(12)), (60, day(60))])
def test_remission_is_sought_from_the_first_day_of_the_window_on(taken, expected):
    assert same(found(marrow(taken)), expected)


def test_remission_is_reached_before_conditioning_starts():
    assert found(marrow(59), before=day(60)) == day(59)
    assert found(marrow(60), before=day(60)) is Unknown


@pytest.mark.parametrize("event", ["relapse", "other_therapy"])
def test_a_marrow_after_relapse_or_other_therapy_shows_none(event):
    assert found(marrow(40), **{event: day(40)}) == day(40)
    assert found(marrow(40), **{event: day(39)}) is Unknown


def test_a_positive_marrow_does_not_keep_a_later_one_from_showing_remission():
    assert found(marrow(14, pcr="POSITIVE"), marrow(40)) == day(40)


def test_of_a_pair_the_later_day_counts():
    assert found(marrow(30, flow="NOT_EVALUABLE"), marrow(33, pcr="NOT_EVALUABLE")) == day(33)
    assert found(marrow(30, flow="NOT_EVALUABLE"), marrow(34, pcr="NOT_EVALUABLE")) is Unknown


@pytest.mark.parametrize(
    ("first", "second", "last_day_awaited"),
    [(14, 16, 19 + 14), (19, 21, 19 + 14), (20, 22, 20 + 14)],
)
def test_an_awaited_half_is_replaced_only_after_its_deadline(first, second, last_day_awaited):
    pair = marrow(first, flow="PENDING"), marrow(second, pcr="POSITIVE")

    assert found(*pair, today=day(last_day_awaited)) is Unknown
    assert found(*pair, today=day(last_day_awaited + 1)) == day(second)


def test_a_marrow_may_borrow_from_an_earlier_one_whose_other_half_is_awaited():
    pair = marrow(30, flow="PENDING"), marrow(32, pcr="NOT_EVALUABLE")

    assert found(*pair, today=day(33)) == day(32)


def test_somebody_not_treated_is_never_in_remission():
    assert remission_date([marrow(14)], Course(), Unknown, LONG_AFTER, PARAMETERS) is Unknown


def test_the_next_look_is_the_day_after_the_window():
    assert looked(today=day(3)) == day(20)
    assert looked(today=day(19)) == day(20)
    assert looked(today=day(20)) is None


def test_awaited_results_are_looked_for_on_the_day_after_each_deadline():
    awaited = marrow(14, pcr="PENDING"), marrow(50, flow="PENDING"), marrow(60)

    assert looked(*awaited, today=day(20)) == day(34)
    assert looked(*awaited, today=day(34)) == day(65)
    assert looked(*awaited, today=day(65)) is None


def test_somebody_not_treated_is_looked_at_when_something_is_entered():
    assert next_look([], Course(), LONG_AFTER, PARAMETERS) is None
