"""Writing many subjects at once: the same writes as by hand, each made for all of them together.

A record is begun as a draft, its answers are entered, it is completed, and corrected with a
reason. Every write passes through the database's trigger, so the trail tells of each row what it
would tell had somebody sat there and typed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from psycopg import sql

from edc import audit
from edc.access import Permission, Role
from edc.models import Subject
from trial.demonstration.entering import Staff
from trial.simulation.filing import Filed

FILL = """
UPDATE {form} f SET {assignments}
FROM json_populate_recordset(NULL::{form}, %s::json) typed
WHERE f.record_id = typed.record_id
"""
FINISH = """
UPDATE edc_record r SET state = done.state, version = r.version + 1, hidden = done.hidden
FROM json_to_recordset(%s::json) done(id bigint, state text, hidden text[])
WHERE r.id = done.id
"""


ENVELOPE = (
    "id",
    "subject_id",
    "site_id",
    "visit_id",
    "parent_id",
    "form",
    "line",
    "state",
    "version",
    "form_version",
)
NUMBER = """
UPDATE edc_subject s SET number = given.number
FROM json_to_recordset(%s::json) given(id bigint, number text)
WHERE s.id = given.id
"""


@dataclass
class Dossier:
    """A subject with its records, and the subject number if it was enrolled."""

    subject: Subject
    filed: list[Filed]
    number: str | None = None


def reserved(table: str, how_many: int) -> list[int]:
    """Keys of rows that are about to be written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, how_many],
        )
        return [key for (key,) in cursor.fetchall()]


def write(dossiers: list[Dossier], staff: Staff) -> None:
    """Write a site's subjects with everything that was entered about them; one transaction."""
    site = staff.site.pk
    with audit.acting(staff.coordinator, role=Role.COORDINATOR, site_id=site):
        people = [(d.subject.pk, site, d.subject.screening_number) for d in dossiers]
        copy("edc_subject", ("id", "site_id", "screening_number"), people)
        visits = begin_visits(dossiers, site)
        records = [(dossier, filed) for dossier in dossiers for filed in dossier.filed]
        enter(staff.coordinator, [each for each in records if not is_decision(each[1])], visits)
        with audit.acting(staff.investigator, role=Role.INVESTIGATOR):
            enter(staff.investigator, [each for each in records if is_decision(each[1])], visits)
            numbers = [{"id": d.subject.pk, "number": d.number} for d in dossiers if d.number]
            update(NUMBER, numbers)


def is_decision(filed: Filed) -> bool:
    return filed.crf.completed_by == Permission.ENROL


def begin_visits(dossiers: list[Dossier], site: int) -> dict[tuple, int]:
    """Keys of the visits by subject, code and sequence."""
    places = [
        (dossier.subject.pk, *visit)
        for dossier in dossiers
        for visit in dict.fromkeys(f.envelope.visit for f in dossier.filed if f.envelope.visit)
    ]
    visits = dict(zip(places, reserved("edc_visit", len(places)), strict=True))
    rows = [(key, who, site, code, sequence) for (who, code, sequence), key in visits.items()]
    copy("edc_visit", ("id", "subject_id", "site_id", "code", "sequence"), rows)
    return visits


def enter(by, records: list[tuple[Dossier, Filed]], visits: dict[tuple, int]) -> None:
    """Begin the records, enter their answers, complete them, correct some."""
    copy("edc_record", ENVELOPE, (envelope_row(d.subject, f, visits) for d, f in records))
    by_form = defaultdict(list)
    for _, filed in records:
        by_form[filed.crf].append(filed)
    for crf, filled in by_form.items():
        copy(crf.form, ("record_id", "missing"), [(f.envelope.id, "{}") for f in filled])
        columns = [column for question in crf.questions() for column in question.columns]
        fill(crf.form, ["missing", *columns], [(f.envelope.id, f.entered) for f in filled])
    finish(filed for _, filed in records)
    for _, filed in records:
        for changes, why in filed.corrections:
            correct(by, filed, changes, why)


def envelope_row(subject: Subject, filed: Filed, visits: dict[tuple, int]) -> tuple:
    envelope, who = filed.envelope, subject.pk
    visit = envelope.visit and visits[who, *envelope.visit]
    begun = (envelope.form, envelope.line, "DRAFT", 1, filed.crf.version)
    return (envelope.id, who, subject.site_id, visit, envelope.parent_id, *begun)


def fill(form: str, columns: list[str], changes: list[tuple[int, dict]]) -> None:
    """Enter the changes of several records of a form; a column that one leaves out is blank."""
    names = [sql.Identifier(column) for column in columns]
    assignments = [sql.SQL("{0} = typed.{0}").format(name) for name in names]
    statement = sql.SQL(FILL).format(
        form=sql.Identifier(form), assignments=sql.SQL(", ").join(assignments)
    )
    update(statement, [{"missing": {}} | each | {"record_id": key} for key, each in changes])


def finish(records: Iterable[Filed]) -> None:
    """Count the write; complete what is not refused."""
    states = {True: "COMPLETE", False: "DRAFT"}
    update(
        FINISH,
        [
            {"id": f.envelope.id, "state": states[f.is_complete], "hidden": f.hidden}
            for f in records
        ],
    )


def correct(by, filed: Filed, changes: dict, why: str) -> None:
    """Change answers of a complete record, with the reason for each."""
    with audit.acting(by, dict.fromkeys(changes, why), role=role_of(filed)):
        fill(filed.crf.form, list(changes), [(filed.envelope.id, changes)])
        finish([filed])


def role_of(filed: Filed) -> Role:
    return Role.INVESTIGATOR if is_decision(filed) else Role.COORDINATOR


def copy(table: str, columns: Iterable[str], rows: Iterable[tuple]) -> None:
    """Insert rows by COPY."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as writer:
        for row in rows:
            writer.write_row(row)


def update(statement, rows: list[dict]) -> None:
    """Run a statement over rows that it receives as JSON; numbers travel as they are written."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [json.dumps(rows, cls=DjangoJSONEncoder)])
