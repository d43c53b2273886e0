"""The doses of inotuzumab ozogamicin after holds for toxicity: left out, lowered, or no more."""

import pytest

from tests.dosing.watching import asked, cycle, day, infused, left_out, on_ino, plan, subject
from tests.enrollment.paper import failing

LEFT_OUT, TWO_WEEKS, FOUR_WEEKS = (f"DOSE-INO-0{row}" for row in (4, 5, 6))


def late_by(days_late, *, reason="AE_HEP", change=("DELAYED",)):
    """The second infusion so many days after its day of the cycle."""
    chart = on_ino(0)
    infused(chart, 7 + days_late, planned="D8", change=change, modification_reason=reason)
    return chart


@pytest.mark.parametrize(("days_late", "places"), [(6, []), (7, [1]), (8, [1])])
def test_a_dose_held_for_7_days_within_a_cycle_is_left_out(days_late, places):
    assert asked(late_by(days_late), LEFT_OUT) == places


@pytest.mark.parametrize(
    ("reason", "change", "places"),
    [
        ("IR", ("DELAYED",), [1]),
        ("AE_OTH", ("DELAYED", "REDUCED"), [1]),
        ("SUPPLY", ("DELAYED",), []),
        (None, ("DELAYED",), []),
        ("AE_HEP", ("REDUCED",), []),
    ],
)
def test_only_a_hold_for_toxicity_leaves_a_dose_out(reason, change, places):
    assert asked(late_by(9, reason=reason, change=change), LEFT_OUT) == places


def test_days_that_the_infusion_before_requires_are_no_hold():
    chart = on_ino(0)
    delayed = {"change": ("DELAYED",), "modification_reason": "AE_HEP"}
    infused(chart, 13, planned="D8", **delayed)
    infused(chart, 25, planned="D15", **delayed)
    longer = on_ino(0)
    infused(longer, 13, planned="D8", **delayed)
    infused(longer, 26, planned="D15", **delayed)

    assert asked(chart, LEFT_OUT) == []
    assert asked(longer, LEFT_OUT) == [2]


def test_a_dose_to_be_left_out_is_not_asked_about_its_window_too():
    chart = late_by(9)
    _, late = chart.records["ino_infusion"]

    assert failing(chart, late, beside="infusion_date") == [LEFT_OUT]


def two_cycles(second_start, *, dose, delay_reason="AE_HEP", regimen="LABEL_CR", **header):
    """A full first cycle, and a second one, delayed when a reason is given."""
    chart = on_ino(0, 7, 14, regimen=regimen)
    delay = {"delayed": "Y", "delay_reason": delay_reason} if delay_reason else {"delayed": "N"}
    cycle(chart, 2, second_start, **delay | header)
    infused(chart, second_start, number=2, dose=dose)
    return chart


@pytest.mark.parametrize(
    ("second_start", "dose", "places"),
    [
        (41, "0.5", []),
        (42, "0.5", [3]),
        (42, "0.375", []),
        (42, "0.393", []),
        (42, "0.394", [3]),
    ],
    ids=["13 days", "14 days", "a quarter less", "within 5 %", "beyond 5 %"],
)
def test_after_a_cycle_held_for_14_days_the_dose_is_a_quarter_less(second_start, dose, places):
    assert asked(two_cycles(second_start, dose=dose), TWO_WEEKS) == places


@pytest.mark.parametrize("reason", ["SUPPLY", "PATIENT", None])
def test_a_cycle_delayed_for_another_reason_keeps_its_dose(reason):
    assert asked(two_cycles(60, dose="0.5", delay_reason=reason), TWO_WEEKS) == []


def test_of_a_regimen_that_is_not_tabled_no_quarter_can_be_told():
    assert asked(two_cycles(60, dose="0.5", regimen="OTHER"), TWO_WEEKS) == []


@pytest.mark.parametrize(
    ("regimen", "dose", "places"),
    [
        ("LABEL_INDUCTION", "0.394", [2]),
        ("LABEL_INDUCTION", "0.375", []),
        ("LOW_MRD", "0.3", [2]),
        ("LOW_MRD", "0.225", []),
    ],
)
def test_the_quarter_is_taken_off_the_regimen_of_the_cycle(regimen, dose, places):
    chart = subject()
    plan(chart, regimen)
    cycle(chart, 1, 0)
    infused(chart, 0, dose="0.6")
    left_out(chart)
    cycle(chart, 2, 42, delayed="Y", delay_reason="AE_HEP")
    infused(chart, 42, number=2, dose=dose)

    assert asked(chart, TWO_WEEKS) == places


def test_a_hold_lasts_from_the_first_dose_left_out_to_the_late_one():
    chart = subject()
    plan(chart, "LABEL_CR")
    cycle(chart, 1, 0)
    infused(chart, 0)
    left_out(chart, planned="D8")
    left_out(chart, planned="D15")
    cycle(chart, 2, 30, delayed="Y", delay_reason="AE_HEP")
    infused(chart, 30, number=2)

    (hold,) = chart.fact("ino_holds")

    assert (hold.since, hold.days) == (day(7), 23)
    assert asked(chart, TWO_WEEKS) == [3]
    assert asked(chart, FOUR_WEEKS) == []


def test_a_hold_certainly_lasts_to_the_last_dose_left_out_when_the_next_came_in_time():
    chart = subject()
    plan(chart, "LABEL_CR")
    cycle(chart, 1, 0)
    infused(chart, 0)
    left_out(chart, planned="D8")
    left_out(chart, planned="D15")
    cycle(chart, 2, 28, delayed="N")
    infused(chart, 28, number=2)

    (hold,) = chart.fact("ino_holds")

    assert hold.days == 7
    assert asked(chart, TWO_WEEKS) == []


def test_doses_left_out_for_another_reason_are_no_hold():
    chart = subject()
    cycle(chart, 1, 0)
    infused(chart, 0)
    left_out(chart, planned="D8", reason="PATIENT")
    left_out(chart, planned="D15", reason="SUPPLY")
    cycle(chart, 2, 60, delayed="N")
    infused(chart, 60, number=2)

    assert chart.fact("ino_holds") == []


def test_a_dose_held_within_a_cycle_lowers_those_of_the_next():
    chart = on_ino(0, 7)
    late = {"change": ("DELAYED",), "modification_reason": "AE_HEP"}
    infused(chart, 28, planned="D15", **late)
    cycle(chart, 2, 35, delayed="N")
    infused(chart, 35, number=2)

    assert asked(chart, TWO_WEEKS) == [3]


def three_cycles(*, third=(("D1", 0), ("D8", 7), ("D15", 14)), delayed="Y"):
    """Two holds of three weeks, each before a cycle; the third cycle as given."""
    chart = two_cycles(49, dose="0.375")
    cycle(chart, 3, 98, delayed=delayed, delay_reason="AE_HEP")
    for planned, on in third:
        infused(chart, 98 + on, number=3, planned=planned, dose="0.375")
    return chart


def test_after_a_second_long_hold_a_cycle_has_two_doses():
    assert asked(three_cycles(), TWO_WEEKS) == [6]
    assert asked(three_cycles(third=(("D1", 0), ("D8", 7))), TWO_WEEKS) == []
    assert asked(three_cycles(delayed="N"), TWO_WEEKS) == []


def test_after_a_third_long_hold_nothing_is_given():
    chart = three_cycles(third=(("D1", 0), ("D8", 7)))
    cycle(chart, 4, 147, delayed="Y", delay_reason="AE_HEP")
    infused(chart, 147, number=4, dose="0.2")

    assert asked(chart, TWO_WEEKS) == [6]


@pytest.mark.parametrize(("second_start", "places"), [(56, []), (57, [3])])
def test_a_hold_of_more_than_28_days_asks_whether_to_go_on(second_start, places):
    assert asked(two_cycles(second_start, dose="0.375"), FOUR_WEEKS) == places
