"""What laboratory samples have in common: their visit, and what explains an abnormal value."""

from types import SimpleNamespace as Form

import pytest

from edc.chart import BLANK
from edc.logic import PartialDate, Unknown
from enrollment.samples import abnormal_value_is_explained, sample_is_of_its_visit
from tests.enrollment.paper import january

SAMPLED, BEFORE = january(10), january(1)


def an_event(start=BEFORE, end=Unknown, ongoing="N"):
    return Form(start_date=start, end_date=end, ongoing=ongoing)


def is_explained(significant="Y", events=(), history=(), conditioning=Unknown, on=SAMPLED):
    return abnormal_value_is_explained(
        any_clinically_significant=significant,
        sample_date=on,
        adverse_events=events,
        medical_histories=history,
        conditioning_start=conditioning,
    )


@pytest.mark.parametrize(("significant", "truth"), [("Y", False), ("N", True), (Unknown, Unknown)])
def test_a_significant_value_needs_an_explanation(significant, truth):
    assert is_explained(significant) is truth


@pytest.mark.parametrize(
    ("event", "truth"),
    [
        (an_event(start=SAMPLED, ongoing="Y"), True),
        (an_event(start=january(11), ongoing="Y"), False),
        (an_event(end=SAMPLED), True),
        (an_event(end=january(9)), False),
        (an_event(end=PartialDate("2026-01")), Unknown),
        (an_event(start=PartialDate("2026-01"), ongoing="Y"), Unknown),
        (an_event(start=PartialDate("2025"), ongoing="Y"), True),
        (an_event(start=Unknown, ongoing="Y"), Unknown),
        (an_event(), Unknown),
    ],
)
def test_an_event_on_the_day_of_the_sample_explains_it(event, truth):
    assert is_explained(events=[event]) is truth
    assert is_explained(events=[an_event(end=january(2)), event]) is truth


@pytest.mark.parametrize(("ongoing", "truth"), [("Y", True), ("N", False), (Unknown, Unknown)])
def test_an_ongoing_illness_of_the_history_explains_it(ongoing, truth):
    assert is_explained(history=[Form(ongoing=ongoing)]) is truth


@pytest.mark.parametrize(
    ("conditioning", "on", "truth"),
    [
        (january(9), SAMPLED, True),
        (january(10), SAMPLED, True),
        (january(11), SAMPLED, False),
        (january(10), Unknown, Unknown),
    ],
)
def test_from_conditioning_on_only_targeted_events_are_recorded(conditioning, on, truth):
    assert is_explained(conditioning=conditioning, on=on) is truth


@pytest.mark.parametrize(
    ("code", "on", "truth"),
    [
        ("C1D15", january(17), True),
        ("C1D15", january(3), True),
        ("C1D15", january(18), False),
        ("C1D15", january(2), False),
        ("SCR", january(30), True),
        ("PRE_HSCT", january(30), True),
        ("REL", january(30), True),
        ("C1D15", Unknown, Unknown),
    ],
)
def test_a_sample_is_of_its_visit(code, on, truth):
    visit = Form(code=code, sequence=1)

    assert sample_is_of_its_visit(visit, {(code, 1): SAMPLED}, on) is truth


def test_another_visit_of_the_kind_has_another_day():
    again = Form(code="UNS", sequence=2)

    assert sample_is_of_its_visit(again, {("UNS", 1): SAMPLED}, january(30)) is Unknown
    assert sample_is_of_its_visit(again, {("UNS", 2): SAMPLED}, january(30)) is False


def test_a_sample_outside_visits_is_not_judged():
    assert sample_is_of_its_visit(BLANK, {("UNS", 1): SAMPLED}, january(30)) is Unknown
