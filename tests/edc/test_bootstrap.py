"""The bootstrap can be run at every deployment, and leaves the roles with what they need only."""

import os
import subprocess
import sys

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from edc.bootstrap import bootstrap
from tests.edc.sql import refused, rows, value, write

pytest_plugins = ["tests.edc.sql_fixtures"]

RATIO = "UPDATE mrd_pcr SET ratio_percent = {} WHERE record_id = 31"


def connected(url):
    return psycopg.connect(url, autocommit=True)


def test_running_it_again_keeps_the_trail_and_the_guards(committed_sql):
    with connected(committed_sql.url) as runtime:
        write(runtime, RATIO.format(1))
        before = rows(runtime, "SELECT * FROM audit.event ORDER BY id")

        bootstrap(committed_sql.superuser_url)
        write(runtime, RATIO.format(2))

        after = rows(runtime, "SELECT * FROM audit.event ORDER BY id")
        assert after[:-1] == before
        assert value(runtime, "SELECT audit.seal()") == len(after)
        assert rows(runtime, "SELECT * FROM audit.faults()") == []


def test_running_it_guards_again_what_a_superuser_laid_open(committed_sql):
    with connected(committed_sql.superuser_url) as superuser:
        superuser.execute("SET event_triggers = off")
        superuser.execute("ALTER TABLE mrd_pcr DISABLE TRIGGER audit_write")
        superuser.execute("DROP TRIGGER audit_keep ON edc_record")
        superuser.execute("GRANT DELETE ON mrd_pcr TO edc_app")
        superuser.execute("GRANT edc_audit TO edc_owner")
        superuser.execute("ALTER ROLE edc_app CREATEROLE")

    bootstrap(committed_sql.superuser_url)

    with connected(committed_sql.owner_url) as migration:
        assert rows(migration, "SELECT * FROM audit.faults()") == []
        for command in ("SET ROLE edc_audit", "GRANT edc_app TO edc_owner"):
            with pytest.raises(InsufficientPrivilege):
                migration.execute(command)
        assert not value(migration, "SELECT has_table_privilege('edc_app', 'mrd_pcr', 'DELETE')")


def test_it_says_which_table_it_cannot_guard(committed_sql):
    with connected(committed_sql.superuser_url) as superuser:
        superuser.execute("SET event_triggers = off")
        superuser.execute("CREATE TABLE mrd_flow (code text PRIMARY KEY)")

    with refused("ED012", "mrd_flow is not guarded: its primary key is not one integer column"):
        bootstrap(committed_sql.superuser_url)


def test_a_copy_restored_on_another_server_waits_for_the_bootstrap(committed_sql):
    """Its transactions have numbers that this server reaches in years, or has long passed."""
    with (
        connected(committed_sql.url) as runtime,
        connected(committed_sql.superuser_url) as superuser,
    ):
        write(runtime, RATIO.format(1))
        superuser.execute("ALTER TABLE audit.event DISABLE TRIGGER audit_append")
        superuser.execute("UPDATE audit.event SET xid = '999999999999'")
        superuser.execute("ALTER TABLE audit.event ENABLE TRIGGER audit_append")
        superuser.execute("UPDATE audit.sealed SET horizon = '999999999999', server = 1")

        with refused("ED016", "restored from another server"):
            runtime.execute("SELECT audit.seal()")
        bootstrap(committed_sql.superuser_url)
        brought = value(runtime, "SELECT audit.seal()")
        write(runtime, RATIO.format(2))

        assert brought == value(runtime, "SELECT count(*) - 1 FROM audit.event")
        assert value(runtime, "SELECT audit.seal()") == brought + 1
        assert rows(runtime, "SELECT new FROM audit.feed(%s, 9)", brought) == [
            ({"ratio_percent": 2},)
        ]


def test_transactions_of_the_runtime_role_cannot_stay_open(runtime):
    limits = ("idle_in_transaction_session_timeout", "transaction_timeout", "lock_timeout")

    assert [value(runtime, f"SHOW {limit}") for limit in limits] == ["30s", "2min", "10s"]


def test_nobody_but_the_migration_role_makes_tables(runtime, migration):
    may = "SELECT has_schema_privilege(%s, 'public', 'CREATE')"

    assert [value(migration, may, role) for role in ("edc_owner", "edc_app", "public")] == [
        True,
        False,
        False,
    ]


def test_the_roles_are_no_more_than_they_need_to_be(runtime):
    powers = rows(
        runtime,
        "SELECT rolname, rolcanlogin, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication,"
        " rolbypassrls FROM pg_roles WHERE rolname LIKE 'edc_%%' ORDER BY rolname",
    )

    assert powers == [
        ("edc_app", True, False, False),
        ("edc_audit", False, False, True),
        ("edc_owner", True, False, False),
    ]


def test_the_trail_belongs_to_nobody_who_logs_in(superuser):
    owners = rows(
        superuser,
        "SELECT DISTINCT relowner::regrole::text FROM pg_class"
        " WHERE relnamespace = 'audit'::regnamespace",
    )
    with_others_rights = rows(
        superuser,
        "SELECT proname FROM pg_proc WHERE prosecdef AND proconfig IS NULL"
        " AND pronamespace = 'audit'::regnamespace",
    )

    assert (owners, with_others_rights) == ([("edc_audit",)], [])


def test_the_database_does_not_belong_to_the_migration_role(committed_sql):
    with connected(committed_sql.superuser_url) as superuser:
        superuser.execute(f'ALTER DATABASE "{committed_sql.name}" OWNER TO edc_owner')

    bootstrap(committed_sql.superuser_url)

    with connected(committed_sql.owner_url) as migration:
        owner = "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()"
        assert value(migration, owner) != "edc_owner"


@pytest.fixture
def passwords(postgresql, superuser):
    """The stored passwords, read afresh; put back afterwards, for roles belong to the server."""

    def passwords():
        return dict(
            postgresql.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolname ~ '^edc_'")
        )

    before = passwords()
    yield passwords
    for role in ("edc_app", "edc_owner"):
        stored = "NULL" if before[role] is None else f"'{before[role]}'"
        postgresql.execute(f"ALTER ROLE {role} PASSWORD {stored}")


def test_passwords_are_stored_hashed_and_kept_when_none_is_given(sql_database, passwords):
    bootstrap(sql_database.superuser_url, app_password="of the app's", owner_password="owner's")
    given = passwords()

    bootstrap(sql_database.superuser_url)

    assert passwords() == given
    assert given["edc_app"].startswith("SCRAM-SHA-256$")
    assert given["edc_owner"].startswith("SCRAM-SHA-256$")
    assert given["edc_app"] != given["edc_owner"]


def test_the_command_takes_the_passwords_from_the_addresses_of_the_roles(sql_database, passwords):
    addresses = {
        "DATABASE_URL": "postgresql://edc_app:first%20word@/edc",
        "DATABASE_OWNER_URL": "postgresql://edc_owner@/edc",
    }
    before = passwords()

    subprocess.run(
        [sys.executable, "-m", "edc.bootstrap", sql_database.superuser_url],
        env=os.environ | addresses,
        check=True,
    )

    assert passwords()["edc_app"] != before["edc_app"]
    assert passwords()["edc_owner"] == before["edc_owner"]
