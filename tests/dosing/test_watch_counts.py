"""The dose of olverembatinib and low counts: interrupted in time, resumed in time, at what dose."""

import pytest

from dosing.models import OlverembatinibPeriod
from edc.checks import Severity, listed_checks
from edc.text import in_every_language
from followup.models import Hsct
from tests.dosing.watching import asked, blood, day, pauses, rules_asked, stops, subject, takes
from tests.enrollment.paper import fill

RULE = "DOSE-OLV-01"


def on_olverembatinib(*counts):
    """A subject who has taken it from day 0 without a break, and these blood counts."""
    chart = subject()
    takes(chart)
    for count in counts:
        blood(chart, *count)
    return chart


def test_the_rules_of_olverembatinib_are_these_and_shown_beside_the_status():
    watched = [c for c in listed_checks(OlverembatinibPeriod) if c.id.startswith("DOSE-")]

    assert [check.id for check in watched] == [f"DOSE-OLV-{row:02}" for row in range(1, 11)]
    assert {(check.severity, check.question) for check in watched} == {
        (Severity.SOFT, "period_status")
    }


def test_the_query_shows_the_rule_with_its_numbers():
    check = next(c for c in listed_checks(OlverembatinibPeriod) if c.id == RULE)
    wordings = in_every_language(check.message)

    for number in ("1.0", "50", "1.5", "75", "20 mg"):
        assert all(number in wording for wording in wordings.values())


@pytest.mark.parametrize(
    ("anc", "platelets", "places"),
    [
        ("1.0", 50, []),
        ("0.99", 50, [0]),
        ("1.0", 49, [0]),
        ("0.99", None, [0]),
        (None, 49, [0]),
        (None, 50, []),
        (None, None, []),
    ],
)
def test_low_counts_on_olverembatinib_ask_for_an_interruption(anc, platelets, places):
    assert asked(on_olverembatinib((10, anc, platelets)), RULE) == places


@pytest.mark.parametrize(("sign", "places"), [("<", [0]), (">", [])])
def test_a_count_printed_with_a_sign_is_low_when_every_value_is(sign, places):
    chart = subject()
    takes(chart)
    blood(chart, 10, "1.0", 150, anc_qualifier=sign)

    assert asked(chart, RULE) == places


@pytest.mark.parametrize(
    ("found_on", "places"), [(-1, []), (0, []), (1, [0])], ids=["before", "first dose", "after"]
)
def test_the_count_of_the_first_day_is_taken_before_the_dose(found_on, places):
    assert asked(on_olverembatinib((found_on, "0.5")), RULE) == places


@pytest.mark.parametrize(
    ("last", "places"),
    [(10, []), (11, []), (12, [0]), (30, [0])],
    ids=["same day", "before the next dose", "on the next dose", "weeks later"],
)
def test_the_next_dose_after_the_count_must_not_be_taken(last, places):
    chart = subject()
    takes(chart, 0, last)
    pauses(chart, last + 1)
    blood(chart, 10, "0.5")

    assert asked(chart, RULE) == places


def test_a_query_is_asked_once_and_closes_when_the_interruption_is_recorded():
    missed = on_olverembatinib((10, "0.5"), (17, "0.4"))
    acted = subject()
    takes(acted, 0, 10)
    pauses(acted, 11)
    blood(acted, 10, "0.5")
    blood(acted, 17, "0.4")

    assert asked(missed, RULE) == [0]
    assert asked(acted, RULE) == []


def test_one_missing_interruption_is_asked_of_the_first_dose_in_spite_of_it_only():
    chart = subject()
    takes(chart, 0, 20)
    takes(chart, 21, 40)
    blood(chart, 10, "0.5")
    blood(chart, 30, "0.5")

    assert asked(chart, RULE) == [0]


def test_a_reduction_is_no_interruption():
    chart = subject()
    takes(chart, 0, 10)
    takes(chart, 11, dose="30", change_type="REDUCED", change_reason="AE_HAEM")
    blood(chart, 10, "0.5")

    assert asked(chart, RULE) == [1]


@pytest.mark.parametrize(
    ("missed", "places"),
    [(0, [0]), (1, [0]), (2, []), (None, [])],
    ids=["none missed", "one of two missed", "perhaps both missed", "unknown"],
)
def test_a_dose_was_taken_when_more_were_due_than_missed(missed, places):
    chart = subject()
    takes(chart, 0, 14, missed=missed)
    pauses(chart, 15)
    blood(chart, 10, "0.5")

    assert asked(chart, RULE) == places


@pytest.mark.parametrize("unclear", [{"frequency": "PRN"}, {"frequency": None}])
def test_nothing_is_asked_when_the_days_of_intake_are_unknown(unclear):
    chart = subject()
    takes(chart, **unclear)
    blood(chart, 10, "0.5")

    assert asked(chart, RULE) == []


def test_who_takes_it_daily_must_not_take_it_the_day_after():
    chart = subject()
    takes(chart, 0, 11, frequency="QD")
    pauses(chart, 12)
    blood(chart, 10, "0.5")

    assert asked(chart, RULE) == [0]


@pytest.mark.parametrize(
    ("anc", "platelets", "places"),
    [("1.5", 75, []), ("1.49", 75, [0]), ("1.5", 74, [0]), ("1.5", None, []), (None, 74, [0])],
)
def test_a_count_back_at_the_limits_before_the_next_dose_needs_no_interruption(
    anc, platelets, places
):
    assert asked(on_olverembatinib((10, "0.5"), (12, anc, platelets)), RULE) == places


@pytest.mark.parametrize(("recovered_on", "places"), [(18, []), (20, []), (21, [2]), (None, [2])])
def test_olverembatinib_is_not_resumed_before_the_counts_allow_it(recovered_on, places):
    chart = subject()
    takes(chart, 0, 10)
    pauses(chart, 11, 19)
    takes(chart, 20)
    blood(chart, 10, "0.5")
    blood(chart, 15, "1.2")
    if recovered_on is not None:
        blood(chart, recovered_on, "1.5", 75)

    assert asked(chart, RULE) == places


def test_counts_found_low_during_another_interruption_forbid_resuming_too():
    chart = subject()
    takes(chart, 0, 10)
    pauses(chart, 11, 19, reason="AE_CARD")
    takes(chart, 20)
    blood(chart, 15, "0.5")

    assert asked(chart, RULE) == [2]


def after_so_many_times(times, *, dose):
    """Interrupted for low counts so often at 40 mg, and resumed at the dose the last time."""
    chart = subject()
    for number in range(times):
        begin = 30 * number
        takes(chart, begin, begin + 10)
        pauses(chart, begin + 11, begin + 29)
        blood(chart, begin + 10, "0.5")
        blood(chart, begin + 29, "1.5", 75)
    takes(chart, 30 * times, dose=dose)
    return chart, 2 * times


@pytest.mark.parametrize(
    ("times", "dose", "is_asked"),
    [
        (1, "40", False),
        (1, "30", False),
        (1, "OTHER", False),
        (2, "40", True),
        (2, "30", False),
        (2, "20", False),
        (3, "30", True),
        (3, "20", False),
    ],
)
def test_the_dose_to_resume_with_depends_on_how_often_counts_were_low(times, dose, is_asked):
    chart, last = after_so_many_times(times, dose=dose)

    assert (last in asked(chart, RULE)) is is_asked


@pytest.mark.parametrize(("begin", "is_asked"), [(40, True), (39, False)])
def test_an_interruption_from_the_day_of_the_count_on_is_one_for_it(begin, is_asked):
    chart = subject()
    for first, pause in ((0, 10), (30, begin)):
        takes(chart, first, pause - 1)
        pauses(chart, pause, first + 29)
        blood(chart, first + 10, "0.5")
        blood(chart, first + 29, "1.5", 75)
    takes(chart, 60)

    assert (4 in asked(chart, RULE)) is is_asked


def test_low_counts_that_only_may_have_recovered_are_not_counted_twice():
    chart = subject()
    takes(chart, 0, 10)
    pauses(chart, 11, 19)
    blood(chart, 10, "0.5")
    blood(chart, 19, None, 80)
    takes(chart, 20, 30)
    pauses(chart, 31, 39)
    blood(chart, 30, "0.5")
    blood(chart, 39, "1.5", 75)
    takes(chart, 40)

    assert asked(chart, RULE) == []


def test_a_pause_for_another_reason_says_nothing_about_the_dose():
    chart = subject()
    for begin in (0, 30):
        takes(chart, begin, begin + 10)
        pauses(chart, begin + 11, begin + 29, reason="PATIENT")
        blood(chart, begin + 10, "0.5")
        blood(chart, begin + 29, "1.5", 75)
    takes(chart, 60)

    assert asked(chart, RULE) == []


def test_after_a_permanent_stop_low_counts_ask_for_nothing():
    chart = subject()
    takes(chart, 0, 10)
    stops(chart, 11)
    blood(chart, 20, "0.1", 10)

    assert asked(chart, RULE) == []


def test_from_conditioning_on_low_counts_are_expected():
    chart = subject()
    takes(chart, 0, 60)
    fill(
        chart,
        Hsct,
        hsct_kind="ALLO",
        d0_date=day(50),
        conditioning_given="Y",
        conditioning_start_date=day(40),
    )
    blood(chart, 40, "0.1")

    assert asked(chart, RULE) == []


def test_what_is_expected_tells_where_it_was_found_and_until_when_it_is_due():
    chart = on_olverembatinib((10, "0.50"))
    (action,) = chart.value("expected_actions")

    assert (action.rule, action.drug, action.action) == (RULE, "olverembatinib", "INTERRUPT")
    assert (action.on, action.due) == (day(10), day(12))
    assert (action.source.form, action.source.question) == ("lab_hematology", "anc")
    assert str(action.source.value) == "0.50"
    assert action.is_missing
    assert "1.0" in str(action.text)


def test_an_action_that_was_recorded_is_expected_and_not_missing():
    chart = subject()
    takes(chart, 0, 10)
    pauses(chart, 11)
    blood(chart, 10, platelets=40)

    (action,) = chart.value("expected_actions")

    assert action.source.question == "platelets"
    assert not action.is_missing


def test_a_draft_is_watched_like_a_complete_period():
    chart = subject()
    blood(chart, 10, "0.5")

    assert rules_asked(chart, takes(chart)) == [RULE]
