"""Charts of subjects, loaded from the database: one statement, whatever the forms.

Who looks at thousands of subjects loads their envelopes in one statement, and of each form only the
columns that are read: see ``load_sparsely``.
"""

import gc
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from edc.chart import Chart, Envelope, PlaceInSchedule, Unwatched, is_plain
from edc.crf import crf_named
from edc.models import Record, Site, Subject

ENVELOPES = """
SELECT r.subject_id, v.code, v.sequence, r.parent_id, r.id, r.form, r.line, r.state, r.version
FROM edc_record r LEFT JOIN edc_visit v ON v.id = r.visit_id
WHERE r.subject_id = ANY(%s) AND r.form = ANY(%s)
ORDER BY r.id
"""
# Envelopes and answers come in several statements, between which somebody may write.
WRITTEN_SINCE = """
SELECT DISTINCT coalesce(seen.subject_id, now.subject_id)
FROM unnest(%s::bigint[], %s::bigint[], %s::int[]) seen(subject_id, id, version)
FULL JOIN (
    SELECT subject_id, id, version FROM edc_record
    WHERE subject_id = ANY(%s) AND form = ANY(%s) AND state = 'COMPLETE'
) now USING (id)
WHERE seen.version IS DISTINCT FROM now.version
"""
SOME_COLUMNS = 'SELECT record_id, {columns} FROM "{table}" WHERE record_id = ANY(%s::bigint[])'
NOT_EMPTY = "nullif(missing, '{}')::text"
# The questions that were read, by form.
ReadBefore = dict[str, set[str]]
AT_ONCE = 200
AS_TYPED = json.JSONDecoder(parse_float=Decimal)
ONE_FORM = """
SELECT r.id, r.{owner}_id, r.form, r.line, r.state, r.version, v.code, v.sequence, r.parent_id,
       to_jsonb(f)::text
FROM edc_record r JOIN "{table}" f ON f.record_id = r.id LEFT JOIN edc_visit v ON v.id = r.visit_id
WHERE r.form = '{table}' AND r.state = 'COMPLETE' AND r.{owner}_id = ANY(%({owner}s)s)
"""


def load(subjects: Iterable[Subject], form_names: Iterable[str], *, at: datetime | None = None):
    """Charts by subject id with the complete records of these forms, on the site's day ``at``.

    What is about a site is loaded once, and filed in a chart when it is first read there.
    """
    charts = _empty(subjects, at)
    shared: dict = {}
    sites = {chart.site.pk for chart in charts.values()}
    for envelope, owner_id, row in _rows(list(charts), list(sites), sorted(set(form_names))):
        if crf_named(envelope.form).scope == "site":
            shared.setdefault(owner_id, {}).setdefault(envelope.form, []).append((envelope, row))
        else:
            charts[owner_id].add(crf_named(envelope.form), envelope, row)
    for chart in charts.values():
        chart.shared = dict(shared.get(chart.site.pk, {}))
        chart.sort()
    return charts


def _empty(subjects, at) -> dict[int, Chart]:
    now = at or timezone.now()
    return {
        subject.pk: Chart(today=day_at(subject.site, now), site=subject.site, subject=subject)
        for subject in subjects
    }


def load_sparsely(
    subjects: Iterable[Subject],
    form_names: Iterable[str],
    read_before: ReadBefore,
    *,
    at: datetime | None = None,
) -> dict[int, Chart]:
    """The same charts with only those columns that were read before, of forms about subjects.

    An answer that was never asked for until now is brought when it is, for all of the subjects at
    once, and noted in ``read_before``, which the caller keeps for the next time.
    """
    crfs = [crf_named(name) for name in sorted(set(form_names))]
    charts = load(subjects, [crf.form for crf in crfs if crf.scope == "site"], at=at)
    wanted = {crf.form: crf for crf in crfs if crf.scope == "subject"}
    complete: dict[str, list] = defaultdict(list)
    for subject_id, envelope in _envelopes(list(charts), list(wanted)):
        chart = charts[subject_id]
        chart.envelopes.append(envelope)
        if envelope.state == "COMPLETE":
            complete[envelope.form].append((chart, envelope))
    sparse = Sparse(read_before)
    for chart in charts.values():
        chart.bring, chart.kind = sparse.bring, Unwatched
    for form, filed in complete.items():
        rows, at_hand = sparse.rows_of(wanted[form], [envelope.id for _, envelope in filed])
        for chart, envelope in filed:
            chart.add(wanted[form], envelope, rows[envelope.id]).hold(at_hand)
    for chart in charts.values():
        chart.sort()
    return charts


def written_since(charts: dict[int, Chart], form_names: Iterable[str]) -> set[int]:
    """Ids of the subjects whose records are no longer those of their charts."""
    seen = [
        (pk, envelope.id, envelope.version)
        for pk, chart in charts.items()
        for envelope in chart.envelopes
        if envelope.state == "COMPLETE"
    ]
    columns = [as_array(column) for column in zip(*seen, strict=True)] or ["{}", "{}", "{}"]
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_SINCE, [*columns, list(charts), list(form_names)])
        return {subject_id for (subject_id,) in cursor.fetchall()}


def as_array(numbers: Iterable[int]) -> str:
    """Whole numbers as PostgreSQL reads an array; the driver would look at each of them."""
    return f"{{{','.join(map(str, numbers))}}}"


def each(
    subjects: Iterable[Subject],
    form_names: Iterable[str],
    read_before: ReadBefore,
    *,
    at: datetime | None = None,
) -> Iterator[tuple[int, Chart]]:
    """Id and chart of any number of subjects, a few hundred in memory at a time.

    A chart is dissolved after it was looked at.
    """
    waiting, form_names = iter(subjects), list(form_names)
    while some := list(islice(waiting, AT_ONCE)):
        with without_collecting():
            loaded = load_sparsely(some, form_names, read_before, at=at)
            for subject_id, chart in loaded.items():
                yield subject_id, chart
                chart.dissolve()


@contextmanager
def at_one_moment():
    """A transaction in which all that is read is as it was at one moment.

    Between two batches nobody may be told what the other would not know. Within a transaction that
    has begun already, statements see what was written before each of them.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def without_collecting():
    """Charts are made by the thousand and dropped together: no looking for garbage among them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Sparse:
    """Rows of answers, by form and record, that grow by the columns of a question on demand."""

    def __init__(self, read_before: ReadBefore):
        self._read_before = read_before
        self._rows: dict[str, dict[int, dict]] = {}

    def rows_of(self, crf, record_ids: list[int]) -> tuple[dict[int, dict], list[str]]:
        """The rows with the date that orders the records, and whatever was read before.

        With them, the questions whose answers stand in a row as facts see them.
        """
        rows = self._rows[crf.form] = {record_id: {} for record_id in record_ids}
        dated = {crf.date} & {question.name for question in crf.questions()}
        known = sorted(self._read_before.setdefault(crf.form, set()) | dated)
        columns = [column for name in known for column in crf.asked[name].columns]
        self._add(crf, ["missing", *columns])
        for row in rows.values():
            row["missing"] = json.loads(row["missing"]) if row["missing"] else {}
        return rows, [name for name in known if is_plain(crf, name)]

    def bring(self, crf, question) -> None:
        """Load the answers to a question for every record."""
        self._read_before[crf.form].add(question.name)
        self._add(crf, question.columns)

    def _add(self, crf, columns):
        rows = self._rows[crf.form]
        names = [f'"{column}"' if column != "missing" else NOT_EMPTY for column in columns]
        statement = SOME_COLUMNS.format(columns=", ".join(names), table=crf._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(statement, [as_array(rows)])
            for record_id, *values in cursor.fetchall():
                rows[record_id].update(zip(columns, values, strict=True))


_place = lru_cache(maxsize=1000)(PlaceInSchedule)


def _envelopes(subject_ids, form_names):
    """Id of the subject, and envelope, of each record of the forms, in whatever state."""
    with connection.cursor() as cursor:
        cursor.execute(ENVELOPES, [subject_ids, form_names])
        for subject_id, code, sequence, parent_id, *told in cursor.fetchall():
            place = _place(code, sequence) if code else None
            yield subject_id, Envelope(*told, place, parent_id)


def of(owner: Subject | Site, form_names: Iterable[str], *, at: datetime | None = None) -> Chart:
    """The chart of a subject, or of a site with the forms about the site itself."""
    if isinstance(owner, Subject):
        return load([owner], form_names, at=at)[owner.pk]
    chart = Chart(today=day_at(owner, at or timezone.now()), site=owner)
    for envelope, _, row in _rows([], [owner.pk], sorted(set(form_names))):
        chart.add(crf_named(envelope.form), envelope, row)
    chart.sort()
    return chart


def day_at(site, instant: datetime) -> date:
    """The calendar day at the site."""
    return instant.astimezone(site.zone).date()


def _rows(subject_ids, site_ids, form_names):
    """Envelope, id of the subject or site, and answers of each record."""
    asked = [(crf_named(name), subject_ids) for name in form_names]
    asked = [(crf, ids if crf.scope == "subject" else site_ids) for crf, ids in asked]
    statements = [
        ONE_FORM.format(table=crf._meta.db_table, owner=crf.scope) for crf, ids in asked if ids
    ]
    if not statements:
        return
    with connection.cursor() as cursor:
        owners = {"subjects": subject_ids, "sites": site_ids}
        cursor.execute(" UNION ALL ".join(statements), owners)
        for record_id, owner_id, form, line, state, version, code, seq, parent, row in cursor:
            place = PlaceInSchedule(code, seq) if code else None
            envelope = Envelope(record_id, form, line, state, version, place, parent)
            yield envelope, owner_id, as_row(row)


def as_row(text: str) -> dict:
    """A row of JSON text with numbers kept as typed."""
    return AS_TYPED.decode(text)


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
