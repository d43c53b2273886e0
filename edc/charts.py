"""Charts of subjects, loaded from the database: one statement, whatever the forms."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from edc.chart import Chart, Envelope, PlaceInSchedule
from edc.crf import crf_named
from edc.models import Record, Subject

ONE_FORM = """
SELECT r.id, r.subject_id, r.form, r.line, r.state, r.version, v.code, v.sequence, r.parent_id,
       to_jsonb(f)::text
FROM edc_record r JOIN "{table}" f ON f.record_id = r.id LEFT JOIN edc_visit v ON v.id = r.visit_id
WHERE r.form = '{table}' AND r.state = 'COMPLETE' AND r.subject_id = ANY(%(subjects)s)
"""


def load(subjects: Iterable[Subject], form_names: Iterable[str], *, at: datetime | None = None):
    """Charts by subject id with the complete records of these forms, on the site's day ``at``."""
    now = at or timezone.now()
    charts = {
        subject.pk: Chart(today=day_at(subject.site, now), site=subject.site, subject=subject)
        for subject in subjects
    }
    for envelope, subject_id, row in _rows(list(charts), sorted(set(form_names))):
        charts[subject_id].add(crf_named(envelope.form), envelope, row)
    for chart in charts.values():
        chart.sort()
    return charts


def day_at(site, instant: datetime) -> date:
    """The calendar day at the site."""
    return instant.astimezone(site.zone).date()


def _rows(subject_ids, form_names):
    if not subject_ids or not form_names:
        return
    tables = [crf_named(name)._meta.db_table for name in form_names]
    sql = " UNION ALL ".join(ONE_FORM.format(table=table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"subjects": subject_ids})
        for record_id, subject_id, form, line, state, version, code, seq, parent, row in cursor:
            place = PlaceInSchedule(code, seq) if code else None
            envelope = Envelope(record_id, form, line, state, version, place, parent)
            yield envelope, subject_id, as_row(row)


def as_row(text: str) -> dict:
    """A row of JSON text with numbers kept as typed."""
    return json.loads(text, parse_float=Decimal)


def envelope_of(record: Record, visit: tuple[str, int] | None = None) -> Envelope:
    """A record's envelope as charts know it."""
    if record.visit:
        visit = (record.visit.code, record.visit.sequence)
    place = PlaceInSchedule(*visit) if visit else None
    return Envelope(
        record.pk or 0,
        record.form,
        record.line,
        record.state,
        record.version,
        place,
        record.parent_id,
    )


def put(chart: Chart, record: Record, row: dict, visit: tuple[str, int] | None = None):
    """The chart's answers of a record as they are about to stand; facts are computed anew.

    ``visit``: where the record will hang, when it is not begun yet.
    """
    crf = crf_named(record.form)
    filed = chart.records.setdefault(record.form, [])
    chart.records[record.form] = [a for a in filed if a._envelope.id != record.pk]
    chart.forget()
    answers = chart.add(crf, envelope_of(record, visit), row)
    chart.sort()
    return answers
