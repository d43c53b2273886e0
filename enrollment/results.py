"""Laboratory results as they are judged: by the range of their day, by the baseline, by CTCAE.

One function for what is said beside an answer, for the dataset of results, and for the preview of
a corrected range.
"""

from typing import Any, NamedTuple

from edc.codelists import Codelist
from edc.logic import Unknown, any_of, blank, filled, ratio
from edc.series import record_before
from edc.text import T
from enrollment.analytes import Analyte
from enrollment.grades import Baseline, corrected_calcium, grade, grade_of_strip
from enrollment.ranges import Limits, limits_for, measured

STRIP = "urine_protein"


class Indicator(Codelist):
    """CDISC C78736 (NRIND): where a result lies beside its range."""

    LOW = "LOW", "LOW", T("Low", "偏低")
    NORMAL = "NORMAL", "NORMAL", T("Normal", "正常")
    HIGH = "HIGH", "HIGH", T("High", "偏高")


class Result(NamedTuple):
    """One result of a laboratory record, in the standard unit, and what it means.

    ``limits`` is Unknown without a range, ``grade`` where it is open or CTCAE has none. ``graded``
    is the value that was graded: calcium as corrected for albumin. ``baseline`` is None for a
    result of before treatment. A test strip has a reading, a code, and neither value nor limits.
    """

    record: Any
    analyte: str
    value: Any
    unit: Any
    limits: Any
    indicator: Any
    uln_ratio: Any
    grade: Any
    graded: Any
    baseline: Any
    reading: Any = Unknown

    @property
    def term(self):
        """The CTCAE term, when there is a grade of 1 or more."""
        return self.grade.criterion.term if filled(self.grade) and self.grade.number else Unknown


class Baselines(NamedTuple):
    """The first dose, and by analyte the record with the last value until then."""

    first_dose: Any
    records: dict[str, Any]

    def __repr__(self):
        return f"<baselines of {self.first_dose}>"


def baselines_until(first_dose, *forms) -> Baselines:
    """The baselines among the records of the laboratory forms."""
    return Baselines(
        first_dose,
        {
            analyte: record_before(records, analyte, first_dose)
            for records in forms
            if records
            for analyte in tests_of(records[0])
        },
    )


def analytes_of(record) -> list[Analyte]:
    """What the form of a record asks for."""
    return [analyte for analyte in Analyte if analyte in record._crf.asked]


def tests_of(record) -> list[str]:
    """The same, and the test strip where the form asks for it."""
    strip = [STRIP] if STRIP in record._crf.asked else []
    return [*analytes_of(record), *strip]


def results_of(record, reference_ranges, baselines) -> list[Result]:
    """The results of a laboratory record, in the order of the analytes, the test strip last."""
    return [
        strip_of(record) if test == STRIP else result_of(record, test, reference_ranges, baselines)
        for test in tests_of(record)
        if filled(getattr(record, test))
    ]


def result_of(record, analyte, reference_ranges, baselines) -> Result:
    """One result, judged."""
    limits = limits_for(record, analyte, reference_ranges)
    baseline = baseline_for(record, analyte, reference_ranges, baselines)
    graded = value_to_grade(record, analyte)
    return Result(
        record=record,
        analyte=analyte,
        value=getattr(record, analyte),
        unit=measured()[analyte].unit,
        limits=limits,
        indicator=indicator(getattr(record, analyte), limits),
        uln_ratio=ratio(getattr(record, analyte), limits.high),
        grade=grade(analyte, graded, limits, baseline),
        graded=graded,
        baseline=baseline,
    )


def strip_of(record) -> Result:
    """What a test strip shows, which is graded by itself alone."""
    reading = getattr(record, STRIP)
    return Result(
        record=record,
        analyte=STRIP,
        value=Unknown,
        unit=None,
        limits=Limits(Unknown, Unknown),
        indicator=Unknown,
        uln_ratio=Unknown,
        grade=grade_of_strip(reading),
        graded=Unknown,
        baseline=None,
        reading=reading,
    )


def baseline_for(record, analyte, reference_ranges, baselines) -> Baseline | None:
    """What a result is compared with; None until the first dose, whose day counts as before."""
    is_before = any_of(blank(baselines.first_dose), record.sample_date <= baselines.first_dose)
    if is_before is True:
        return None
    earlier = baselines.records.get(analyte, Unknown)
    return Baseline(
        value_to_grade(earlier, analyte), limits_for(earlier, analyte, reference_ranges)
    )


def value_to_grade(record, analyte):
    """The value that CTCAE grades."""
    if analyte == Analyte.CALCIUM:
        return corrected_calcium(record.calcium, record.albumin)
    return getattr(record, analyte)


def indicator(value, limits):
    """Low, normal or high; a range may lack one limit, then there is none on that side."""
    is_low, is_high = value < limits.low, value > limits.high
    if is_low is True:
        return Indicator.LOW
    if is_high is True:
        return Indicator.HIGH
    sides = [(limits.low, is_low), (limits.high, is_high)]
    within = [truth is False for limit, truth in sides if filled(limit)]
    return Indicator.NORMAL if within and all(within) else Unknown
