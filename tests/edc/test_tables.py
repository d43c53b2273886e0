"""Tables are born audited, and no command of a migration takes that away."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.edc.sql import acting, complete, refused, rows, value, write

pytest_plugins = ["tests.edc.sql_fixtures"]

NEW_FORM = "CREATE TABLE mrd_flow (record_id bigint PRIMARY KEY, ratio numeric, missing jsonb)"


def triggers_of(connection, table):
    return rows(
        connection,
        "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass"
        " AND NOT tgisinternal ORDER BY tgname",
        table,
    )


def faults(connection):
    return rows(connection, "SELECT * FROM audit.faults()")


# Born audited


def test_a_new_form_is_audited_without_saying_so(migration):
    migration.execute(NEW_FORM)

    write(migration, "INSERT INTO mrd_flow (record_id, ratio) VALUES (31, 0.05)")

    assert triggers_of(migration, "mrd_flow") == [("audit_keep", "A"), ("audit_write", "A")]
    line = "SELECT field, new, subject_id FROM audit.trail WHERE table_name = 'mrd_flow'"
    assert rows(migration, line) == [("ratio", "0.05", 11)]


def test_the_runtime_role_may_read_and_write_a_new_form_at_once(committed_sql):
    with psycopg.connect(committed_sql.owner_url) as migration:
        migration.execute(NEW_FORM)
    with psycopg.connect(committed_sql.url, autocommit=True) as runtime:
        write(runtime, "INSERT INTO mrd_flow (record_id, ratio) VALUES (31, 0.05)")
        write(runtime, "UPDATE mrd_flow SET ratio = 0.06")

        assert value(runtime, "SELECT ratio::text FROM mrd_flow") == "0.06"


def test_a_new_form_joins_the_snapshot_when_its_record_is_complete(migration):
    migration.execute(NEW_FORM)
    with acting(migration):
        migration.execute(
            "INSERT INTO edc_record (id, subject_id, site_id, form) VALUES (33, 11, 1, 'mrd_flow')"
        )
        migration.execute("INSERT INTO mrd_flow (record_id, ratio) VALUES (33, 0.05)")
    complete(migration, record=33)

    kept = "SELECT row_after ->> 'ratio' FROM audit.event WHERE operation = 'SNAPSHOT'"
    assert rows(migration, kept) == [("0.05",)]


@pytest.mark.parametrize(
    "name",
    [
        "django_session",
        "django_migrations",
        "auth_permission",
        "edc_apitoken",
        "edc_signin",
        "edc_signinattempt",
        "celery_task",
    ],
)
def test_exempt_tables_bear_no_trigger_and_may_be_cleared(migration, name):
    migration.execute(f"CREATE TABLE {name} (key text PRIMARY KEY)")

    assert triggers_of(migration, name) == []
    assert value(migration, "SELECT has_table_privilege('edc_app', %s, 'DELETE')", name)


@pytest.mark.parametrize(
    "name",
    ["edc_assessment", "edc_resultmember", "edc_accessentry", "safety_notice", "mrd_uploadrow"],
)
def test_stored_outcomes_and_logs_can_only_grow(migration, name):
    migration.execute(f"CREATE TABLE {name} (id bigint PRIMARY KEY)")

    assert triggers_of(migration, name) == [("audit_append", "A")]
    assert not value(migration, "SELECT has_table_privilege('edc_app', %s, 'DELETE')", name)


@pytest.mark.parametrize("name", ["djangosession", "edcXapitoken", "my_django_x", "edc_results"])
def test_a_name_that_only_resembles_an_exempt_one_is_audited(migration, name):
    migration.execute(f'CREATE TABLE "{name}" (id bigint PRIMARY KEY)')

    assert triggers_of(migration, f'"{name}"') == [("audit_keep", "A"), ("audit_write", "A")]


def test_names_that_need_quoting_are_audited_too(migration):
    migration.execute('CREATE TABLE "Odd ""name\'s" ("the key" bigint PRIMARY KEY, a text)')

    write(migration, 'INSERT INTO "Odd ""name\'s" VALUES (5, \'x\')')

    told = "SELECT table_name, row_id, new FROM audit.event ORDER BY id DESC LIMIT 1"
    assert rows(migration, told) == [("Odd \"name's", 5, {"a": "x"})]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mrd_flow (record_id bigint)",
        "CREATE TABLE mrd_flow (code text PRIMARY KEY)",
        "CREATE TABLE mrd_flow (a bigint, b bigint, PRIMARY KEY (a, b))",
        "CREATE TABLE mrd_flow AS SELECT * FROM mrd_pcr",
        "SELECT * INTO mrd_flow FROM mrd_pcr",
        "CREATE UNLOGGED TABLE mrd_flow (record_id bigint PRIMARY KEY)",
        "CREATE TABLE mrd_flow (record_id bigint PRIMARY KEY) PARTITION BY RANGE (record_id)",
        "CREATE TABLE django_copy () INHERITS (mrd_pcr)",
        "CREATE TABLE mrd_flow (PRIMARY KEY (record_id)) INHERITS (mrd_pcr)",
        "CREATE VIEW open AS SELECT 1; CREATE TABLE edc_x (LIKE mrd_pcr)",
    ],
)
def test_tables_that_the_trail_could_not_follow_are_refused(migration, statement):
    with refused("ED012", "refused"):
        migration.execute(statement)


def test_a_temporary_table_is_nobodys_business(either_role):
    either_role.execute("CREATE TEMP TABLE scratch (line text)")
    either_role.execute("DROP TABLE scratch")

    assert faults(either_role) == []


# And stays so


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE mrd_pcr DISABLE TRIGGER audit_write",
        "ALTER TABLE mrd_pcr DISABLE TRIGGER audit_keep",
        "ALTER TABLE mrd_pcr DISABLE TRIGGER USER",
        "ALTER TABLE mrd_pcr ENABLE REPLICA TRIGGER audit_write",
        "ALTER TABLE mrd_pcr ENABLE TRIGGER audit_write",
        "DROP TRIGGER audit_write ON mrd_pcr",
        "DROP TRIGGER audit_keep ON mrd_pcr",
        "DROP TRIGGER audit_append ON edc_result",
        "ALTER TABLE edc_result DISABLE TRIGGER ALL",
        "ALTER TRIGGER audit_write ON mrd_pcr RENAME TO elsewhere",
        (
            "CREATE OR REPLACE TRIGGER audit_write AFTER INSERT ON mrd_pcr FOR EACH ROW"
            " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        ),
        "ALTER TABLE mrd_pcr RENAME TO django_pcr",
        "ALTER TABLE mrd_pcr RENAME TO mrd_other",
        "ALTER TABLE edc_record RENAME TO edc_envelope",
        "ALTER TABLE edc_standing RENAME TO edc_subjectstanding",
        "ALTER TABLE mrd_pcr SET UNLOGGED",
        "ALTER TABLE mrd_pcr DROP CONSTRAINT mrd_pcr_pkey",
        "ALTER TABLE edc_standing INHERIT edc_result",
        "CREATE RULE quiet AS ON UPDATE TO mrd_pcr DO INSTEAD NOTHING",
        "CREATE RULE quiet AS ON INSERT TO edc_result DO INSTEAD NOTHING",
        "ALTER TABLE mrd_pcr ADD COLUMN sure varchar(1) DEFAULT 'Y'",
    ],
)
def test_no_command_leaves_a_table_unguarded(migration, statement):
    migration.execute("ALTER TABLE edc_standing ADD COLUMN estimate numeric")

    with refused("ED012", "refused"), migration.transaction():
        migration.execute(statement)

    assert faults(migration) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE mrd_pcr",
        "DROP TABLE edc_record CASCADE",
        "DROP TABLE edc_standing, edc_query",
        "DROP TABLE edc_result",
        "ALTER TABLE mrd_pcr DROP COLUMN performed",
        "ALTER TABLE edc_record DROP COLUMN state",
        "ALTER TABLE edc_result DROP COLUMN estimate CASCADE",
        "DROP OWNED BY edc_owner CASCADE",
    ],
)
def test_no_table_and_no_column_is_dropped(migration, statement):
    with refused("ED011", "refused: it would drop table"), migration.transaction():
        migration.execute(statement)

    assert value(migration, "SELECT count(performed) FROM mrd_pcr") == 2


@pytest.mark.parametrize("column", ["performed", "record_id", "missing"])
def test_a_column_keeps_the_name_that_the_trail_knows(migration, column):
    with refused("ED013", "a column of mrd_pcr cannot be renamed"):
        migration.execute(f"ALTER TABLE mrd_pcr RENAME COLUMN {column} TO other")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE mrd_pcr OWNER TO edc_app",
        "ALTER TABLE mrd_pcr OWNER TO edc_audit",
        "ALTER TABLE mrd_pcr DISABLE TRIGGER ALL",
        "ALTER TABLE mrd_pcr SET SCHEMA audit",
        "REASSIGN OWNED BY edc_owner TO edc_app",
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA elsewhere",
        "DROP OWNED BY edc_audit",
        (
            "CREATE TRIGGER mine AFTER INSERT ON edc_standing"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_removal()"
        ),
    ],
)
def test_what_the_migration_role_has_no_right_to(migration, statement):
    with pytest.raises(InsufficientPrivilege):
        migration.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE mrd_pcr DISABLE TRIGGER audit_write",
        "ALTER TABLE mrd_pcr ADD COLUMN mine text",
        "DROP TABLE mrd_pcr",
        "DROP TRIGGER audit_write ON mrd_pcr",
        "CREATE TABLE mine (id bigint PRIMARY KEY)",
        "CREATE RULE quiet AS ON UPDATE TO mrd_pcr DO INSTEAD NOTHING",
        "TRUNCATE mrd_pcr",
    ],
)
def test_the_runtime_role_changes_no_table_at_all(runtime, statement):
    with pytest.raises(InsufficientPrivilege):
        runtime.execute(statement)


@pytest.mark.parametrize("using", ["'forged'", "NULL", "performed || '!'", "upper('n')"])
def test_no_answer_changes_by_changing_its_columns_type(migration, using):
    with refused("ED014", r"it would change mrd_pcr\.performed of row 3[12]"):
        migration.execute(
            f"ALTER TABLE mrd_pcr ALTER COLUMN performed TYPE varchar(20) USING {using}"
        )


@pytest.mark.parametrize(
    ("table", "column", "forged"),
    [
        ("mrd_pcr", "ratio_percent_qualifier", "text USING '<'"),
        ("edc_record", "parent_id", "bigint USING 31"),
    ],
)
def test_nor_does_one_appear_that_nobody_gave(migration, table, column, forged):
    with refused("ED014", rf"it would change {table}\.{column} of row 3[12]"):
        migration.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {forged}")


def test_a_rewritten_complete_form_is_compared_with_its_whole_row(migration):
    complete(migration)
    write(migration, "UPDATE mrd_pcr SET performed = 'N' WHERE record_id = 31", {"*": "Misread"})

    migration.execute("ALTER TABLE mrd_pcr ALTER COLUMN performed TYPE char(1)")
    with refused("ED014", r"it would change mrd_pcr\.performed of row 31"):
        migration.execute("ALTER TABLE mrd_pcr ALTER COLUMN performed TYPE text USING 'Y'")


def test_a_number_is_not_rounded_by_changing_its_type(migration):
    with refused("ED014", r"it would change mrd_pcr\.ratio_percent of row 3[12]"):
        migration.execute("ALTER TABLE mrd_pcr ALTER COLUMN ratio_percent TYPE numeric(9, 1)")


def test_a_form_column_that_computes_its_first_value_is_refused(migration):
    with refused("ED014", r"it would change mrd_pcr\.luck"):
        migration.execute("ALTER TABLE mrd_pcr ADD COLUMN luck float8 DEFAULT random()")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE OR REPLACE FUNCTION audit.write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE PROCEDURE p() LANGUAGE sql AS ''",
        "CREATE TYPE mood AS ENUM ('fine')",
        "CREATE DOMAIN positive AS int CHECK (value > 0)",
        "CREATE CAST (edc_site AS json) WITH INOUT",
        "CREATE EXTENSION plpgsql",
    ],
)
def test_code_that_the_trigger_could_be_made_to_run_is_refused(migration, statement):
    with refused("ED015", "code enters this database by its bootstrap only"):
        migration.execute(statement)


# What migrations need


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE mrd_pcr ADD COLUMN laboratory varchar(80)",
        "ALTER TABLE edc_query ADD COLUMN open boolean NOT NULL DEFAULT true",
        "ALTER TABLE edc_query ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()",
        "ALTER TABLE mrd_pcr ALTER COLUMN performed TYPE varchar(20)",
        "ALTER TABLE mrd_pcr ALTER COLUMN performed TYPE text",
        "ALTER TABLE mrd_pcr ALTER COLUMN ratio_percent TYPE text",
        "ALTER TABLE edc_record ALTER COLUMN line TYPE bigint",
        "ALTER TABLE edc_record ALTER COLUMN version SET DEFAULT 2",
        "ALTER TABLE edc_record ALTER COLUMN visit_id SET NOT NULL",
        "ALTER TABLE edc_record ADD CONSTRAINT line_counts CHECK (line > 0)",
        "ALTER TABLE edc_record DROP CONSTRAINT edc_record_parent_id_fkey",
        "ALTER TABLE edc_subject DROP CONSTRAINT edc_subject_number_key",
        (
            "ALTER TABLE edc_query ADD CONSTRAINT of_subject FOREIGN KEY (subject_id)"
            " REFERENCES edc_subject DEFERRABLE INITIALLY DEFERRED"
        ),
        "CREATE INDEX by_form ON edc_record (form) WHERE state <> 'REMOVED'",
        "CREATE UNIQUE INDEX by_code ON edc_site (upper(code))",
        "CREATE INDEX by_form ON edc_record (form); DROP INDEX by_form",
        "CREATE VIEW drafts AS SELECT * FROM edc_record; DROP VIEW drafts",
        "ALTER TABLE edc_standing RENAME TO edc_signin_old",
        "ALTER TABLE edc_standing RENAME COLUMN purpose TO aim",
        "ALTER TABLE edc_standing DROP COLUMN purpose",
        "DROP TABLE edc_standing",
        "ALTER TABLE mrd_pcr ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON mrd_pcr USING (true)",
        "COMMENT ON COLUMN mrd_pcr.performed IS 'Was it done?'",
        "GRANT SELECT ON mrd_pcr TO edc_app",
    ],
)
def test_ordinary_changes_of_tables_work(migration, statement):
    migration.execute(statement)

    write(migration, "INSERT INTO edc_site (code) VALUES ('09')")
    assert faults(migration) == []


def test_a_wider_column_keeps_its_answers_and_its_trail(migration):
    migration.execute("ALTER TABLE mrd_pcr ALTER COLUMN ratio_percent TYPE text")

    write(migration, "UPDATE mrd_pcr SET ratio_percent = '0.02' WHERE record_id = 31")

    told = "SELECT old, new FROM audit.trail WHERE operation = 'UPDATE' AND row_id = 31"
    assert rows(migration, told) == [("0.005", "0.02")]


def test_a_rewritten_table_is_compared_once(superuser):
    superuser.execute("ALTER TABLE mrd_pcr ALTER COLUMN ratio_percent TYPE text")

    assert value(superuser, "SELECT count(*) FROM audit.rewritten") == 0


def test_a_column_added_with_a_value_does_not_stop_later_changes(migration):
    migration.execute("ALTER TABLE edc_site ADD COLUMN zone text NOT NULL DEFAULT 'Asia/Shanghai'")

    migration.execute("ALTER TABLE edc_site ALTER COLUMN code TYPE text USING rtrim(code)")


def test_row_level_security_does_not_hide_a_record_from_the_trigger(migration):
    migration.execute("ALTER TABLE edc_record ENABLE ROW LEVEL SECURITY")
    migration.execute("ALTER TABLE edc_record FORCE ROW LEVEL SECURITY")
    migration.execute("ALTER TABLE mrd_pcr ADD COLUMN laboratory text")

    write(migration, "UPDATE mrd_pcr SET laboratory = 'central' WHERE record_id = 31")

    told = "SELECT subject_id FROM audit.trail WHERE field = 'laboratory'"
    assert (value(migration, "SELECT count(*) FROM edc_record"), rows(migration, told)) == (
        0,
        [(11,)],
    )


def test_what_a_superuser_does_behind_the_guards_is_found(superuser):
    superuser.execute("SET LOCAL event_triggers = off")
    superuser.execute("ALTER TABLE mrd_pcr DISABLE TRIGGER audit_write")
    superuser.execute("DROP TRIGGER audit_keep ON edc_record")

    assert sorted(faults(superuser)) == [
        ("edc_record", "its trigger audit_keep is gone, off or altered"),
        ("mrd_pcr", "its trigger audit_write is gone, off or altered"),
    ]


def test_an_answer_changed_behind_the_trail_is_found(superuser):
    superuser.execute("SET LOCAL event_triggers = off")
    superuser.execute("ALTER TABLE mrd_pcr DISABLE TRIGGER audit_write")
    superuser.execute("UPDATE mrd_pcr SET ratio_percent = 0.0050 WHERE record_id = 31")

    assert rows(superuser, "SELECT * FROM audit.strays('mrd_pcr'::regclass)") == [
        (31, "ratio_percent")
    ]
