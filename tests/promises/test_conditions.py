"""Conditions have three values: what an absent answer decides, it leaves undecided."""

import operator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from edc.logic import (
    INFINITE,
    PartialDate,
    Span,
    Unknown,
    age_in_years,
    all_of,
    any_of,
    as_span,
    blank,
    coalesce,
    count,
    date_of,
    days,
    earliest,
    exists,
    filled,
    has,
    latest,
    minutes,
    negation,
    number,
    one_of,
    qualified,
    ratio,
    rounded,
    size,
    square_root,
    yes_no,
)

# A busy machine is no reason to fail.
anything = settings(deadline=None)

SHANGHAI = ZoneInfo("Asia/Shanghai")
VALUES = {
    "int": 5,
    "Decimal": Decimal("0.010"),
    "str": "BM",
    "date": date(2024, 2, 29),
    "datetime": datetime(2024, 2, 29, 9, 30, tzinfo=SHANGHAI),
}
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]

every_value = pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
every_comparison = pytest.mark.parametrize("compare", COMPARISONS, ids=lambda c: c.__name__)


# Kleene's tables


KLEENE = [
    # one, other, and, or
    (True, True, True, True),
    (True, False, False, True),
    (True, Unknown, Unknown, True),
    (False, False, False, False),
    (False, Unknown, False, Unknown),
    (Unknown, Unknown, Unknown, Unknown),
]


@pytest.mark.parametrize(("one", "other", "both", "either"), KLEENE)
def test_truths_combine_as_in_kleenes_tables(one, other, both, either):
    for a, b in [(one, other), (other, one)]:
        assert (a & b) is both
        assert (a | b) is either
        assert all_of(a, b) is both
        assert any_of(a, b) is either


@pytest.mark.parametrize(("truth", "opposite"), [(True, False), (False, True), (Unknown, Unknown)])
def test_a_negation_turns_only_what_is_known(truth, opposite):
    assert negation(truth) is opposite


def test_the_sign_for_not_leaves_the_unknown_unknown():
    assert ~Unknown is Unknown


truths = some.lists(some.sampled_from([True, False, Unknown]), max_size=5)


@anything
@given(truths)
def test_all_of_several_is_the_conjunction_of_each_with_the_rest(several):
    conjunction = True
    for truth in several:
        conjunction = conjunction & truth

    assert all_of(*several) is conjunction


@anything
@given(truths)
def test_any_of_several_is_none_of_their_opposites(several):
    opposites = [negation(truth) for truth in several]

    assert any_of(*several) is negation(all_of(*opposites))


def test_only_true_is_true():
    assert not Unknown
    assert yes_no(Unknown) is Unknown
    assert (yes_no(True), yes_no(False)) == ("Y", "N")


# Comparing and calculating with what is unknown


@every_comparison
@every_value
def test_a_comparison_with_the_unknown_is_unknown_from_either_side(compare, value):
    assert compare(Unknown, value) is Unknown
    assert compare(value, Unknown) is Unknown
    assert compare(Unknown, Unknown) is Unknown


@pytest.mark.parametrize(
    "calculate", [operator.add, operator.sub, operator.mul, operator.truediv, operator.pow]
)
@pytest.mark.parametrize("value", [5, Decimal("0.010")], ids=["int", "Decimal"])
def test_a_calculation_with_the_unknown_is_unknown_from_either_side(calculate, value):
    assert calculate(Unknown, value) is Unknown
    assert calculate(value, Unknown) is Unknown


def test_a_time_from_an_unknown_day_is_unknown():
    assert VALUES["date"] - Unknown is Unknown
    assert Unknown - VALUES["datetime"] is Unknown
    assert Unknown + timedelta(days=1) is Unknown


def test_what_is_asked_of_the_unknown_is_unknown():
    assert Unknown.collection_date is Unknown
    assert Unknown.date() is Unknown
    assert abs(Unknown) is Unknown
    assert -Unknown is Unknown


@every_value
def test_the_unknown_is_among_no_values(value):
    assert Unknown not in [value, None]
    assert value not in [Unknown, None]


# Values known to lie between two ends


wholes = some.integers(-3, 3).map(Decimal)
CLOSE = Decimal("0.001")


@some.composite
def spans(draw, of=wholes):
    low, high = sorted([draw(of), draw(of)])
    if low == high:
        return Span(low, high)
    return Span(low, high, low_open=draw(some.booleans()), high_open=draw(some.booleans()))


def members(span):
    """Enough of the values in a span to decide whatever can be decided about it."""
    halves = [Decimal(half) / 2 for half in range(-8, 9)]
    ends = [(span.low, span.low_open), (span.high, span.high_open)]
    inside = [*halves, span.low + CLOSE, span.high - CLOSE]
    return {
        *(value for value in inside if span.low < value < span.high),
        *(value for value, is_open in ends if not is_open),
    }


def agreed(answers):
    """True or False where all say so, else Unknown."""
    answers = set(answers)
    return answers.pop() if len(answers) == 1 else Unknown


@every_comparison
@anything
@given(one=spans(), other=spans())
def test_spans_compare_as_all_of_their_values_do(compare, one, other):
    pairs = product(members(one), members(other))

    assert compare(one, other) is agreed(compare(a, b) for a, b in pairs)


@every_comparison
@anything
@given(span=spans(), value=wholes)
def test_a_span_and_a_number_compare_from_either_side(compare, span, value):
    assert compare(span, value) is agreed(compare(a, value) for a in members(span))
    assert compare(value, span) is agreed(compare(value, a) for a in members(span))


def holds(span, value):
    over = value > span.low or (value == span.low and not span.low_open)
    under = value < span.high or (value == span.high and not span.high_open)
    return over and under


@pytest.mark.parametrize(
    "calculate", [operator.add, operator.sub, operator.mul], ids=lambda c: c.__name__
)
@anything
@given(one=spans(), other=spans())
def test_no_result_of_their_values_falls_out_of_the_span_of_results(calculate, one, other):
    result = calculate(one, other)

    outside = [
        (a, b)
        for a, b in product(members(one), members(other))
        if not holds(result, calculate(a, b))
    ]
    assert outside == []


@anything
@given(one=spans(), other=spans())
def test_no_quotient_falls_out_of_the_span_of_quotients(one, other):
    quotient = one / other

    if quotient is Unknown:
        assert other.low <= 0 <= other.high
    else:
        assert all(holds(quotient, a / b) for a, b in product(members(one), members(other)))


@anything
@given(spans())
def test_no_absolute_value_falls_out_of_the_span_of_absolute_values(span):
    result = abs(span)

    assert all(holds(result, abs(value)) for value in members(span))
    assert result.low >= 0


def test_open_ends_stay_open_where_no_value_reaches_them():
    below, above = qualified(Decimal(5), "<"), qualified(Decimal(3), ">")

    assert below + 1 < 6
    assert above * 2 > 6
    assert abs(3 - below) <= 3
    assert (below * 2 > 0) is Unknown


@pytest.mark.parametrize(
    ("qualifier", "is_below_the_threshold"), [("<", True), ("<=", True), (">", False), (None, True)]
)
def test_a_printed_sign_makes_a_number_a_span(qualifier, is_below_the_threshold):
    printed = qualified(Decimal("0.0032"), qualifier)

    assert (printed <= Decimal("0.0032")) is is_below_the_threshold
    assert (printed < Decimal(-1)) is False


def test_a_printed_sign_leaves_open_what_it_does_not_tell():
    assert (qualified(Decimal("0.01"), "<") < Decimal("0.005")) is Unknown
    assert (qualified(Decimal("0.01"), ">=") < Decimal("0.02")) is Unknown
    assert (qualified(Decimal("0.01"), "<") == Decimal("0.01")) is False
    assert (qualified(Decimal("0.01"), "<=") == Decimal("0.01")) is Unknown
    assert qualified(Decimal(2000), ">").high == INFINITE


@anything
@given(spans())
def test_a_span_compared_with_the_unknown_is_unknown(span):
    for compare in COMPARISONS:
        assert compare(span, Unknown) is Unknown
        assert compare(Unknown, span) is Unknown
    for calculate in (operator.add, operator.sub, operator.mul, operator.truediv):
        assert calculate(span, Unknown) is Unknown
        assert calculate(Unknown, span) is Unknown


# Partial dates


some_days = some.dates(date(2023, 11, 1), date(2025, 2, 28))


@some.composite
def partial_texts(draw):
    """A day, its month or its year."""
    return draw(some_days).isoformat()[: draw(some.sampled_from([4, 7, 10]))]


def possible_days(text):
    partial = PartialDate(text)
    first = date.fromisoformat((text + "-01-01")[:10])
    meant = (first + timedelta(days=n) for n in range(366))
    return [day for day in meant if day.isoformat().startswith(text) and day <= partial.high]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_partial_date_is_every_day_that_it_could_be(text, first, last):
    partial = PartialDate(text)

    assert (partial.low, partial.high, str(partial)) == (first, last, text)
    assert len(possible_days(text)) == (last - first).days + 1


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "0000", "2024-00-01"])
def test_what_is_no_day_is_no_partial_date(text):
    with pytest.raises(ValueError, match=r"must be in|is out of range|day is"):
        PartialDate(text)


@every_comparison
@anything
@given(text=partial_texts(), day=some_days)
def test_a_partial_date_compares_as_every_day_that_it_could_be(compare, text, day):
    partial = PartialDate(text)

    assert compare(partial, day) is agreed(compare(each, day) for each in possible_days(text))
    assert compare(day, partial) is agreed(compare(day, each) for each in possible_days(text))


def test_two_partial_dates_are_equal_only_when_both_are_days():
    assert (PartialDate("2024-02") == PartialDate("2024-02")) is Unknown
    assert (PartialDate("2024-02-29") == PartialDate("2024-02-29")) is True
    assert (PartialDate("2024-02") == PartialDate("2024-03")) is False
    assert (PartialDate("2024-02") < PartialDate("2024-03")) is True
    assert (PartialDate("2024") < PartialDate("2024-03")) is Unknown


@anything
@given(first=partial_texts(), last=some_days)
def test_days_from_a_partial_date_span_all_that_it_could_be(first, last):
    apart = as_span(days(PartialDate(first), last))

    counts = [days(day, last) for day in possible_days(first)]
    assert (apart.low, apart.high) == (min(counts), max(counts))


def test_days_between_months_are_certain_when_every_day_is():
    apart = days(PartialDate("2024-02"), PartialDate("2024-04"))

    assert (apart >= 32) is True
    assert (apart > 90) is False
    assert (apart <= 40) is Unknown


# The words of conditions


def test_days_are_counted_from_the_first_to_the_second():
    assert days(date(2024, 2, 28), date(2024, 3, 1)) == 2
    assert days(date(2024, 3, 1), date(2024, 2, 28)) == -2
    assert days(Unknown, date(2024, 3, 1)) is Unknown
    assert days(date(2024, 3, 1), Unknown) is Unknown


def test_minutes_are_those_that_pass_also_where_clocks_change():
    new_york = ZoneInfo("America/New_York")
    start = datetime(2026, 3, 8, 1, 30, tzinfo=new_york)
    stop = datetime(2026, 3, 8, 3, 30, tzinfo=new_york)

    assert minutes(start, stop) == 60


def test_minutes_are_counted_across_zones():
    start = datetime(2024, 2, 29, 9, 30, tzinfo=SHANGHAI)
    stop = datetime(2024, 2, 29, 2, 30, 30, tzinfo=UTC)

    assert minutes(start, stop) == Decimal("60.5")
    assert minutes(stop, start) == Decimal("-60.5")
    assert minutes(Unknown, stop) is Unknown


def test_the_day_of_an_instant_is_the_day_where_it_happened():
    night = datetime(2024, 3, 1, 0, 30, tzinfo=SHANGHAI)

    assert date_of(night) == date(2024, 3, 1)
    assert date_of(night.astimezone(UTC)) == date(2024, 2, 29)
    assert date_of(Unknown) is Unknown


@pytest.mark.parametrize("code", ["40", "0.5", "007"])
def test_a_code_of_digits_is_a_number(code):
    assert number(code) == Decimal(code)


@pytest.mark.parametrize("code", [Unknown, "OTHER", "", "４０", "1e3", "1_0", "-1", ".", "NaN"])
def test_any_other_code_is_no_number(code):
    assert number(code) is Unknown
    assert number(code, 0) == 0


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999", 0, "2"),
        ("1.005", 2, "1.01"),
        ("1450", -2, "1.5E+3"),
    ],
)
def test_rounding_goes_away_from_zero_at_a_half(value, digits, expected):
    assert str(rounded(Decimal(value), digits)) == expected


def test_whole_numbers_round_too():
    assert str(rounded(5, 1)) == "5.0"
    assert rounded(Unknown, 1) is Unknown
    assert rounded(INFINITE, 1) == INFINITE


@anything
@given(span=spans(of=some.decimals(-9, 9, places=3)), digits=some.integers(0, 2))
def test_a_span_rounds_to_the_span_of_its_rounded_values(span, digits):
    result = rounded(span, digits)

    assert all(holds(result, rounded(value, digits)) for value in members(span))


def test_a_ratio_is_decimal_and_a_ratio_to_nothing_is_unknown():
    assert ratio(1, 8) == Decimal("0.125")
    assert ratio(1, 0) is Unknown
    assert ratio(Decimal(1), Decimal("0.00")) is Unknown
    assert ratio(Unknown, 0) is Unknown
    assert ratio(8, Unknown) is Unknown
    assert ratio(1, qualified(Decimal(8), "<")) is Unknown
    assert (ratio(1, qualified(Decimal(8), ">")) < Decimal("0.125")) is True


def test_a_square_root_is_decimal():
    assert square_root(Decimal("6.25")) == Decimal("2.5")
    assert square_root(Unknown) is Unknown


RECORDS = {"matches": True, "differs": False, "could": Unknown}


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([], False),
        (["differs"], False),
        (["differs", "could"], Unknown),
        (["could", "matches"], True),
    ],
)
def test_a_record_that_only_could_match_leaves_its_existence_open(records, found):
    assert exists(records, RECORDS.get) is found
    assert count(records, RECORDS.get) == records.count("matches")


def test_being_filled_is_never_unknown():
    assert (filled(0), filled(Unknown)) == (True, False)
    assert (blank(0), blank(Unknown)) == (False, True)


def test_the_first_that_is_not_blank_stands():
    assert coalesce(Unknown, 0, 5) == 0
    assert coalesce(Unknown, Unknown) is Unknown
    assert coalesce() is Unknown


def test_a_choice_is_one_of_the_codes_only_when_there_is_one():
    assert one_of("BM", "BM", "PB") is True
    assert one_of("PB", "BM") is False
    assert one_of(Unknown, "BM") is Unknown


@pytest.mark.parametrize("nothing", [Unknown, []])
def test_a_multiple_choice_says_nothing_while_nothing_is_chosen(nothing):
    assert has(nothing, "MTX") is Unknown
    assert size(nothing) is Unknown


def test_a_multiple_choice_has_what_is_chosen():
    assert has(["MTX", "ATG"], "ATG") is True
    assert has(["MTX", "ATG"], "CSA") is False
    assert size(["MTX", "ATG"]) == 2


def test_the_earliest_and_the_latest_pass_over_the_unknown():
    assert earliest([Unknown, 3, 2]) == 2
    assert latest(iter([Unknown, 3, 2])) == 3
    assert earliest([]) is Unknown
    assert latest([Unknown]) is Unknown


@pytest.mark.parametrize("in_order", [True, False])
def test_the_earliest_of_partial_dates_is_left_open_where_it_is(in_order):
    dates = [PartialDate("2024-03"), date(2024, 3, 7)]

    first = earliest(dates if in_order else reversed(dates))
    last = latest(dates if in_order else reversed(dates))

    assert (first.low, first.high) == (date(2024, 3, 1), date(2024, 3, 7))
    assert (last.low, last.high) == (date(2024, 3, 7), date(2024, 3, 31))


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (PartialDate("1990"), date(2024, 6, 30), 33),
        (PartialDate("1990"), date(2024, 7, 1), 34),
        (PartialDate("1990-05"), date(2024, 5, 14), 33),
        (PartialDate("1990-05"), date(2024, 5, 15), 34),
    ],
)
def test_age_counts_completed_years(birth, on, age):
    assert age_in_years(birth, on) == age


def test_no_age_is_known_without_both_dates():
    assert age_in_years(Unknown, date(2024, 5, 15)) is Unknown
    assert age_in_years(date(1990, 5, 15), Unknown) is Unknown
