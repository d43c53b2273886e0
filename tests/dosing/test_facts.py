"""When study treatment was given."""

from datetime import datetime
from types import SimpleNamespace as Form

import pytest

from dosing.facts import (
    c1d1_date,
    first_ino_date,
    first_olv_date,
    ino_cycles_given,
    last_dose_date,
    last_ino_c1_date,
    last_ino_date,
    last_olv_date,
    week2_anchor_date,
)
from dosing.models import InoInfusion
from edc.logic import Unknown
from tests.enrollment.paper import SHANGHAI, blank_chart, fill, january, same


def infusion(day, *, given="Y", cycle=1):
    start = datetime(2026, 1, day, 9, 30, tzinfo=SHANGHAI) if day else Unknown
    return Form(given=given, infusion_start=start, cycle_number=cycle)


def period(first, last=Unknown, *, status="TAKEN", ongoing="N"):
    return Form(period_status=status, start_date=first, end_date=last, ongoing=ongoing)


TAKEN = period(january(3), january(20))
ONGOING = period(january(21), ongoing="Y")
INTERRUPTED = period(january(1), january(31), status="INTERRUPTED")
INFUSIONS = [infusion(5), infusion(12), infusion(1, given="N"), infusion(26, cycle=2)]


@pytest.mark.parametrize(
    ("periods", "infusions", "day"),
    [
        ([TAKEN], INFUSIONS, january(3)),
        ([ONGOING], INFUSIONS, january(5)),
        ([INTERRUPTED], [], Unknown),
        ([INTERRUPTED], INFUSIONS, january(5)),
        ([period(Unknown)], [infusion(None)], Unknown),
        ([], [infusion(1, given=Unknown)], Unknown),
        ([], [], Unknown),
    ],
)
def test_the_first_dose_is_the_earliest_of_either_drug(periods, infusions, day):
    assert same(c1d1_date(periods, infusions), day)


def test_infusions_that_were_not_given_are_no_dates_of_treatment():
    assert first_ino_date(INFUSIONS) == january(5)
    assert last_ino_date(INFUSIONS) == january(26)
    assert last_ino_c1_date(INFUSIONS) == january(12)


@pytest.mark.parametrize("when", [first_ino_date, last_ino_date, last_ino_c1_date])
def test_without_an_infusion_there_is_no_date_of_one(when):
    assert when([infusion(5, given="N")]) is Unknown
    assert when([infusion(None)]) is Unknown


def test_an_infusion_of_a_cycle_unknown_is_not_one_of_cycle_1():
    assert last_ino_c1_date([infusion(5, cycle=Unknown)]) is Unknown


@pytest.mark.parametrize(
    ("periods", "day"),
    [
        ([TAKEN, INTERRUPTED], january(20)),
        ([TAKEN, period(january(21), january(25))], january(25)),
        ([TAKEN, ONGOING], Unknown),
        ([TAKEN, period(january(21), status="INTERRUPTED", ongoing="Y")], january(20)),
        ([INTERRUPTED], Unknown),
        ([], Unknown),
    ],
)
def test_olverembatinib_ends_with_the_last_period_taken(periods, day):
    assert same(last_olv_date(periods), day)


@pytest.mark.parametrize(
    ("periods", "day"),
    [
        ([INTERRUPTED, ONGOING, TAKEN], january(3)),
        ([INTERRUPTED], Unknown),
        ([period(Unknown)], Unknown),
    ],
)
def test_olverembatinib_begins_with_the_first_period_taken(periods, day):
    assert same(first_olv_date(periods), day)


@pytest.mark.parametrize(
    ("ino", "olv", "periods", "day"),
    [
        (january(12), january(20), [TAKEN], january(20)),
        (january(26), january(20), [TAKEN], january(26)),
        (january(26), Unknown, [TAKEN, ONGOING], Unknown),
        (january(26), Unknown, [], january(26)),
        (Unknown, january(20), [TAKEN], january(20)),
        (Unknown, Unknown, [], Unknown),
    ],
)
def test_the_last_dose_is_the_later_of_the_two_drugs(ino, olv, periods, day):
    assert same(last_dose_date(ino, olv, periods), day)


@pytest.mark.parametrize(
    ("cycles", "infusions", "number"),
    [
        ([1, 2], INFUSIONS, 2),
        ([1, 2, 3], [infusion(5), infusion(26, cycle=2, given="N")], 1),
        ([1], [], 0),
        ([1, Unknown], [infusion(5), infusion(5, cycle=Unknown)], 1),
        ([], INFUSIONS, Unknown),
    ],
)
def test_a_cycle_counts_when_an_infusion_was_given_in_it(cycles, infusions, number):
    recorded = [Form(cycle_number=cycle) for cycle in cycles]

    assert same(ino_cycles_given(recorded, infusions), number)


@pytest.mark.parametrize(
    ("anchor", "day"),
    [
        ("FIRST_DOSE", january(3)),
        ("FIRST_INO_DOSE", january(5)),
        ("LAST_INO_DOSE_CYCLE1", january(12)),
    ],
)
def test_the_protocol_chooses_what_week_2_is_counted_from(anchor, day):
    param = Form(week2=Form(anchor=anchor))

    assert week2_anchor_date(january(3), january(5), january(12), param) == day


def test_an_infusion_is_dated_in_the_zone_of_the_site():
    chart = blank_chart()
    fill(chart, InoInfusion, given="Y", infusion_start="2026-01-05T17:00:00+00:00")

    assert chart.fact("c1d1_date") == january(6)
    assert chart.fact("week2_anchor_date") == january(6)
