"""Writes that PostgreSQL refuses, whoever sends them and by whatever door."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.edc.sql import RATIO, acting, complete, ratio_of, refused, rows, value, write

pytest_plugins = ["tests.edc.sql_fixtures"]


def move(state, record=31):
    return f"UPDATE edc_record SET state = '{state}' WHERE id = {record}"


@pytest.fixture
def removed(completed, runtime):
    """Record 31 was removed."""
    write(runtime, move("REMOVED"), {"state": "Entered for the wrong visit"})
    return completed


ROW_OF = {
    "edc_record": ("id", 31),
    "edc_subject": ("id", 11),
    "edc_user": ("id", 1),
    "mrd_pcr": ("record_id", 31),
}


# Who


@pytest.mark.parametrize("actor", ["", "lin", "-7", "7; DROP", "٧"])
def test_a_write_without_an_actor_is_refused(either_role, actor):
    with refused("ED001", "a write needs an actor"):
        write(either_role, RATIO, by=actor)

    assert ratio_of(either_role) == "0.005"


def test_a_write_that_names_no_actor_at_all_is_refused(either_role):
    with refused("ED001", "a write needs an actor"):
        either_role.execute("INSERT INTO edc_site (code) VALUES ('03')")


def test_nor_does_one_that_changes_nothing_go_unnamed(either_role):
    with refused("ED001", "a write needs an actor"):
        either_role.execute("UPDATE mrd_pcr SET performed = performed")


def test_the_actor_of_one_transaction_does_not_sign_the_next(committed_sql):
    with psycopg.connect(committed_sql.url, autocommit=True) as connection:
        write(connection, RATIO)

        with refused("ED001", "a write needs an actor"):
            connection.execute("UPDATE mrd_pcr SET performed = 'N'")


# When: the state of the record


@pytest.mark.parametrize(
    "statement", [RATIO, "UPDATE mrd_pcr SET missing = '{}', performed = 'N' WHERE record_id = 31"]
)
def test_nothing_is_entered_in_a_removed_record(runtime, removed, statement):
    with refused("ED003", "UPDATE of mrd_pcr refused: record 31 is removed"):
        write(runtime, statement, {"*": "Typing error"})


def test_a_removed_record_takes_answers_again_once_it_is_a_draft(runtime, removed):
    write(runtime, move("DRAFT"), {"state": "Right visit after all"})
    write(runtime, RATIO)

    assert ratio_of(runtime) == "0.02"


@pytest.mark.parametrize("state", ["COMPLETE", "REMOVED"])
def test_answers_are_inserted_into_drafts_only(runtime, migration, state):
    code = {"COMPLETE": "ED004", "REMOVED": "ED003"}[state]
    migration.execute("CREATE TABLE mrd_flow (record_id bigint PRIMARY KEY, ratio numeric)")
    with acting(migration, {"*": "Typing error"}):
        migration.execute(move(state))

        with refused(code, f"INSERT into mrd_flow refused: record 31 is {state}|is removed"):
            migration.execute("INSERT INTO mrd_flow VALUES (31, 0.5)")
        raise psycopg.Rollback


def test_answers_need_a_record(either_role):
    with refused("ED009", "mrd_pcr.record_id: there is no record 99"):
        write(either_role, "INSERT INTO mrd_pcr (record_id) VALUES (99)")


def test_a_record_without_answers_cannot_be_complete(runtime):
    with refused("ED009", "mrd_pcr has no row of answers for it"), acting(runtime):
        runtime.execute(
            "INSERT INTO edc_record (id, subject_id, site_id, form) VALUES (33, 11, 1, 'mrd_pcr')"
        )
        runtime.execute(move("COMPLETE", record=33))


@pytest.mark.parametrize("form", ["edc_query", "edc_site", "nothing", "mrd_pcr; DROP", "pg_class"])
def test_a_record_of_no_form_cannot_be_complete(runtime, form):
    with refused("ED009", "has no row of answers for it"), acting(runtime):
        runtime.execute(
            "INSERT INTO edc_record (id, subject_id, site_id, form) VALUES (33, 11, 1, %s)", [form]
        )
        runtime.execute(move("COMPLETE", record=33))


@pytest.mark.parametrize(
    "path",
    [
        ["COMPLETE"],
        ["COMPLETE", "DRAFT", "COMPLETE"],
        ["COMPLETE", "REMOVED", "DRAFT"],
        ["REMOVED", "DRAFT", "COMPLETE"],
    ],
    ids="-".join,
)
def test_ways_of_a_record(runtime, path):
    for state in path:
        write(runtime, move(state), {"state": "Asked by the site"})

    assert value(runtime, "SELECT state FROM edc_record WHERE id = 31") == path[-1]


@pytest.mark.parametrize(
    "path",
    [["REMOVED"], ["COMPLETE", "DRAFT"], ["COMPLETE", "REMOVED"], ["REMOVED", "DRAFT"]],
    ids="-".join,
)
def test_all_but_completing_need_a_reason(runtime, path):
    for state in path[:-1]:
        write(runtime, move(state), {"state": "Asked by the site"})

    with refused("ED002", r"edc_record\.state changes without a reason"):
        write(runtime, move(path[-1]), {"version": "Not this"})


@pytest.mark.parametrize(
    "path", [["REMOVED", "COMPLETE"], ["LOCKED"], ["draft"], ["COMPLETE", "complete"]], ids="-".join
)
def test_other_states_cannot_be(runtime, path):
    for state in path[:-1]:
        write(runtime, move(state), {"state": "Asked by the site"})

    with refused("ED006", f"cannot go from [A-Z]+ to {path[-1]}"):
        write(runtime, move(path[-1]), {"*": "Asked by the site"})


@pytest.mark.parametrize("state", ["COMPLETE", "REMOVED"])
def test_a_record_begins_as_a_draft(runtime, state):
    with refused("ED006", f"cannot go from nothing to {state}"):
        write(
            runtime,
            "INSERT INTO edc_record (subject_id, site_id, form, state)"
            f" VALUES (11, 1, 'mrd_pcr', '{state}')",
            {"*": "Asked by the site"},
        )


def test_version_and_hidden_questions_change_without_a_reason(runtime, completed):
    write(
        runtime,
        "UPDATE edc_record SET version = 2, hidden = ARRAY['ratio_percent'] WHERE id = 31",
    )

    assert value(runtime, "SELECT version FROM edc_record WHERE id = 31") == 2


def test_answers_wait_for_a_record_that_is_being_completed(committed_sql):
    with (
        psycopg.connect(committed_sql.url, autocommit=True) as completing,
        psycopg.connect(committed_sql.url, autocommit=True) as entering,
    ):
        entering.execute("SET lock_timeout = '50ms'")
        with acting(completing):
            completing.execute(move("COMPLETE"))
            with pytest.raises(psycopg.errors.LockNotAvailable):
                write(entering, RATIO)

        with refused("ED002", "ratio_percent changes without a reason"):
            write(entering, RATIO)


def test_a_record_waits_for_answers_that_are_being_entered(committed_sql):
    with (
        psycopg.connect(committed_sql.url, autocommit=True) as completing,
        psycopg.connect(committed_sql.url, autocommit=True) as entering,
    ):
        completing.execute("SET lock_timeout = '50ms'")
        with acting(entering):
            entering.execute(RATIO)
            with pytest.raises(psycopg.errors.LockNotAvailable):
                complete(completing)

        complete(completing)
        kept = "SELECT row_after ->> 'ratio_percent' FROM audit.event WHERE operation = 'SNAPSHOT'"
        assert rows(completing, kept) == [("0.02",)]


# What never changes


@pytest.mark.parametrize(
    ("table", "change", "column"),
    [
        ("edc_record", "subject_id = 12", "subject_id"),
        ("edc_record", "site_id = 2", "site_id"),
        ("edc_record", "visit_id = 22", "visit_id"),
        ("edc_record", "visit_id = NULL", "visit_id"),
        ("edc_record", "parent_id = 32", "parent_id"),
        ("edc_record", "form = 'mrd_flow'", "form"),
        ("edc_record", "line = 2", "line"),
        ("edc_record", "id = 99", "id"),
        ("edc_subject", "screening_number = 'S01-009'", "screening_number"),
        ("edc_subject", "site_id = 2", "site_id"),
        ("mrd_pcr", "record_id = 99", "record_id"),
        ("edc_user", "id = 99", "id"),
    ],
)
def test_where_a_row_belongs_never_changes(either_role, table, change, column):
    key, row = ROW_OF[table]

    with refused("ED005", f"{table}.{column} never changes"):
        write(
            either_role,
            f"UPDATE {table} SET {change} WHERE {key} = {row}",
            {"*": "Asked by the site"},
        )


def test_a_subject_gets_its_number_once(runtime):
    write(runtime, "UPDATE edc_subject SET number = '01-001' WHERE id = 11")

    for changed in ("'01-002'", "NULL"):
        with refused("ED005", "edc_subject.number never changes"):
            write(runtime, f"UPDATE edc_subject SET number = {changed} WHERE id = 11")


@pytest.mark.parametrize("change", ["code = 'EOT'", "subject_id = 12", "sequence = 2"])
def test_a_visit_stays_as_it_was_written(either_role, change):
    with refused("ED008", "a visit stays as it was written"):
        write(either_role, f"UPDATE edc_visit SET {change} WHERE id = 21", {"*": "Moved"})


# What is never removed


@pytest.mark.parametrize("table", ["mrd_pcr", "edc_record", "edc_subject", "edc_query", "edc_user"])
@pytest.mark.parametrize("command", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_owner_of_a_table_removes_no_row(migration, table, command):
    with refused("ED007", "refused: its rows are never removed"):
        write(migration, command.format(table), {"*": "Cleaning up"})


@pytest.mark.parametrize("table", ["mrd_pcr", "edc_record", "edc_result"])
@pytest.mark.parametrize("command", ["DELETE FROM {}", "TRUNCATE {}"])
def test_the_runtime_role_may_not_even_try(runtime, table, command):
    with pytest.raises(InsufficientPrivilege, match=f"permission denied for table {table}"):
        write(runtime, command.format(table), {"*": "Cleaning up"})


def test_rows_do_not_go_with_the_row_they_point_at(migration):
    migration.execute("ALTER TABLE edc_standing ADD COLUMN whose bigint UNIQUE")
    migration.execute("INSERT INTO edc_standing (id, whose) VALUES (1, 1)")
    migration.execute(
        "ALTER TABLE edc_query ADD COLUMN standing_id bigint"
        " REFERENCES edc_standing ON DELETE CASCADE"
    )

    with refused("ED007", "DELETE of edc_query refused"):
        write(migration, "DELETE FROM edc_standing")


@pytest.mark.parametrize(
    "command",
    ["UPDATE edc_result SET estimate = 1", "DELETE FROM edc_result", "TRUNCATE edc_result"],
)
def test_stored_results_stay_as_they_were_written(migration, command):
    migration.execute("INSERT INTO edc_result (estimate) VALUES (0.5)")

    with refused("ED008", "of edc_result refused: its rows stay as they were written"):
        migration.execute(command)


def test_nor_does_the_runtime_role_change_one(runtime):
    runtime.execute("INSERT INTO edc_result (estimate) VALUES (0.5)")

    with refused("ED008", "UPDATE of edc_result refused"):
        runtime.execute("UPDATE edc_result SET estimate = 1")
