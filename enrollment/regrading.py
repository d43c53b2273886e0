"""What a corrected reference range would change: results that it would judge otherwise."""

from typing import Any, NamedTuple

from edc.chart import forms_named
from edc.crf import crf_named
from edc.logic import filled
from edc.series import dated
from enrollment.analytes import Analyte
from enrollment.ranges import MEASURING_FORMS, ReferenceRanges
from enrollment.results import Result, analytes_of, result_of


class Regraded(NamedTuple):
    """A result whose side of the range or CTCAE grade changes."""

    record: Any
    analyte: Analyte
    value: Any
    before: Result
    after: Result


def forms_needed() -> frozenset[str]:
    """The forms to load into the chart of a subject for whom the change is previewed."""
    facts = forms_named("reference_ranges") | forms_named("laboratory_baselines")
    return facts | frozenset(MEASURING_FORMS)


def regraded(chart, before, after) -> list[Regraded]:
    """The subject's results that the ranges ``after`` judge otherwise than those ``before``.

    Both are the range records of the site, the unchanged ones among them. In order of date.
    """
    demographics, baselines = chart.value("demographics"), chart.fact("laboratory_baselines")
    were, become = (ReferenceRanges(ranges, demographics) for ranges in (before, after))
    compared = [
        Regraded(
            record,
            analyte,
            getattr(record, analyte),
            before=result_of(record, analyte, were, baselines),
            after=result_of(record, analyte, become, baselines),
        )
        for record, analyte in _results(chart, changed_analytes(before, after))
    ]
    changed = [one for one in compared if judgement(one.before) != judgement(one.after)]
    return sorted(changed, key=lambda one: dated(one.record))


def with_change(ranges, changed) -> list:
    """The ranges of the site once the record ``changed`` stands as it is proposed."""
    others = [range_ for range_ in ranges if range_._envelope.id != changed._envelope.id]
    return [*others, changed]


def changed_analytes(before, after) -> set[str]:
    """The analytes of the ranges that are not the same records on both sides."""
    kept = {id(range_) for range_ in before} & {id(range_) for range_ in after}
    return {range_.analyte for range_ in (*before, *after) if id(range_) not in kept}


def judgement(result: Result) -> tuple:
    """What people are told of a result: its side of the range, its grade, under which term."""
    grades = (result.grade.number, result.grade.with_symptoms, result.term)
    return (result.indicator, *grades)


def _results(chart, analytes):
    for form in MEASURING_FORMS:
        for record in chart.value(crf_named(form).plural()):
            for analyte in analytes_of(record):
                if analyte in analytes and filled(getattr(record, analyte)):
                    yield record, analyte
