"""Arithmetic of the watch: days of intake, dose levels, episodes of measurements."""

import pytest
from django.utils.translation import override

from dosing.rules import dose_after, doses_between, doses_within, one_level_lower
from dosing.watch.findings import Reading, Source, episodes
from dosing.watch.olverembatinib import dose_allowed
from edc.checking import checks_reading, findings
from edc.logic import Unknown
from tests.dosing.watching import blood, day, ecg, subject, takes
from tests.enrollment.paper import same
from trial.protocol import PARAMETERS

LEVELS = (40, 30, 20)
SOMEWHERE = Source("lab_hematology", 1, "anc", Unknown)


@pytest.mark.parametrize(
    ("after", "until", "doses"),
    [
        (None, None, 6),
        (0, None, 5),
        (1, None, 5),
        (2, None, 4),
        (9, None, 1),
        (10, None, 0),
        (None, 10, 5),
        (None, 11, 6),
        (None, 0, 0),
        (0, 2, 0),
        (0, 3, 1),
        (-5, 50, 6),
        (20, 30, 0),
    ],
)
def test_doses_every_other_day_between_two_days(after, until, doses):
    """From day 0 to day 10 it is due on 0, 2, 4, 6, 8 and 10."""
    ends = [None if end is None else day(end) for end in (after, until)]

    assert doses_between(day(0), day(10), 2, *ends) == doses


@pytest.mark.parametrize(
    ("begin", "end", "doses"),
    [(0, 10, 6), (1, 9, 4), (2, 8, 4), (3, 3, 0), (4, 4, 1), (-9, 0, 1), (11, 20, 0), (5, 2, 0)],
)
def test_doses_within_two_days(begin, end, doses):
    assert doses_within(day(0), day(10), 2, day(begin), day(end)) == doses


@pytest.mark.parametrize(
    ("on", "following"), [(-3, 0), (0, 2), (1, 2), (2, 4), (9, 10), (10, None), (50, None)]
)
def test_the_next_dose_after_a_day(on, following):
    found = dose_after(day(0), day(10), 2, day(on))

    assert same(found, Unknown if following is None else day(following))


@pytest.mark.parametrize(
    ("dose", "lower"), [(40, 30), (30, 20), (20, 0), (10, Unknown), (Unknown, Unknown)]
)
def test_one_level_lower(dose, lower):
    assert same(one_level_lower(dose, LEVELS), lower)


@pytest.mark.parametrize(("times", "allowed"), [(1, 40), (2, 30), (3, 20), (4, 20), (None, 30)])
def test_the_dose_to_resume_with(times, allowed):
    assert dose_allowed(40, times, PARAMETERS) == allowed


def test_the_dose_of_the_third_time_is_not_above_the_one_before():
    assert dose_allowed(20, 3, PARAMETERS) == 20


PAST, BACK, BETWEEN = (True, False), (False, True), (False, False)
UNCLEAR, PERHAPS_BACK = (Unknown, Unknown), (False, Unknown)


@pytest.mark.parametrize(
    ("readings", "found"),
    [
        ([], []),
        ([BACK, BETWEEN, UNCLEAR], []),
        ([PAST], [(0, None, 1)]),
        ([PAST, PAST, BETWEEN], [(0, None, 1)]),
        ([PAST, BACK], [(0, 1, 1)]),
        ([PAST, BACK, PAST], [(0, 1, 1), (2, None, 2)]),
        ([PAST, PERHAPS_BACK, PAST], [(0, 1, 1), (2, None, 1)]),
        ([PAST, PERHAPS_BACK, BACK, PAST], [(0, 1, 1), (3, None, 2)]),
        ([PAST, UNCLEAR, PAST, BACK, PAST], [(0, 1, 1), (2, 3, 1), (4, None, 2)]),
    ],
)
def test_an_episode_lasts_from_the_first_reading_past_the_limit(readings, found):
    series = [Reading(day(on), *truths, SOMEWHERE) for on, truths in enumerate(readings)]
    expected = [
        (day(on), None if until is None else day(until), times) for on, until, times in found
    ]

    assert [episode[:3] for episode in episodes(series)] == expected


@pytest.mark.parametrize(
    ("form", "rules"),
    [
        ("lab_hematology", {"DOSE-OLV-01", "DOSE-INO-07"}),
        ("lab_chemistry", {"DOSE-OLV-02", "DOSE-OLV-04", "DOSE-OLV-05", "DOSE-OLV-10"}),
        ("lab_reference_range", {"DOSE-OLV-04", "DOSE-OLV-05"}),
        ("ecg", {"DOSE-OLV-02", "DOSE-OLV-08"}),
        ("vital_signs", {"DOSE-OLV-09"}),
        ("adverse_event", {"DOSE-OLV-02", "DOSE-OLV-07", "DOSE-INO-02", "DOSE-INO-03"}),
        ("olverembatinib_period", {f"DOSE-OLV-{row:02}" for row in range(1, 11)}),
        ("ino_infusion", {f"DOSE-INO-{row:02}" for row in range(1, 9)}),
        ("dosing_cycle", {"DOSE-INO-04", "DOSE-INO-05", "DOSE-INO-06"}),
        ("hsct", {"DOSE-OLV-01", "DOSE-INO-07"}),
    ],
)
def test_a_change_of_what_a_rule_reads_has_it_looked_at_again(form, rules):
    assert rules <= {check.id for check in checks_reading(form)}


def basis(chart, rule):
    """The fingerprint of the query about a rule on the first period."""
    chart.forget()
    period = chart.records["olverembatinib_period"][0]
    return next(found.basis for found in findings(chart, period) if found.check.id == rule)


def test_a_query_that_was_settled_opens_again_only_for_what_its_rule_finds():
    chart = subject()
    takes(chart)
    blood(chart, 10, "0.5")
    settled = basis(chart, "DOSE-OLV-01")

    blood(chart, 14, "0.4")
    ecg(chart, 15, 520)
    after_more_of_the_same = basis(chart, "DOSE-OLV-01")
    blood(chart, 20, "3.0")
    blood(chart, 30, "0.5")

    assert after_more_of_the_same == settled
    assert basis(chart, "DOSE-OLV-01") != settled


def test_a_fingerprint_does_not_depend_on_the_language():
    chart = subject()
    takes(chart)
    blood(chart, 10, "0.5")
    english = basis(chart, "DOSE-OLV-01")

    with override("zh-hans"):
        assert basis(chart, "DOSE-OLV-01") == english
