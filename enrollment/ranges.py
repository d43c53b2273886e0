"""Reference ranges: what a laboratory calls normal for the subject, on the day of the sample."""

from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from edc.crf import crf_named
from edc.logic import Unknown, age_in_years, all_of, any_of, blank, filled, ratio
from edc.questions import Number
from enrollment.analytes import Analyte

MEASURING_FORMS = ("lab_hematology", "lab_chemistry", "lab_coagulation")
# What UCUM writes for a plain number: INR has no other unit.
UNITY = "1"


@cache
def measured() -> dict[str, Number]:
    """The questions that laboratories answer with a number, by analyte."""
    forms = [crf_named(name) for name in MEASURING_FORMS]
    return {
        question.name: question
        for form in forms
        for question in form.questions()
        if isinstance(question, Number) and question.name in Analyte.values
    }


def units_of(analyte) -> list[str]:
    """The units in which results and limits of an analyte may be given, the standard unit first."""
    if analyte is Unknown:
        return []
    question = measured()[analyte]
    return [str(unit) for unit in (question.unit or UNITY, *question.other_units)]


def is_unit_of(unit, analyte):
    """Whether limits can be converted from the unit; what has no unit needs none."""
    if analyte is Unknown:
        return Unknown
    if unit is Unknown:
        return True if measured()[analyte].unit is None else Unknown
    return unit in units_of(analyte)


class Limits(NamedTuple):
    """Lower and upper limit of normal in the standard unit; either may be Unknown."""

    low: Any
    high: Any


class Scope(NamedTuple):
    """Whom and which days a range is for, and the record that states its limits."""

    sex: Any
    age_from: Any
    age_to: Any
    valid_from: Any
    valid_to: Any
    record: Any

    def covers(self, sex, age, on):
        """Whether it is the range of such a person on that day."""
        return all_of(
            self.valid_from <= on,
            any_of(blank(self.valid_to), on <= self.valid_to),
            any_of(self.sex == "ALL", self.sex == sex),
            self.age_from <= age,
            age <= self.age_to,
        )


class ReferenceRanges:
    """The ranges of a site, as they apply to one subject.

    Everything but the limits is read here, so that a query raised over a limit opens again when
    that limit changes, and not when another range of the laboratory does.
    """

    def __init__(self, lab_reference_ranges, demographics):
        self._sex, self._birth = demographics.sex, demographics.birth_date
        self._scopes: dict[tuple, list[Scope]] = defaultdict(list)
        for record in lab_reference_ranges:
            is_usable = all_of(
                filled(record.lab_name), is_unit_of(record.range_unit, record.analyte)
            )
            if is_usable is True:
                key = laboratory(record.lab_name), record.analyte
                self._scopes[key].append(scope_of(record))

    def __repr__(self):
        return "<reference ranges>"

    def limits(self, lab_name, analyte, on):
        """What the laboratory calls normal for the subject on a day.

        Unknown without a range, and where more than one set of limits could be meant.
        """
        scopes = self._scopes.get((laboratory(lab_name), analyte), ())
        age = age_in_years(self._birth, on)
        truths = [(scope.covers(self._sex, age, on), scope.record) for scope in scopes]
        possible = {limits_of(record) for truth, record in truths if truth is not False}
        is_certain = any(truth is True for truth, _ in truths)
        return possible.pop() if is_certain and len(possible) == 1 else Unknown


def laboratory(name):
    """The name of a laboratory as it is compared: spaces around it say nothing."""
    return name if name is Unknown else name.strip()


def laboratories(lab_reference_ranges) -> list[str]:
    """The laboratories that have ranges, in order of name."""
    names = {laboratory(record.lab_name) for record in lab_reference_ranges}
    return sorted(name for name in names if name is not Unknown)


def scope_of(record) -> Scope:
    """Whom and which days a recorded range is for."""
    return Scope(
        sex=record.sex,
        age_from=record.age_from,
        age_to=record.age_to,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        record=record,
    )


def limits_of(record) -> Limits:
    """The limits of a recorded range, in the standard unit of its analyte."""
    question = measured()[record.analyte]

    def in_standard_unit(limit):
        if limit is Unknown:
            return Unknown
        return question.in_standard_unit(limit, record.range_unit)

    return Limits(in_standard_unit(record.lower_limit), in_standard_unit(record.upper_limit))


def limits_for(record, analyte, reference_ranges):
    """What is normal for a result of a laboratory record; Unknown without a range."""
    return reference_ranges.limits(record.lab_name, analyte, record.sample_date)


def uln_ratio(record, analyte, reference_ranges):
    """A result as a multiple of the upper limit of normal; Unknown without a range."""
    limits = limits_for(record, analyte, reference_ranges)
    return ratio(getattr(record, analyte), limits.high)
