"""The week-2 result in the protocol's worked cases, one for each rule."""

from datetime import date

import pytest

from edc.logic import Unknown
from mrd.week2 import MISSING, Course, Marrow, assess
from trial.protocol import PARAMETERS

ANCHOR = "2026-01-01"
LATER = "2026-06-01"

# note, specimens as (day, PCR half, flow half), what else happened, status, reason
CASES = [
    (
        "both negative on day 14",
        [("2026-01-15", "NEGATIVE", "NEGATIVE")],
        {},
        "REMISSION",
        "BOTH_NEGATIVE",
    ),
    ("PCR positive", [("2026-01-15", "POSITIVE", "NEGATIVE")], {}, "NO_REMISSION", "PCR_POSITIVE"),
    (
        "flow positive, PCR still pending: decided at once",
        [("2026-01-15", "PENDING", "POSITIVE")],
        {},
        "NO_REMISSION",
        "FLOW_POSITIVE",
    ),
    (
        "PCR negative, flow never done",
        [("2026-01-15", "NEGATIVE", "MISSING")],
        {},
        "NOT_EVALUABLE",
        "FLOW_MISSING",
    ),
    (
        "too few control copies",
        [("2026-01-15", "NOT_EVALUABLE", "NEGATIVE")],
        {},
        "NOT_EVALUABLE",
        "PCR_NOT_EVALUABLE",
    ),
    (
        "first aspirate unusable, repeat two days later",
        [("2026-01-14", "NOT_EVALUABLE", "NOT_EVALUABLE"), ("2026-01-16", "NEGATIVE", "NEGATIVE")],
        {},
        "REMISSION",
        "BOTH_NEGATIVE",
    ),
    (
        "positive first aspirate cannot be replaced by a negative repeat",
        [("2026-01-14", "POSITIVE", "NEGATIVE"), ("2026-01-18", "NEGATIVE", "NEGATIVE")],
        {},
        "NO_REMISSION",
        "PCR_POSITIVE",
    ),
    (
        "missing assay taken from a second aspirate within 3 days",
        [("2026-01-14", "NOT_EVALUABLE", "NEGATIVE"), ("2026-01-16", "NEGATIVE", "MISSING")],
        {},
        "REMISSION",
        "BOTH_NEGATIVE",
    ),
    (
        "second aspirate too far away to pair",
        [("2026-01-13", "NOT_EVALUABLE", "NEGATIVE"), ("2026-01-18", "NEGATIVE", "MISSING")],
        {},
        "NOT_EVALUABLE",
        "NOT_PAIRABLE",
    ),
    (
        "first day of the window (day 12)",
        [("2026-01-13", "NEGATIVE", "NEGATIVE")],
        {},
        "REMISSION",
        "BOTH_NEGATIVE",
    ),
    (
        "day 11 is too early",
        [("2026-01-12", "NEGATIVE", "NEGATIVE")],
        {},
        "NOT_EVALUABLE",
        "NO_SAMPLE",
    ),
    (
        "last day of the window (day 19)",
        [("2026-01-20", "NEGATIVE", "NEGATIVE")],
        {},
        "REMISSION",
        "BOTH_NEGATIVE",
    ),
    (
        "day 20 is too late",
        [("2026-01-21", "NEGATIVE", "NEGATIVE")],
        {},
        "NOT_EVALUABLE",
        "NO_SAMPLE",
    ),
    (
        "died on day 10, no sample",
        [],
        {"death": "2026-01-11", "is_over": True},
        "NO_REMISSION",
        "DEATH",
    ),
    ("relapsed on day 9, no sample", [], {"relapse": "2026-01-10"}, "NO_REMISSION", "RELAPSE"),
    (
        "negative on day 13, relapse on day 18: the sample decides",
        [("2026-01-14", "NEGATIVE", "NEGATIVE")],
        {"relapse": "2026-01-19"},
        "REMISSION",
        "BOTH_NEGATIVE",
    ),
    (
        "other therapy from day 8, negative marrow on day 14 does not count",
        [("2026-01-15", "NEGATIVE", "NEGATIVE")],
        {"other_therapy": "2026-01-09"},
        "NO_REMISSION",
        "OTHER_THERAPY",
    ),
    (
        "stopped treatment for toxicity on day 5, marrow on day 14 still counts",
        [("2026-01-15", "NEGATIVE", "NEGATIVE")],
        {},
        "REMISSION",
        "BOTH_NEGATIVE",
    ),
    (
        "died on day 30 without any marrow",
        [],
        {"death": "2026-01-31", "is_over": True},
        "NOT_EVALUABLE",
        "NO_SAMPLE",
    ),
    (
        "relapsed on day 9, marrow on day 14 does not count",
        [("2026-01-15", "NEGATIVE", "NEGATIVE")],
        {"relapse": "2026-01-10"},
        "NO_REMISSION",
        "RELAPSE",
    ),
    (
        "enrolled, never treated, study ended",
        [],
        {"anchor": None, "is_over": True},
        "NOT_EVALUABLE",
        "NEVER_TREATED",
    ),
    ("window still open, nothing yet", [], {"today": "2026-01-18"}, "PENDING", "WINDOW_OPEN"),
    (
        "result awaited inside the deadline",
        [("2026-01-15", "PENDING", "NEGATIVE")],
        {"today": "2026-01-25"},
        "PENDING",
        "RESULTS_AWAITED",
    ),
    (
        "result never came, deadline passed",
        [("2026-01-15", "PENDING", "NEGATIVE")],
        {"today": "2026-02-10"},
        "NOT_EVALUABLE",
        "PCR_MISSING",
    ),
    (
        "earlier aspirate still pending blocks a later negative one",
        [("2026-01-14", "PENDING", "NEGATIVE"), ("2026-01-16", "NEGATIVE", "NEGATIVE")],
        {"today": "2026-01-20"},
        "PENDING",
        "RESULTS_AWAITED",
    ),
]


def day(text):
    return Unknown if text is None else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("specimens", "more", "status", "reason"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_the_week_2_result_follows_the_rule(specimens, more, status, reason):
    events = {
        name: day(more[name]) for name in ("death", "relapse", "other_therapy") if name in more
    }
    course = Course(day(more.get("anchor", ANCHOR)), **events, is_over=more.get("is_over", False))
    marrows = [Marrow(n, day(on), pcr, flow) for n, (on, pcr, flow) in enumerate(specimens)]

    result = assess(marrows, course, day(more.get("today", LATER)), PARAMETERS)

    assert (result.status, result.reason) == (status, reason)


def test_an_earlier_marrow_breaks_the_tie_between_two_lenders():
    course = Course(day(ANCHOR))
    first = Marrow(1, day("2026-01-14"), "POSITIVE", MISSING)
    middle = Marrow(2, day("2026-01-15"), MISSING, "NEGATIVE")
    last = Marrow(3, day("2026-01-16"), "NEGATIVE", MISSING)

    result = assess([last, middle, first], course, day(LATER), PARAMETERS)

    assert result.reason == "PCR_POSITIVE"


def test_an_awaited_half_is_not_replaced_by_another_marrows():
    marrows = [
        Marrow(1, day("2026-01-14"), "PENDING", "NEGATIVE"),
        Marrow(2, day("2026-01-15"), "NEGATIVE", MISSING),
    ]

    result = assess(marrows, Course(day(ANCHOR)), day("2026-01-25"), PARAMETERS)

    assert (result.status, result.reason) == ("PENDING", "RESULTS_AWAITED")


def test_relapse_comes_before_death_on_one_day():
    course = Course(day(ANCHOR), relapse=day("2026-01-09"), death=day("2026-01-09"), is_over=True)

    assert assess([], course, day(LATER), PARAMETERS).reason == "RELAPSE"
