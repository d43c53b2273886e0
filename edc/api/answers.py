"""A record as programs read it: answers as typed, what was derived, what is asked about it."""

from edc import charts
from edc.actions.entry import row_of
from edc.chart import Answers
from edc.checking import forms_needed, message_of
from edc.crf import crf_named
from edc.logic import Span, Unknown
from edc.models import Record
from edc.models.query import QueryState
from edc.questions import DateTime, MultiChoice, Question
from edc.text import both


def answers_of(record: Record) -> Answers:
    """The answers of a record as they stand, with what they need to derive others."""
    crf = crf_named(record.form)
    chart = charts.of(record.owner, forms_needed(crf))
    return charts.put(chart, record, row_of(crf, record.pk))


def representation(record: Record, answers: Answers) -> dict:
    """The whole record, as GET returns it."""
    crf, row, zone = answers._crf, answers._row, answers._chart.site.zone
    questions = crf.questions()
    return {
        **place_of(record),
        "state": record.state,
        "version": record.version,
        "form_version": record.form_version,
        "answers": {q.name: value_of(q, row, zone) for q in questions},
        "missing": dict(row["missing"]),
        "units": {q.name: row.get(q.unit_column) for q in questions if q.unit_column},
        "derived": {q.name: derived_value(answers, q) for q in crf.derivations()},
        "hidden": sorted(record.hidden),
        "queries": open_queries(record.queries),
    }


def place_of(record: Record) -> dict:
    """Where a record belongs, in the words of its address."""
    subject, visit = record.subject, record.visit
    return {
        "site": record.site.code,
        "subject": subject and str(subject),
        "screening_number": subject and subject.screening_number,
        "visit": visit and visit.code,
        "sequence": visit and visit.sequence,
        "form": record.form,
        "line": record.line,
        "record": record.pk,
    }


def value_of(question: Question, row: dict, zone):
    """The answer as it is sent and taken back: text, several codes as a list, None when blank."""
    if row.get(question.name) in (None, []):
        return None
    if isinstance(question, MultiChoice):
        return list(row[question.name])
    if isinstance(question, DateTime):
        return question.shown(row, zone).replace(" ", "T", 1)
    return question.text(row, zone)


def derived_value(answers: Answers, question: Question):
    """What was computed, unrounded; ``<0.008`` from a printed limit; None while it cannot be."""
    value = getattr(answers, question.name)
    if value is Unknown:
        return None
    if isinstance(value, Span):
        return str(value)
    return question.text({question.name: value}, answers._chart.site.zone)


def open_queries(queries) -> list[dict]:
    """Those that are not settled: what is asked, by which check or by a person in which words."""
    unsettled = queries.exclude(state=QueryState.CLOSED).prefetch_related("steps")
    return [_query(query) for query in unsettled.order_by("id")]


def _query(query) -> dict:
    message = message_of(query)
    english, chinese = both(message) if message else (None, None)
    return {
        "query": query.pk,
        "question": query.question or None,
        "check": query.check_id or None,
        "state": query.state,
        "message_en": english,
        "message_zh": chinese,
        "said": [step.text for step in query.steps.all() if step.text],
    }
