"""Checks made on every question without being listed: what is owed, ranges, dates, formats."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.text import format_lazy

from edc.chart import forms_read
from edc.checks import Check, Severity
from edc.facts import facts
from edc.logic import Unknown, days
from edc.questions import Date, DateTime, Number, PartialDate, Text
from edc.text import T

REQUIRED, TYPE, UNIT, HIDDEN = "GEN-REQUIRED", "GEN-TYPE", "GEN-UNIT", "GEN-HIDDEN"
RANGE_HARD, RANGE_SOFT = "GEN-RANGE-HARD", "GEN-RANGE-SOFT"
FUTURE, CONSENT, DEATH, DUPLICATE = "GEN-FUTURE", "GEN-CONSENT", "GEN-DEATH", "GEN-DUPLICATE"
BIRTH = "GEN-BIRTH"
# What the sweeping checks hold a date against, and what their message names of it.
COMPARED = {CONSENT: "consent_date", DEATH: "death_date", BIRTH: "birth_date"}

WORDING = {
    REQUIRED: T("{label} is required.", "“{label}”为必填项。"),
    TYPE: T("{label}: the value is not in the expected format.", "“{label}”格式不正确。"),
    RANGE_HARD: T(
        "{label} must lie between {low} and {high}{unit}.",
        "“{label}”须在{low}~{high}{unit}之间。",
    ),
    RANGE_SOFT: T(
        "{label} is outside the usual range {low} to {high}{unit}. Please confirm.",
        "“{label}”超出常见范围{low}~{high}{unit}，请核实。",
    ),
    FUTURE: T("{label} cannot be in the future.", "“{label}”不能晚于当前日期。"),
    CONSENT: T(
        "{label} is before informed consent ({date}).", "“{label}”早于知情同意日期（{date}）。"
    ),
    DEATH: T("{label} is after the date of death ({date}).", "“{label}”晚于死亡日期（{date}）。"),
    BIRTH: T("{label} is before the date of birth.", "“{label}”早于出生日期。"),
    UNIT: T("{label}: choose the unit.", "“{label}”请选择单位。"),
    DUPLICATE: T("A record with the same {label} already exists.", "已存在相同“{label}”的记录。"),
    HIDDEN: T(
        "{label} holds a value but no longer applies. "
        "Clear it or correct the answer it depends on.",
        "“{label}”已不适用但仍有数值，请清除该值或更正其所依据的选项。",
    ),
}


def generic_checks(crf) -> Iterator[Check]:
    """The generic checks of a form, question by question."""
    for question in crf.asked.values():
        if question.derived is None:
            yield from _entered(crf, question)
        if question.expected or question.hard:
            yield from _ranges(crf, question)
    if crf.key or crf.repeats == "once":
        yield _duplicate(crf)


def _entered(crf, question):
    yield _check(crf, question, REQUIRED, Severity.SOFT, _is_owed(question))
    yield _check(crf, question, HIDDEN, Severity.SOFT, _is_hidden(question))
    if isinstance(question, Number | Text):
        yield _check(crf, question, TYPE, Severity.HARD, _breaks_format(question))
    if question.unit_column:
        yield _check(crf, question, UNIT, Severity.HARD, _lacks_unit(question))
    if isinstance(question, Date | DateTime | PartialDate):
        yield from _dates(crf, question)


def _dates(crf, question):
    if FUTURE not in crf.exempt.get(question.name, ()):
        yield _check(crf, question, FUTURE, Severity.HARD, _is_future(question))
    if question.name == crf.date and CONSENT not in crf.exempt.get(question.name, ()):
        yield _check(crf, question, CONSENT, Severity.SOFT, _precedes_consent(crf, question), True)
    if DEATH not in crf.exempt.get(question.name, ()):
        yield _check(crf, question, DEATH, Severity.HARD, _follows_death(question), True)
    if BIRTH not in crf.exempt.get(question.name, ()):
        yield _check(crf, question, BIRTH, Severity.HARD, _precedes_birth(question), True)


def _check(crf, question, check_id, severity, fails, sweeping=False, **wording):
    compared = COMPARED.get(check_id, "")
    wording |= {"date": "{date}"} if compared else {}
    message = format_lazy(WORDING[check_id], label=question.label, **wording)
    reads = frozenset[str]()
    if check_id == REQUIRED:
        reads = forms_read(question.required_when, crf)
    if check_id in {REQUIRED, HIDDEN}:
        conditions = (question.section.shown_when, question.shown_when)
        reads = reads.union(*(forms_read(condition, crf) for condition in conditions))
    if sweeping:
        reads |= forms_read(facts()[compared])
    return Check(
        check_id,
        crf,
        severity,
        message,
        question.name,
        fails,
        reads=reads,
        sweeping=sweeping,
        values=_dated(compared) if check_id in {CONSENT, DEATH} else _nothing,
    )


def _nothing(chart) -> dict[str, str]:
    return {}


def _dated(compared):
    """The day that the message names. A date of birth is personal, and never named."""
    return lambda chart: {"date": str(chart.value(compared))}


def _is_owed(question):
    def fails(chart, answers):
        row = answers._row
        if question.name in (row.get("missing") or ()) or row.get(question.name) not in (None, []):
            return False
        owed = chart.evaluate(question.required_when, answers) is True
        return owed and chart.shows(answers, question)

    return fails


def _is_hidden(question):
    return lambda chart, answers: is_hidden(chart, answers, question)


def is_hidden(chart, answers, question) -> bool:
    """Whether the question holds a value although it does not apply."""
    row = answers._row
    holds = row.get(question.name) not in (None, []) or question.name in (row.get("missing") or ())
    return holds and not chart.shows(answers, question)


def _breaks_format(question):
    def fails(chart, answers):
        if getattr(answers, question.name) is Unknown:
            return False
        value = answers._row[question.name]
        if isinstance(question, Number):
            places = -Decimal(value).as_tuple().exponent
            return question.decimals is not None and places > question.decimals
        too_long = question.longest is not None and len(value) > question.longest
        return too_long or bool(question.pattern and not re.fullmatch(question.pattern, value))

    return fails


def _lacks_unit(question):
    def fails(chart, answers):
        unit = answers._row.get(question.unit_column)
        units = {str(question.unit), *map(str, question.other_units)}
        return getattr(answers, question.name) is not Unknown and unit not in units

    return fails


def _is_future(question):
    def fails(chart, answers):
        value = getattr(answers, question.name)
        return (as_day(value) > chart.today) is True

    return fails


def as_day(value):
    """A date, an instant's day, or the span of a partial date."""
    return value.date() if isinstance(value, datetime) else value


def _follows_death(question):
    def fails(chart, answers):
        return (as_day(getattr(answers, question.name)) > chart.value("death_date")) is True

    return fails


def _precedes_consent(crf, question):
    def fails(chart, answers):
        day, consent = as_day(getattr(answers, question.name)), chart.value("consent_date")
        allowed = chart.param.screening.window_days if crf.routine_before_consent else 0
        return (days(day, consent) > allowed) is True

    return fails


def _precedes_birth(question):
    def fails(chart, answers):
        return (as_day(getattr(answers, question.name)) < chart.value("birth_date")) is True

    return fails


def _ranges(crf, question):
    is_derived = question.derived is not None
    unit = f" {question.unit.shown}" if question.unit else ""
    for check_id, limits in ((RANGE_HARD, question.hard), (RANGE_SOFT, question.expected)):
        if limits is None or (is_derived and check_id == RANGE_SOFT and not question.expected):
            continue
        soft = check_id == RANGE_SOFT or is_derived
        low, high = (plain(limit) for limit in limits)
        fails = _is_outside(question, limits, within=question.hard if soft else None)
        severity = Severity.SOFT if soft else Severity.HARD
        yield _check(crf, question, check_id, severity, fails, low=low, high=high, unit=unit)


def _is_outside(question, limits, within):
    low, high = (Decimal(str(limit)) for limit in limits)

    def fails(chart, answers):
        value = getattr(answers, question.name)
        if value is Unknown:
            return False
        if within and limits is not within and _outside(value, *within):
            return False
        return _outside(value, low, high)

    return fails


def _outside(value, low, high) -> bool:
    return (value < Decimal(str(low))) is True or (value > Decimal(str(high))) is True


def plain(limit) -> str:
    """A limit as people write it: no exponent, no trailing zeros."""
    text = format(Decimal(str(limit)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _duplicate(crf):
    label = _joined(crf)

    def fails(chart, answers):
        others = [other for other in chart.records.get(crf.form, ()) if other is not answers]
        return any(_equal(crf, answers, other) for other in others)

    question = next((name for name in crf.key if name in crf.asked), next(iter(crf.asked)))
    message = format_lazy(WORDING[DUPLICATE], label=label)
    return Check(
        DUPLICATE, crf, Severity.HARD, message, question, fails, reads=frozenset({crf.form})
    )


def _joined(crf):
    labels = [crf.asked[name].label for name in crf.key if name in crf.asked] or [crf.title]
    places = " ".join("{}" for _ in labels).replace(" ", "{between}")
    return format_lazy(places, *labels, between=T(" / ", "、"))


def _in_key(answers, name):
    """What tells records apart: an answer, the visit they hang on, or the parent."""
    match name:
        case "visit":
            return answers._envelope.visit
        case "parent":
            return answers._envelope.parent_id
        case _:
            value = getattr(answers, name)
            return getattr(value, "text", value)  # a month is the same month, whatever its day


def _equal(crf, answers, other) -> bool:
    """Blank equals blank in a key, but no number equals another that was not given."""
    mine, theirs = ([_in_key(record, name) for name in crf.key] for record in (answers, other))
    if crf.unique and all(value is Unknown for value in mine):
        return False
    return all((a is b) or (a == b) is True for a, b in zip(mine, theirs, strict=True))
