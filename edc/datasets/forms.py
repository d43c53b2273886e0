"""One dataset for each form: its keys, then its questions in their order."""

from collections.abc import Iterator

from psycopg import sql

from edc.crf import Crf
from edc.datasets.reading import Dataset, Reading, of_sites
from edc.places import schedule
from edc.questions import DateTime, MultiChoice, Question
from edc.schedule import always

ROWS = sql.SQL("""
SELECT site.code AS site, coalesce(subject.number, subject.screening_number) AS subject,
       subject.screening_number AS screening_id, visit.code AS visit, visit.sequence,
       record.form, record.line,
       parent.line AS parent_line, record.id AS record, record.state{answers}
FROM edc_record record
JOIN {table} answers ON answers.record_id = record.id
LEFT JOIN edc_subject subject ON subject.id = record.subject_id
JOIN edc_site site ON site.id = record.site_id
LEFT JOIN edc_visit visit ON visit.id = record.visit_id
LEFT JOIN edc_record parent ON parent.id = record.parent_id
WHERE record.form = {form} AND {state} AND {sites}
ORDER BY site.code COLLATE "C", coalesce(subject.number, subject.screening_number) COLLATE "C",
         array_position({visits}::text[], visit.code::text), visit.sequence, record.line, record.id
""")

# The day and time at the hospital, with the offset that held there at that moment.
LOCAL = sql.SQL(
    "to_char({0} AT TIME ZONE site.time_zone, 'YYYY-MM-DD\"T\"HH24:MI')"
    " || regexp_replace(({0} AT TIME ZONE site.time_zone - {0} AT TIME ZONE 'UTC')::text,"
    " '^(-?)([0-9]+:[0-9]+).*$', CASE WHEN {0} AT TIME ZONE site.time_zone <"
    " {0} AT TIME ZONE 'UTC' THEN '-\\2' ELSE '+\\2' END)"
)


def dataset_of(crf: type[Crf]) -> Dataset:
    """The dataset of a form."""
    return Dataset(crf.form, crf.title, lambda reading: select(crf, reading), has_drafts=True)


def select(crf: type[Crf], reading: Reading) -> sql.Composable:
    """The statement that gives the rows."""
    questions = [q for q in crf.questions() if reading.with_personal or not q.pii]
    columns = [column for question in questions for column in columns_of(question, reading)]
    return ROWS.format(
        answers=sql.SQL("").join(sql.SQL(",\n       ") + column for column in columns),
        table=sql.Identifier(crf._meta.db_table),
        form=sql.Literal(crf.form),
        state=sql.SQL("true" if reading.with_drafts else "record.state = 'COMPLETE'"),
        sites=of_sites("record.site_id", reading),
        visits=sql.Literal(list(schedule())),
    )


def columns_of(question: Question, reading: Reading) -> Iterator[sql.Composable]:
    """The answer, its missing code, what qualifies it; blank where the question does not apply."""
    name, *companions = question.columns
    code = sql.SQL("answers.missing ->> {}").format(sql.Literal(name))
    yield _named(name, _unless_hidden(question, _value(question, reading)))
    yield _named(f"{name}_missing", _unless_hidden(question, code))
    for column in companions:
        yield _named(column, _unless_hidden(question, sql.Identifier("answers", column)))


def _value(question, reading):
    column = sql.Identifier("answers", question.column)
    if isinstance(question, DateTime):
        return LOCAL.format(column)
    if isinstance(question, MultiChoice) and reading.is_flat:
        return sql.SQL("array_to_string({}, ';')").format(column)
    return column


def _named(name, expression):
    return sql.SQL("{} AS {}").format(expression, sql.Identifier(name))


def _unless_hidden(question, expression):
    if question.shown_when is always and question.section.shown_when is always:
        return expression
    return sql.SQL("CASE WHEN {} = ANY(record.hidden) THEN NULL ELSE {} END").format(
        sql.Literal(question.name), expression
    )
