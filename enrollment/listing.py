"""The dataset of laboratory results: each as printed, converted, and as it is judged."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from edc import charts
from edc.chart import Chart, forms_read
from edc.datasets.reading import Dataset, Reading, Rows
from edc.datasets.writing import batches_of_subjects
from edc.facts import facts
from edc.logic import INFINITE, Span, Unknown, coalesce, days, filled, rounded
from edc.places import schedule
from edc.text import T, both
from enrollment.ranges import MEASURING_FORMS
from enrollment.results import Result, results_of

AT_ONCE = 100
READ = ("reference_ranges", "laboratory_baselines", "c1d1_date", "hsct_d0")
DIGITS_OF_MULTIPLES = 6


class ListedResult(NamedTuple):
    """One result of one record; what is not known is None.

    ``printed``, ``qualifier``, ``printed_unit``: what the laboratory wrote. ``value``, limits and
    ``graded`` (calcium as corrected for albumin) are in ``unit``; the sign of the qualifier holds
    for them and for the multiple too. ``reading``: what a test strip shows, as its code, instead of
    a number. Day 0 is that of the first dose, and of the transplant.
    """

    site: str
    subject: str
    screening_id: str
    visit: str | None
    sequence: int | None
    form: str
    line: int
    record: int
    sample_date: date | None
    lab_name: str | None
    analyte: str
    printed: Decimal | None
    qualifier: str | None
    printed_unit: str | None
    reading: str | None
    value: Decimal | None
    unit: str | None
    lower_limit: Decimal | None
    upper_limit: Decimal | None
    indicator: str | None
    uln_multiple: Decimal | None
    graded: Decimal | None
    ctcae_term: str | None
    ctcae_grade: int | None
    ctcae_grade_with_symptoms: int | None
    is_baseline: str | None
    day_from_c1d1: int | None
    day_from_hsct: int | None


def lab_results(reading: Reading) -> Rows:
    """The results of the subjects of the sites that are read."""
    return Rows(ListedResult._fields, lambda: every_result(reading))


def every_result(reading: Reading) -> Iterator[ListedResult]:
    """By site, subject, visit, form, line and analyte; the charts of one batch at a time."""
    for subjects in batches_of_subjects(reading, AT_ONCE):
        loaded = charts.load(subjects, forms_needed())
        for subject in subjects:
            yield from results_in(loaded.pop(subject.pk))


@cache
def forms_needed() -> frozenset[str]:
    """The forms that results are read from, and judged by."""
    return frozenset(MEASURING_FORMS).union(*(forms_read(facts()[name]) for name in READ))


def results_in(chart: Chart) -> Iterator[ListedResult]:
    """The results of one subject, in order."""
    ranges, baselines = chart.fact("reference_ranges"), chart.fact("laboratory_baselines")
    records = [record for form in MEASURING_FORMS for record in chart.records.get(form, ())]
    for record in sorted(records, key=place_in_order):
        for result in results_of(record, ranges, baselines):
            yield listed(chart, result, baselines)


def place_in_order(record):
    """Visits as they are scheduled; within one as it was filed."""
    envelope = record._envelope
    code, sequence = envelope.visit or ("", 0)
    place = list(schedule()).index(code) if code else len(schedule())
    form = MEASURING_FORMS.index(envelope.form)
    return place, sequence, form, envelope.line, envelope.id


def listed(chart: Chart, result: Result, baselines) -> ListedResult:
    """A judged result as a row."""
    record, name = result.record, str(result.analyte)
    envelope, row, question = record._envelope, record._row, record._crf.asked[name]
    code, sequence = envelope.visit or (None, None)
    grade, on = result.grade, record.sample_date
    return ListedResult(
        site=chart.site.code,
        subject=str(chart.subject),
        screening_id=chart.subject.screening_number,
        visit=code,
        sequence=sequence,
        form=envelope.form,
        line=envelope.line,
        record=envelope.id,
        sample_date=coalesce(on, None),
        lab_name=coalesce(record.lab_name, None),
        analyte=name,
        printed=None if filled(result.reading) else Decimal(row[name]),
        qualifier=row.get(f"{name}_qualifier"),
        printed_unit=row.get(question.unit_column) or as_text(result.unit),
        reading=as_text(result.reading),
        value=number_of(result.value),
        unit=as_text(result.unit),
        lower_limit=number_of(result.limits.low),
        upper_limit=number_of(result.limits.high),
        indicator=as_text(result.indicator),
        uln_multiple=short(number_of(result.uln_ratio)),
        graded=number_of(result.graded),
        ctcae_term=both(result.term)[0] if filled(result.term) else None,
        ctcae_grade=coalesce(grade.number, None),
        ctcae_grade_with_symptoms=coalesce(grade.with_symptoms, None),
        is_baseline="Y" if baselines.records.get(name) is record else None,
        day_from_c1d1=coalesce(days(baselines.first_dose, on), None),
        day_from_hsct=coalesce(days(chart.fact("hsct_d0"), on), None),
    )


def as_text(code) -> str | None:
    """A code without its class; None for none."""
    return str(code) if code else None


def number_of(value) -> Decimal | None:
    """A number; of one that was printed with a sign, the number beside the sign."""
    if not isinstance(value, Span):
        return None if value is Unknown else Decimal(value)
    if value.high == INFINITE:
        return value.low
    return value.high if value.low in {0, value.high} else None


def short(number: Decimal | None) -> Decimal | None:
    """A quotient with as many digits as matter."""
    return None if number is None else rounded(number, DIGITS_OF_MULTIPLES).normalize()


LAB_RESULTS = Dataset(
    "lab_results",
    T("Laboratory results, judged", "实验室结果（含范围判断与CTCAE分级）"),
    rows=lab_results,
)
