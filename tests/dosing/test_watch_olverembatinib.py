"""The dose of olverembatinib and what is measured: liver, QTcF, pressure, lipids, urine."""

from decimal import Decimal

import pytest

from tests.dosing.watching import (
    asked,
    day,
    ecg,
    event,
    liver,
    pauses,
    pressure,
    stops,
    subject,
    takes,
)
from tests.enrollment.laboratory import chemistry

LIVER, INJURY = "DOSE-OLV-04", "DOSE-OLV-05"
QTCF, PRESSURE, LIPIDS = "DOSE-OLV-08", "DOSE-OLV-09", "DOSE-OLV-10"
PROTEINURIA = LIPIDS


def on_olverembatinib():
    chart = subject()
    takes(chart)
    return chart


def interrupted(first, last, *, dose, reason="AE_OTH"):
    """Taken until the day before an interruption, and again after it at a dose."""
    chart = subject()
    takes(chart, 0, first - 1)
    pauses(chart, first, last, reason=reason)
    takes(chart, last + 1, dose=dose)
    return chart


@pytest.mark.parametrize(
    ("alt", "ast", "bilirubin", "rules"),
    [
        (3, 3, "1.99", []),
        ("3.01", 1, "1.99", [LIVER]),
        (1, "3.01", "1.99", [LIVER]),
        (None, "3.01", 1, [LIVER]),
        (3, 1, 2, [INJURY]),
        (1, 3, 2, [INJURY]),
        ("2.99", "2.99", 2, []),
        ("3.01", 1, 2, [INJURY]),
        ("3.01", 1, None, []),
        (None, None, 2, []),
    ],
)
def test_liver_tests_ask_for_an_interruption_or_a_stop(alt, ast, bilirubin, rules):
    chart = on_olverembatinib()
    liver(chart, 10, alt=alt, ast=ast, bilirubin=bilirubin)

    assert [rule for rule in (LIVER, INJURY) if asked(chart, rule)] == rules


def test_without_a_reference_range_liver_tests_ask_for_nothing():
    chart = on_olverembatinib()
    liver(chart, 10, alt=9, bilirubin=1, lab_name="Another laboratory")

    assert asked(chart, LIVER) == []


@pytest.mark.parametrize(
    ("alt", "ast", "places"),
    [("1.5", "1.5", []), ("1.51", "1.5", [2]), ("1.5", "1.51", [2]), ("1.5", None, [])],
)
def test_olverembatinib_is_resumed_when_both_transaminases_allow_it(alt, ast, places):
    chart = interrupted(11, 19, dose="30")
    liver(chart, 10, alt=4)
    liver(chart, 19, alt=alt, ast=ast)

    assert asked(chart, LIVER) == places


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ("40", "40", [2]),
        ("40", "30", []),
        ("40", "20", []),
        ("30", "30", [2]),
        ("30", "20", []),
        ("20", "20", [2]),
        ("10", "10", []),
    ],
)
def test_after_raised_transaminases_the_dose_is_one_level_lower(before, after, places):
    chart = subject()
    takes(chart, 0, 10, dose=before)
    pauses(chart, 11, 19, reason="AE_HEP")
    takes(chart, 20, dose=after)
    liver(chart, 10, alt=4)
    liver(chart, 19)

    assert asked(chart, LIVER) == places


def test_another_dose_counts_by_its_milligrams():
    chart = subject()
    takes(chart, 0, 10)
    pauses(chart, 11, 19, reason="AE_HEP")
    takes(chart, 20, dose="OTHER", dose_other_mg=Decimal(35))
    liver(chart, 10, alt=4)
    liver(chart, 19)

    assert asked(chart, LIVER) == [2]


@pytest.mark.parametrize(("last", "places"), [(11, []), (12, [0])])
def test_a_liver_injury_stops_olverembatinib_before_the_next_dose(last, places):
    chart = subject()
    takes(chart, 0, last)
    stops(chart, last + 1)
    liver(chart, 10, alt=3, bilirubin=2)

    assert asked(chart, INJURY) == places


def test_after_a_liver_injury_olverembatinib_is_not_resumed():
    chart = interrupted(11, 19, dose="20")
    liver(chart, 10, alt=3, bilirubin=2)
    liver(chart, 19)

    assert asked(chart, INJURY) == [2]


@pytest.mark.parametrize(
    ("kind", "cause", "first", "places"),
    [
        ("HEPATOTOX", "UNLIKELY", 9, []),
        ("VOD", "NOT", 10, []),
        ("HEPATOTOX", "POSSIBLE", 9, [0]),
        ("INFECTION", "NOT", 9, [0]),
        ("HEPATOTOX", "NOT", 11, [0]),
        ("HEPATOTOX", None, 9, [0]),
    ],
)
def test_a_liver_injury_of_another_cause_does_not_stop_it(kind, cause, first, places):
    chart = on_olverembatinib()
    liver(chart, 10, alt=3, bilirubin=2)
    event(chart, first, kind=kind, causality_olv=cause, grade="2")

    assert asked(chart, INJURY) == places


@pytest.mark.parametrize(("qt", "places"), [(499, []), (500, [0]), (None, [])])
def test_a_long_qtcf_interrupts_olverembatinib(qt, places):
    chart = on_olverembatinib()
    ecg(chart, 10, qt)

    assert asked(chart, QTCF) == places


@pytest.mark.parametrize(
    ("qt", "dose", "places"),
    [(479, "30", []), (480, "30", [2]), (479, "40", [2]), (None, "30", [])],
)
def test_after_a_long_qtcf_it_is_resumed_below_480_ms_one_level_lower(qt, dose, places):
    chart = interrupted(11, 19, dose=dose, reason="AE_CARD")
    ecg(chart, 10, 500)
    ecg(chart, 19, qt)

    assert asked(chart, QTCF) == places


@pytest.mark.parametrize(
    ("later", "places"),
    [
        ([(16, 170, 80)], []),
        ([(17, 170, 80)], [0]),
        ([(17, 160, 80)], [0]),
        ([(17, 159, 100)], [0]),
        ([(17, 159, 99)], []),
        ([(12, 150, 80), (17, 170, 80)], []),
        ([(12, 150, 80), (17, 170, 80), (24, 170, 80)], [0]),
        ([(12, 170, None), (17, 170, 80)], [0]),
        ([(12, None, 80), (17, 170, 80)], []),
        ([(30, 170, 80)], [0]),
        ([], []),
    ],
)
def test_a_pressure_not_controlled_in_7_days_interrupts_olverembatinib(later, places):
    chart = on_olverembatinib()
    pressure(chart, 10, 160)
    for reading in later:
        pressure(chart, *reading)

    assert asked(chart, PRESSURE) == places


@pytest.mark.parametrize(("systolic", "diastolic"), [(159, 99), (None, 99)])
def test_a_pressure_below_the_limits_asks_for_nothing(systolic, diastolic):
    chart = on_olverembatinib()
    for on in (10, 17, 24):
        pressure(chart, on, systolic, diastolic)

    assert asked(chart, PRESSURE) == []


@pytest.mark.parametrize(("controlled_on", "places"), [(19, []), (None, [2])])
def test_after_high_pressure_it_is_resumed_at_any_dose_when_controlled(controlled_on, places):
    chart = interrupted(18, 19, dose="40", reason="AE_CARD")
    pressure(chart, 10, 170)
    pressure(chart, 17, 170)
    if controlled_on:
        pressure(chart, controlled_on, 140)

    assert asked(chart, PRESSURE) == places


@pytest.mark.parametrize(("value", "places"), [("11.4", []), ("11.41", [0]), (None, [])])
def test_high_triglycerides_interrupt_olverembatinib(value, places):
    chart = on_olverembatinib()
    liver(chart, 10, triglycerides=value and Decimal(value))

    assert asked(chart, LIPIDS) == places


@pytest.mark.parametrize(
    ("first", "dose", "places"),
    [
        (11, "30", []),
        (12, "30", []),
        (13, "30", [0]),
        (11, "40", [2]),
    ],
)
def test_after_any_interruption_for_triglycerides_the_dose_is_one_level_lower(first, dose, places):
    chart = interrupted(first, 19, dose=dose)
    liver(chart, 10, triglycerides=Decimal(12))

    assert asked(chart, LIPIDS) == places


@pytest.mark.parametrize(("reading", "places"), [("3", []), ("4", [0]), ("NEG", []), (None, [])])
def test_proteinuria_of_grade_3_by_test_strip_interrupts_olverembatinib(reading, places):
    chart = on_olverembatinib()
    chemistry(chart, day(10), urine_protein=reading)

    assert asked(chart, PROTEINURIA) == places


@pytest.mark.parametrize(
    ("first", "dose", "places"), [(11, "30", []), (13, "30", [0]), (11, "40", [2])]
)
def test_after_an_interruption_for_a_test_strip_the_dose_is_one_level_lower(first, dose, places):
    chart = interrupted(first, 19, dose=dose)
    chemistry(chart, day(10), urine_protein="4")

    assert asked(chart, PROTEINURIA) == places


@pytest.mark.parametrize(
    ("first", "grade", "kind", "places"),
    [
        (10, "2", "PROTEINURIA", []),
        (9, "2", "PROTEINURIA", []),
        (9, None, "PROTEINURIA", []),
        ("2026-01", "2", "PROTEINURIA", []),
        (11, "2", "PROTEINURIA", [0]),
        (9, "3", "PROTEINURIA", [0]),
        (9, "2", "HYPERTENSION", [0]),
    ],
)
def test_an_event_that_a_collection_over_24_hours_graded_lower_outweighs_the_strip(
    first, grade, kind, places
):
    chart = on_olverembatinib()
    chemistry(chart, day(10), urine_protein="4")
    event(chart, first, 20, grade=grade, kind=kind, term="Proteinuria")

    assert asked(chart, PROTEINURIA) == places


def test_each_rule_asks_for_itself():
    chart = on_olverembatinib()
    ecg(chart, 10, 520)
    liver(chart, 10, alt=4, triglycerides=Decimal(12))

    rules = (LIVER, INJURY, QTCF, PRESSURE, LIPIDS)
    assert [rule for rule in rules if asked(chart, rule)] == [LIVER, QTCF, LIPIDS]
