"""The CTCAE v5.0 grade of a laboratory value: what it proves, and nothing more.

High glucose and phosphate have no grade here: version 5.0 grades them by what had to be done. Where
the same number has a higher grade with symptoms, as lipase, sodium or potassium do, both are given.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from edc.logic import INFINITE, Span, Unknown, any_of
from enrollment.ctcae import (
    PROTEINURIA,
    Bound,
    Criterion,
    Direction,
    Of,
    Scale,
    StripCriterion,
    criteria_of,
)


class Baseline(NamedTuple):
    """The last value before the first dose, and what was normal where it was measured."""

    value: Any
    limits: Any


class Grade(NamedTuple):
    """A grade from 0 to 4, the grade with symptoms, and the criterion that gives it if not 0."""

    number: int
    with_symptoms: int
    criterion: Criterion | StripCriterion | None = None
    is_by_baseline: bool = False


GRADE_0 = Grade(0, 0)


def grade(analyte, value, limits, baseline: Baseline | None = None, *, is_anticoagulated=False):
    """The grade of a value in its standard unit; Unknown where what is known leaves it open.

    ``limits``: the range valid for the value, with ``low`` and ``high``. ``baseline``: None for a
    value of before treatment, which the limits grade; Unknown in it is what was not measured.
    Calcium is given as corrected for albumin.
    """
    found = [
        _by_criterion(criterion, value, limits, baseline, is_anticoagulated)
        for criterion in criteria_of(analyte)
    ]
    reached = next((grade for grade in found if grade is not Unknown and grade.number), None)
    if reached is not None:
        return reached
    is_certain = found and all(grade is not Unknown for grade in found)
    return GRADE_0 if is_certain else Unknown


def _by_criterion(criterion, value, limits, baseline, is_anticoagulated):
    """The grade under one term: certain when every scale that may apply gives the same."""
    grades = [
        _on_scale(criterion, scale, value, limits, start)
        for scale, start in _scales(criterion, limits, baseline, is_anticoagulated)
    ]
    return grades[0] if len({grade.number for grade in grades}) == 1 else Unknown


def _scales(criterion, limits, baseline, is_anticoagulated) -> list[tuple[Scale, Any]]:
    """The scales that may apply, each with the baseline it is read with."""
    usual = (criterion.scale, baseline)
    if baseline is None or not (criterion.from_abnormal or criterion.anticoagulated):
        return [usual]
    applies, relative = is_anticoagulated, (criterion.anticoagulated, baseline)
    if criterion.from_abnormal:
        applies = was_abnormal(baseline, criterion.direction)
        relative = (criterion.from_abnormal, _if_abnormal(baseline, limits, criterion.direction))
    if applies is Unknown:
        return [usual, relative]
    return [relative if applies else usual]


def was_abnormal(baseline: Baseline, direction: Direction):
    """Whether the baseline was beyond the limit on that side already."""
    if direction == Direction.HIGH:
        return baseline.value > baseline.limits.high
    return baseline.value < baseline.limits.low


def _if_abnormal(baseline, limits, direction) -> Baseline:
    """The baseline; one that was not measured would, if abnormal, have been beyond the limit."""
    limit = limits.high if direction == Direction.HIGH else limits.low
    if baseline.value is not Unknown or limit is Unknown:
        return baseline
    beyond = Span(limit, INFINITE) if direction == Direction.HIGH else Span(Decimal(0), limit)
    return Baseline(beyond, limits)


def _on_scale(criterion, scale, value, limits, baseline):
    """The grade on one scale, and on that for symptoms; Unknown where a bound leaves it open."""
    number, reached = _highest(criterion, scale, value, limits, baseline)
    if not number:
        return GRADE_0 if number == 0 else Unknown
    symptomatic, _ = _highest(criterion, criterion.symptomatic or {}, value, limits, baseline)
    is_by_baseline = all(bound.of == Of.BASELINE for bound in reached)
    return Grade(number, max(number, symptomatic or 0), criterion, is_by_baseline)


def _highest(criterion, scale: Scale, value, limits, baseline) -> tuple[int | None, list[Bound]]:
    """The highest grade reached and the bounds that reach it; 0 if none, None where it is open."""
    for number in sorted(scale, reverse=True):
        bounds = [b for b in scale[number] if baseline is not None or b.of != Of.BASELINE]
        truths = [_is_beyond(bound, criterion, value, limits, baseline) for bound in bounds]
        match any_of(*truths):
            case True:
                return number, [b for b, truth in zip(bounds, truths, strict=True) if truth is True]
            case truth if truth is Unknown:
                return None, []
    return 0, []


def _is_beyond(bound: Bound, criterion, value, limits, baseline):
    """Whether a value reaches a bound on the side that the criterion grades."""
    limit = bound.number * _reference(bound, limits, baseline) + bound.plus
    if criterion.direction == Direction.HIGH:
        return value >= limit if bound.is_included else value > limit
    return value <= limit if bound.is_included else value < limit


def _reference(bound: Bound, limits, baseline):
    """What the bound is a multiple of."""
    match bound.of:
        case Of.ULN:
            return limits.high
        case Of.LLN:
            return limits.low
        case Of.BASELINE:
            return baseline.value
    return 1


def grade_of_strip(reading):
    """The grade of the protein that a test strip finds in the urine of an adult."""
    if reading is Unknown:
        return Unknown
    number = PROTEINURIA.grades.get(reading, 0)
    return Grade(number, number, PROTEINURIA) if number else GRADE_0


def corrected_calcium(calcium, albumin):
    """Calcium in mmol/L as it would be with albumin of 40 g/L: 0.02 mmol/L for each g/L.

    Version 5.0 grades corrected calcium and names no formula; this is that of its version 3.0,
    0.8 mg/dL for each g/dL, in either direction.
    """
    return calcium + Decimal("0.02") * (40 - albumin)
