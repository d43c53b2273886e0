"""Makes roles, trail and guards in a database: run as superuser, at every deployment.

`python -m edc.bootstrap URL` takes the passwords of the two roles from DATABASE_URL and
DATABASE_OWNER_URL, where these are set.
"""

import argparse
import os
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

SCRIPTS = sorted(Path(__file__).with_name("sql").glob("*.sql"))


def bootstrap(
    conninfo_superuser: str,
    *,
    app_password: str | None = None,
    owner_password: str | None = None,
) -> None:
    """All or nothing, and as often as you like. A password that is not given stays as it is."""
    with psycopg.connect(conninfo_superuser) as connection:
        # Deployments at the same time take turns.
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('edc.bootstrap', 0))")
        connection.execute("SET LOCAL event_triggers = off")
        for script in SCRIPTS:
            connection.execute(script.read_bytes())
        for role, password in (("edc_app", app_password), ("edc_owner", owner_password)):
            if password is not None:
                _set_password(connection, role, password)


def _set_password(connection, role, password):
    """Hashed here, so that the server's log never holds it."""
    hashed = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    connection.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed))
    )


def _password_in(variable: str) -> str | None:
    password = conninfo_to_dict(os.environ.get(variable, "")).get("password")
    return None if password is None else str(password)


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command_line.add_argument("url", help="of the database, as superuser")
    bootstrap(
        command_line.parse_args().url,
        app_password=_password_in("DATABASE_URL"),
        owner_password=_password_in("DATABASE_OWNER_URL"),
    )
