"""The dataset of codings: each coded answer with its term and the way up, in both languages."""

from psycopg import sql

from edc.coding.answers import Coded, coded_questions
from edc.datasets.reading import Dataset, Reading, of_sites, utc
from edc.models.coding import Language, Level
from edc.text import T

CODINGS = sql.SQL("""
WITH answer AS ({answers})
SELECT site.code AS site, coalesce(subject.number, subject.screening_number) AS subject,
       subject.screening_number AS screening_id, visit.code AS visit, visit.sequence,
       record.form, record.line, record.id AS record,
       coding.question, coding.verbatim, coding.dictionary, coding.version, coding.code, {names},
       lower(coding.how) AS how, coder.username AS coded_by, coding.role AS coded_in_role,
       {at} AS coded_at
FROM edc_coding coding
JOIN answer ON answer.record_id = coding.record_id AND answer.question = coding.question
           AND answer.verbatim = coding.verbatim
JOIN edc_record record ON record.id = coding.record_id
JOIN edc_site site ON site.id = coding.site_id
JOIN edc_user coder ON coder.id = coding.coded_by_id
LEFT JOIN edc_subject subject ON subject.id = coding.subject_id
LEFT JOIN edc_visit visit ON visit.id = record.visit_id
{terms}
WHERE coding.ended_at IS NULL AND {sites}
ORDER BY site.code COLLATE "C", coalesce(subject.number, subject.screening_number) COLLATE "C",
         record.form COLLATE "C", record.line, record.id, coding.question COLLATE "C"
""")

ANSWER = sql.SQL("""
SELECT record.id AS record_id, {question} AS question, answers.{column} AS verbatim
FROM edc_record record JOIN {table} answers ON answers.record_id = record.id
WHERE record.state = 'COMPLETE' AND NOT {question} = ANY(record.hidden)
""")

TERM = sql.SQL("""
LEFT JOIN edc_dictionaryrelease {release} ON {release}.dictionary = coding.dictionary
      AND {release}.version = coding.version AND {release}.language = {language}
LEFT JOIN edc_dictionaryterm {term} ON {term}.release_id = {release}.id
      AND {term}.code = coding.code
""")


def codings(reading: Reading) -> sql.Composable:
    """What is coded and still said; a changed answer is absent until it is coded again."""
    return CODINGS.format(
        answers=sql.SQL(" UNION ALL ").join(map(_answer, coded_questions())),
        names=sql.SQL(", ").join(_names()),
        at=utc("coding.coded_at"),
        terms=sql.SQL("").join(map(_term, Language)),
        sites=of_sites("coding.site_id", reading),
    )


def _answer(coded: Coded):
    return ANSWER.format(
        question=sql.Literal(coded.question.name),
        column=sql.Identifier(coded.question.name),
        table=sql.Identifier(coded.crf._meta.db_table),
    )


def _term(language: Language):
    return TERM.format(
        release=sql.Identifier(f"release_{language}"),
        term=sql.Identifier(language),
        language=sql.Literal(language.value),
    )


def _names():
    """The term, then code and name of each level above it, in each language."""
    for language in Language:
        yield sql.SQL("{}.name AS {}").format(
            sql.Identifier(language), sql.Identifier(f"term_{language}")
        )
    for level in Level:
        column = level.lower()
        code = sql.SQL(", ").join(_part(language, level, 0) for language in Language)
        yield sql.SQL("coalesce({}) AS {}").format(code, sql.Identifier(f"{column}_code"))
        for language in Language:
            yield sql.SQL("{} AS {}").format(
                _part(language, level, 1), sql.Identifier(f"{column}_{language}")
            )


def _part(language, level, place):
    return sql.SQL("{}.path -> {} ->> {}").format(
        sql.Identifier(language), sql.Literal(level.value), sql.Literal(place)
    )


DATASET = Dataset("codings", T("Codings", "医学编码"), codings)
