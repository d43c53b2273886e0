"""What the trail holds of each write, and that nobody can write it otherwise."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.types.json import set_json_loads

from tests.edc.sql import LIN, MONA, acting, complete, refused, rows, value, write

pytest_plugins = ["tests.edc.sql_fixtures"]


def lines(connection):
    """The trail of what the test itself wrote: field, old, new."""
    return rows(
        connection,
        "SELECT field, old, new FROM audit.trail WHERE table_name = 'mrd_pcr' AND row_id = 31"
        " AND operation = 'UPDATE' ORDER BY event_id, field",
    )


def events(connection):
    return value(connection, "SELECT count(*) FROM audit.event")


def last_event(connection, columns):
    return rows(connection, f"SELECT {columns} FROM audit.event ORDER BY id DESC LIMIT 1")[0]


def test_a_first_entry_has_empty_old_values(runtime):
    entered = rows(
        runtime,
        "SELECT field, old, new, operation FROM audit.trail"
        " WHERE table_name = 'mrd_pcr' AND row_id = 31 ORDER BY field",
    )

    assert entered == [
        ("performed", None, "Y", "INSERT"),
        ("ratio_percent", None, "0.005", "INSERT"),
    ]


def test_two_fields_changed_in_one_save_are_two_lines(runtime):
    with acting(runtime):
        runtime.execute(
            "UPDATE mrd_pcr SET ratio_percent = 0.02, performed = 'N', missing = '{}'"
            " WHERE record_id = 31"
        )
        runtime.execute("UPDATE edc_record SET version = version + 1 WHERE id = 31")

    assert lines(runtime) == [("performed", "Y", "N"), ("ratio_percent", "0.005", "0.02")]
    assert value(runtime, "SELECT count(*) FROM audit.trail WHERE field = 'version'") == 0


def test_a_save_that_changes_nothing_leaves_no_line(runtime):
    before = events(runtime)

    write(runtime, "UPDATE mrd_pcr SET ratio_percent = 0.005, performed = 'Y' WHERE record_id = 31")

    assert events(runtime) == before


def test_a_zero_more_is_a_change(runtime):
    write(runtime, "UPDATE mrd_pcr SET ratio_percent = 0.0050 WHERE record_id = 31")

    assert lines(runtime) == [("ratio_percent", "0.005", "0.0050")]


def test_a_number_comes_back_from_the_trail_as_it_was_typed(runtime):
    set_json_loads(partial(json.loads, parse_float=Decimal), runtime)
    write(runtime, "UPDATE mrd_pcr SET ratio_percent = 0.0050 WHERE record_id = 31")

    old, new = last_event(runtime, "old, new")

    assert (str(old["ratio_percent"]), str(new["ratio_percent"])) == ("0.005", "0.0050")


def test_an_event_says_who_wrote_what_about_whom_and_by_which_door(runtime):
    write(runtime, "UPDATE mrd_pcr SET performed = 'N' WHERE record_id = 32", by=MONA)

    assert last_event(
        runtime,
        "table_name, row_id, record_id, subject_id, site_id, operation,"
        " actor_id, role, channel, request_id",
    ) == ("mrd_pcr", 32, 32, 12, 2, "UPDATE", MONA, "COORDINATOR", "PAGE", "r-1")


def test_an_event_says_when_and_in_which_transaction(runtime):
    before = datetime.now(UTC)
    with acting(runtime):
        runtime.execute("UPDATE mrd_pcr SET performed = 'N' WHERE record_id = 31")
        transaction = value(runtime, "SELECT pg_current_xact_id()")

    at, xid = last_event(runtime, "at, xid")

    assert xid == transaction
    assert before <= at <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("statement", "whose"),
    [
        ("INSERT INTO edc_site (id, code) VALUES (3, '03')", (None, None, 3)),
        (
            "INSERT INTO edc_subject (id, site_id, screening_number) VALUES (13, 2, 'S02-002')",
            (None, 13, 2),
        ),
        (
            "INSERT INTO edc_visit (subject_id, site_id, code, sequence) VALUES (12, 2, 'EOT', 1)",
            (None, 12, 2),
        ),
        ("UPDATE edc_record SET version = 2 WHERE id = 32", (32, 12, 2)),
        (
            (
                "INSERT INTO edc_query (record_id, subject_id, site_id, question)"
                " VALUES (32, 12, 2, 'ratio_percent')"
            ),
            (32, 12, 2),
        ),
        ("INSERT INTO edc_user (username) VALUES ('lin')", (None, None, None)),
    ],
)
def test_each_row_knows_its_record_subject_and_site(runtime, statement, whose):
    write(runtime, statement)

    assert last_event(runtime, "record_id, subject_id, site_id") == whose


def test_the_whole_row_is_kept_of_answers_once_complete(runtime):
    write(runtime, "UPDATE mrd_pcr SET performed = 'N' WHERE record_id = 31")
    while_draft = last_event(runtime, "row_after")
    complete(runtime)
    write(runtime, "UPDATE mrd_pcr SET performed = 'Y' WHERE record_id = 31", {"*": "Misread"})

    (after,) = last_event(runtime, "row_after")

    assert while_draft == (None,)
    assert after == {
        "record_id": 31,
        "ratio_percent": 0.005,
        "ratio_percent_qualifier": None,
        "performed": "Y",
        "assayed_at": None,
        "missing": {},
    }


def test_completing_keeps_the_answers_as_they_were_at_that_moment(runtime):
    with acting(runtime, {"*": "Report arrived"}):
        runtime.execute("UPDATE mrd_pcr SET ratio_percent = 0.0100 WHERE record_id = 31")
        runtime.execute("UPDATE edc_record SET state = 'COMPLETE' WHERE id = 31")

    assert last_event(
        runtime,
        "operation, table_name, row_id, record_id, subject_id, site_id, old, new, reasons,"
        " row_after ->> 'ratio_percent'",
    ) == ("SNAPSHOT", "mrd_pcr", 31, 31, 11, 1, {}, {}, {}, "0.0100")


def test_completing_again_keeps_them_again(runtime, completed):
    write(runtime, "UPDATE edc_record SET state = 'DRAFT' WHERE id = 31", {"state": "Not done yet"})
    write(runtime, "UPDATE mrd_pcr SET performed = 'N' WHERE record_id = 31")
    complete(runtime)

    kept = rows(
        runtime,
        "SELECT row_after ->> 'performed' FROM audit.event"
        " WHERE operation = 'SNAPSHOT' ORDER BY id",
    )

    assert kept == [("Y",), ("N",)]


def test_of_kernel_rows_the_whole_row_is_always_kept(runtime):
    write(runtime, "UPDATE edc_record SET version = 2 WHERE id = 31")

    (after,) = last_event(runtime, "row_after")

    assert (after["form"], after["version"], after["state"]) == ("mrd_pcr", 2, "DRAFT")


def test_each_missing_code_is_a_line_of_its_own(runtime):
    write(
        runtime,
        """UPDATE mrd_pcr SET missing = '{"ratio_percent": "NOT_DONE", "performed": "UNKNOWN"}'
           WHERE record_id = 31""",
    )
    write(
        runtime,
        """UPDATE mrd_pcr SET missing = '{"performed": "REFUSED"}' WHERE record_id = 31""",
    )

    assert lines(runtime) == [
        ("performed_missing", None, "UNKNOWN"),
        ("ratio_percent_missing", None, "NOT_DONE"),
        ("performed_missing", "UNKNOWN", "REFUSED"),
        ("ratio_percent_missing", "NOT_DONE", None),
    ]


def test_the_reason_stands_beside_each_field_that_it_covers(runtime, completed):
    write(
        runtime,
        """UPDATE mrd_pcr SET ratio_percent = NULL, ratio_percent_qualifier = '<', performed = 'N',
           missing = '{"ratio_percent": "NOT_DONE"}' WHERE record_id = 31""",
        {"ratio_percent": "Sample lost", "*": "Report corrected", "assayed_at": "Not changed"},
    )

    assert rows(
        runtime, "SELECT field, reason FROM audit.trail WHERE reason IS NOT NULL ORDER BY field"
    ) == [
        ("performed", "Report corrected"),
        ("ratio_percent", "Sample lost"),
        ("ratio_percent_missing", "Sample lost"),
        ("ratio_percent_qualifier", "Sample lost"),
    ]


def test_instants_are_told_in_utc_whatever_the_session_shows(runtime):
    runtime.execute("SET timezone = 'Asia/Shanghai'")

    write(
        runtime,
        "UPDATE mrd_pcr SET assayed_at = '2026-03-07 09:30+08' WHERE record_id = 31",
    )

    assert lines(runtime) == [("assayed_at", None, "2026-03-07T01:30:00+00:00")]
    assert value(runtime, "SHOW timezone") == "Asia/Shanghai"


def test_of_a_password_the_trail_tells_only_that_it_changed(runtime):
    write(runtime, "INSERT INTO edc_user (id, username, password) VALUES (2, 'lin', 'hash one')")
    write(runtime, "UPDATE edc_user SET password = 'hash two' WHERE id = 2")

    told = value(runtime, "SELECT string_agg(e::text, '') FROM audit.event e")

    assert "hash" not in told
    assert value(runtime, "SELECT count(*) FROM audit.trail WHERE field = 'password'") == 2


@pytest.mark.parametrize(
    "statement",
    [
        "COPY mrd_pcr (record_id, performed) FROM STDIN",
        "INSERT INTO mrd_pcr (record_id) VALUES (33) ON CONFLICT (record_id) DO NOTHING",
        (
            "MERGE INTO mrd_pcr USING (VALUES (33)) v (id) ON record_id = id"
            " WHEN NOT MATCHED THEN INSERT (record_id) VALUES (v.id)"
        ),
    ],
)
def test_whatever_the_way_a_row_comes_in_it_is_told(either_role, statement):
    with acting(either_role):
        either_role.execute(
            "INSERT INTO edc_record (id, subject_id, site_id, form) VALUES (33, 11, 1, 'mrd_pcr')"
        )
        with either_role.cursor() as cursor:
            if statement.startswith("COPY"):
                with cursor.copy(statement) as copy:
                    copy.write("33\tY\n")
            else:
                cursor.execute(statement)

    assert last_event(either_role, "table_name, row_id, operation") == ("mrd_pcr", 33, "INSERT")


def test_an_update_of_many_rows_is_one_event_each(either_role):
    write(either_role, "UPDATE mrd_pcr SET performed = 'N'")

    told = (
        "SELECT row_id, new FROM audit.event WHERE table_name = 'mrd_pcr' AND operation = 'UPDATE'"
    )
    assert sorted(rows(either_role, told)) == [(31, {"performed": "N"}), (32, {"performed": "N"})]


def test_what_is_rolled_back_was_never_told(runtime):
    before = events(runtime)

    with acting(runtime):
        runtime.execute("UPDATE mrd_pcr SET performed = 'N'")
        raise psycopg.Rollback

    assert events(runtime) == before


def test_an_exempt_table_leaves_no_trail_and_may_be_cleared(runtime):
    before = events(runtime)

    runtime.execute("INSERT INTO edc_standing (purpose) VALUES ('MRD')")
    runtime.execute("UPDATE edc_standing SET purpose = 'OS'")
    runtime.execute("DELETE FROM edc_standing")

    assert events(runtime) == before


@pytest.mark.parametrize("table", ["audit.event", "audit.position", "audit.trail"])
def test_the_trail_may_be_read(either_role, table):
    assert either_role.execute(f"SELECT * FROM {table}") is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit.event SET new = '{}'",
        "DELETE FROM audit.event",
        "TRUNCATE audit.event",
        "TRUNCATE audit.event CASCADE",
        "INSERT INTO audit.event OVERRIDING SYSTEM VALUE SELECT * FROM audit.event",
        "DROP TABLE audit.event",
        "ALTER TABLE audit.event DISABLE TRIGGER ALL",
        "ALTER TABLE audit.event RENAME TO elsewhere",
        (
            "CREATE TRIGGER quiet BEFORE INSERT ON audit.event"
            " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        ),
        "UPDATE audit.position SET position = 1",
        "DELETE FROM audit.position",
        "TRUNCATE audit.position",
        "INSERT INTO audit.position VALUES (1, 1, 1)",
        "UPDATE audit.sealed SET position = 0",
        "UPDATE audit.exempt SET pattern = '%'",
        "INSERT INTO audit.exempt VALUES ('mrd%', false)",
        "SELECT nextval('audit.event_id_seq')",
        "SELECT setval('audit.event_id_seq', 1)",
        "SELECT audit.enter(e) FROM audit.event e LIMIT 1",
        "CREATE OR REPLACE VIEW audit.trail AS SELECT 1",
        "CREATE TABLE audit.mine (id bigint)",
        "ALTER FUNCTION audit.write() RENAME TO elsewhere",
        "DROP FUNCTION audit.write() CASCADE",
        "DROP SCHEMA audit CASCADE",
        "DROP EVENT TRIGGER audit_guard_tables",
        "ALTER EVENT TRIGGER audit_guard_tables DISABLE",
        "SET event_triggers = off",
        "SET session_replication_role = replica",
        "SET ROLE edc_audit",
        "GRANT edc_audit TO edc_app",
        "ALTER ROLE edc_app SUPERUSER",
    ],
)
def test_neither_role_can_write_the_trail_or_switch_it_off(either_role, statement):
    before = events(either_role)

    with pytest.raises((InsufficientPrivilege, psycopg.errors.DependentObjectsStillExist)):
        write(either_role, statement)

    assert events(either_role) == before


def test_an_event_cannot_be_forged_by_borrowing_the_trigger(migration):
    with pytest.raises(InsufficientPrivilege, match=r"permission denied for function audit\.write"):
        migration.execute(
            "CREATE TRIGGER forged AFTER INSERT ON edc_standing"
            " FOR EACH ROW EXECUTE FUNCTION audit.write('mrd_pcr', 'record_id')"
        )


def test_nor_by_a_temporary_table_of_the_same_name(migration):
    migration.execute("CREATE TEMP TABLE mrd_pcr (record_id bigint PRIMARY KEY)")

    with pytest.raises(InsufficientPrivilege, match=r"permission denied for function audit\.write"):
        migration.execute(
            "CREATE TRIGGER audit_write AFTER INSERT ON pg_temp.mrd_pcr"
            " FOR EACH ROW EXECUTE FUNCTION audit.write('mrd_pcr', 'record_id')"
        )


@pytest.mark.parametrize("table", ["audit.event", "audit.position"])
@pytest.mark.parametrize(
    "command", ["DELETE FROM {}", "UPDATE {} SET subject_id = 0", "TRUNCATE {} CASCADE"]
)
def test_even_a_superuser_does_not_change_the_trail_by_a_slip(superuser, table, command):
    with refused("ED008", "its rows stay as they were written"):
        superuser.execute(command.format(table))


def test_a_record_of_the_migration_role_is_told_too(migration):
    write(migration, "UPDATE mrd_pcr SET performed = 'N' WHERE record_id = 31", by=LIN)

    assert last_event(migration, "actor_id, new") == (LIN, {"performed": "N"})
