"""Running the checks that a change touches, and keeping their queries in step."""

from collections import defaultdict

from edc import charts
from edc.actions import queries
from edc.checking import checks_on, checks_reading, findings, forms_needed_after
from edc.crf import crf_named, crfs
from edc.generic import is_hidden
from edc.models import Query, Record


def after_change(*, chart, answers, by, role) -> None:
    """Check a complete record, and its owner's other records whose checks read its form.

    What is about a site is read by the records of all its subjects; the sweep looks at those.
    """
    crf = answers._crf
    due = {answers: checks_on(crf)}
    for check in checks_reading(crf.form):
        for other in chart.records.get(check.crf.form, ()):
            if other is not answers:
                due[other] = (*due.get(other, ()), check)
    _settle(chart, due, by, role)


def after_removal(*, record, by, role, at) -> None:
    """Close the checks' queries of a removed record, and check the others that read it."""
    crf = crf_named(record.form)
    chart = charts.of(record.owner, forms_needed_after(crf), at=at)
    due: dict = defaultdict(tuple)
    for check in checks_reading(crf.form):
        for other in chart.records.get(check.crf.form, ()):
            due[other] += (check,)
    _settle(chart, due, by, role)
    envelope = (record.subject_id, record.site_id)
    asked = {(q.check_id, q.question): q for q in record.queries.exclude(check_id="")}
    queries.settle(
        record_id=record.pk,
        envelope=envelope,
        examined=asked.keys(),
        failing={},
        existing=asked,
        by=by,
        role=role,
    )


def everything(*, subject, by, role, at=None) -> None:
    """Run every check of every complete record of a subject. Runs inside the caller's write."""
    names = {crf.form for crf in crfs()}
    chart = charts.load([subject], names, at=at)[subject.pk]
    due = {record: checks_on(record._crf) for filed in chart.records.values() for record in filed}
    _refresh_hidden(chart)
    _settle(chart, due, by, role)


def _refresh_hidden(chart):
    """What applies may depend on other forms: keep each record's list of hidden answers true."""
    for filed in chart.records.values():
        for answers in filed:
            names = [q.name for q in answers._crf.questions() if is_hidden(chart, answers, q)]
            Record.objects.filter(pk=answers._envelope.id).exclude(hidden=names).update(
                hidden=names
            )


def _settle(chart, due, by, role):
    ids = [answers._envelope.id for answers in due]
    existing: dict = defaultdict(dict)
    for query in Query.objects.filter(record_id__in=ids).exclude(check_id=""):
        existing[query.record_id][query.check_id, query.question] = query
    for answers, checks in due.items():
        record_id = answers._envelope.id
        failing = {found.check.key: found for found in findings(chart, answers, checks)}
        queries.settle(
            record_id=record_id,
            envelope=(chart.subject and chart.subject.pk, chart.site.pk),
            examined={check.key for check in checks},
            failing=failing,
            existing=existing[record_id],
            by=by,
            role=role,
        )
