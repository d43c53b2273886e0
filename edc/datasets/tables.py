"""Datasets of what surrounds the forms: subjects, visits, queries, and the audit trail."""

from psycopg import sql

from edc.access import Permission
from edc.crf import crfs
from edc.datasets.reading import NOT_SHOWN, Dataset, Reading, of_sites, utc
from edc.places import schedule
from edc.text import T

SHOWN_NUMBER = sql.SQL("coalesce(subject.number, subject.screening_number)")

SUBJECTS = sql.SQL("""
SELECT site.code AS site, {shown} AS subject, subject.screening_number AS screening_id,
       subject.number AS subject_number
FROM edc_subject subject JOIN edc_site site ON site.id = subject.site_id
WHERE {sites}
ORDER BY site.code COLLATE "C", {shown} COLLATE "C"
""")

VISITS = sql.SQL("""
SELECT site.code AS site, {shown} AS subject, subject.screening_number AS screening_id,
       visit.code AS visit,
       visit.sequence, planned.number AS visit_number, planned.epoch
FROM edc_visit visit
JOIN edc_subject subject ON subject.id = visit.subject_id
JOIN edc_site site ON site.id = visit.site_id
LEFT JOIN unnest({codes}::text[], {numbers}::int[], {epochs}::text[])
          AS planned (code, number, epoch) ON planned.code = visit.code
WHERE {sites}
ORDER BY site.code COLLATE "C", {shown} COLLATE "C", planned.number, visit.sequence, visit.id
""")

QUERIES = sql.SQL("""
SELECT site.code AS site, {shown} AS subject, subject.screening_number AS screening_id,
       visit.code AS visit,
       visit.sequence, record.form, record.line, record.id AS record, query.id AS query,
       nullif(query.question, '') AS question, nullif(query.check_id, '') AS "check",
       query.state,
       {raised_at} AS raised_at, raiser.username AS raised_by, raised.role AS raised_in_role,
       nullif(raised.text, '') AS question_text, last.act AS last_act, {last_at} AS last_at,
       speaker.username AS last_by, nullif(last.text, '') AS last_text, steps.count AS steps
FROM edc_query query
LEFT JOIN edc_record record ON record.id = query.record_id
LEFT JOIN edc_subject subject ON subject.id = query.subject_id
JOIN edc_site site ON site.id = query.site_id
LEFT JOIN edc_visit visit ON visit.id = record.visit_id
JOIN LATERAL (SELECT min(id) AS first, max(id) AS last, count(*) FROM edc_querystep
              WHERE query_id = query.id) steps ON true
LEFT JOIN edc_querystep raised ON raised.id = steps.first
LEFT JOIN edc_user raiser ON raiser.id = raised.by_id
LEFT JOIN edc_querystep last ON last.id = steps.last
LEFT JOIN edc_user speaker ON speaker.id = last.by_id
WHERE {sites}
ORDER BY site.code COLLATE "C", {shown} COLLATE "C", query.id
""")

TRAIL = sql.SQL("""
SELECT trail.position, trail.event_id AS event, {at} AS at, actor.username AS actor, trail.role,
       trail.channel, trail.request_id AS request, site.code AS site, {shown} AS subject,
       subject.screening_number AS screening_id, visit.code AS visit, visit.sequence,
       record.form, record.line,
       trail.record_id AS record, trail.table_name AS "table", trail.row_id AS row,
       trail.operation, trail.field, {old} AS old, {new} AS new, trail.reason
FROM audit.trail
LEFT JOIN edc_user actor ON actor.id = trail.actor_id
LEFT JOIN edc_site site ON site.id = trail.site_id
LEFT JOIN edc_subject subject ON subject.id = trail.subject_id
LEFT JOIN edc_record record ON record.id = trail.record_id
LEFT JOIN edc_visit visit ON visit.id = record.visit_id
WHERE trail.position IS NOT NULL AND {sites}
ORDER BY trail.position, trail.field COLLATE "C"
""")


def subjects(reading: Reading) -> sql.Composable:
    return SUBJECTS.format(shown=SHOWN_NUMBER, sites=of_sites("subject.site_id", reading))


def visits(reading: Reading) -> sql.Composable:
    planned = schedule().values()
    return VISITS.format(
        shown=SHOWN_NUMBER,
        codes=sql.Literal([visit.code for visit in planned]),
        numbers=sql.Literal([visit.number for visit in planned]),
        epochs=sql.Literal([visit.epoch for visit in planned]),
        sites=of_sites("visit.site_id", reading),
    )


def queries(reading: Reading) -> sql.Composable:
    return QUERIES.format(
        shown=SHOWN_NUMBER,
        raised_at=utc("raised.at"),
        last_at=utc("last.at"),
        sites=of_sites("query.site_id", reading),
    )


def trail(reading: Reading) -> sql.Composable:
    """The field-level trail as far as it has positions; personal answers on request only."""
    return TRAIL.format(
        at=utc("trail.at"),
        shown=SHOWN_NUMBER,
        old=_discreet("old", reading),
        new=_discreet("new", reading),
        sites=of_sites("trail.site_id", reading),
    )


def personal_columns() -> dict[str, list[str]]:
    """The columns that hold personal data, by table."""
    columns = {
        crf.form: [column for q in crf.questions() if q.pii for column in q.columns]
        for crf in crfs()
    }
    return {form: personal for form, personal in columns.items() if personal}


def _discreet(side, reading):
    column = sql.Identifier("trail", side)
    personal = [[form, name] for form, names in personal_columns().items() for name in names]
    if reading.with_personal or not personal:
        return column
    return sql.SQL(
        "CASE WHEN {value} IS NOT NULL AND (trail.table_name, trail.field) IN ({personal})"
        " THEN {instead} ELSE {value} END"
    ).format(
        value=column,
        personal=sql.SQL(", ").join(
            sql.SQL("({}, {})").format(*map(sql.Literal, pair)) for pair in personal
        ),
        instead=sql.Literal(NOT_SHOWN),
    )


TABLES = [
    Dataset("subjects", T("Subjects", "受试者"), subjects),
    Dataset("visits", T("Visits", "访视"), visits),
    Dataset("queries", T("Queries", "质疑"), queries),
    Dataset("audit", T("Audit trail", "稽查轨迹"), trail, needs=Permission.READ_TRAIL),
]
