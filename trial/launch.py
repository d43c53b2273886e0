"""`make run`: the whole product on this machine, from nothing to its first page, and back."""

import argparse
import contextlib
import hashlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from edc.bootstrap import bootstrap
from trial import product
from trial.embedded import APPLICATION, OWNER, Postgresql, Redis, place_in, running
from trial.processes import CannotStart, Process, dying_with_us

ROOT = Path(__file__).resolve().parent.parent

DATABASE, UNFINISHED = "edc", "edc_unfinished"

STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked us to stop."""


@dataclass(frozen=True)
class Servers:
    """Where PostgreSQL and Redis answer, and those of them that are ours."""

    database_url: str
    redis_url: str
    own_postgresql: Postgresql | None
    own_processes: list[Process]


def main():
    """Run until asked to stop; the exit code says whether that was the reason."""
    for number in STOPPING_SIGNALS:
        signal.signal(number, stop)
    options = command_line()
    try:
        run(folder=options.folder.resolve(), address=options.address, port=options.port)
    except Stopped:
        say("Stopped.")
    except CannotStart as problem:
        say(str(problem), to=sys.stderr)
        return 1
    return 0


def stop(_number, _frame):
    """Leave by way of everything that has to be stopped; asking twice changes nothing."""
    for each in STOPPING_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def command_line():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default=os.environ.get("ADDRESS", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    parser.add_argument("--folder", type=Path, default=ROOT / "var")
    return parser.parse_args()


def run(*, folder, address, port):
    """Start everything in order, say where it is, and stay until something ends it."""
    with contextlib.ExitStack() as stack:
        # Before anything else, so that a taken port costs nobody a wait.
        listener = stack.enter_context(product.listen(address, port))
        url = f"http://{address}:{listener.getsockname()[1]}/"
        servers = reach_servers(stack, folder)
        environment = product.environment(
            database_url=servers.database_url,
            redis_url=servers.redis_url,
            secret_key=secret_key(folder / "secret-key"),
            hosts=os.environ.get("ALLOWED_HOSTS", f"127.0.0.1,localhost,{address}"),
        )
        environment.setdefault("CSRF_TRUSTED_ORIGINS", url.rstrip("/"))  # mails lead there
        prepare_database(servers, environment, folder)
        settings = {"environment": environment, "logs": folder / "log"}
        web = started(stack, product.web(listener, **settings))
        if servers.own_postgresql:
            manage(environment, "demo_logins", "--url", url, "--file", folder / "demo.json")
        product.wait_for_first_page(web, listener)
        worker = started(stack, product.worker(**settings))
        beat = started(stack, product.beat(**settings))
        welcome(url, folder, demonstration=servers.own_postgresql is not None)
        watch([web, worker, beat, *servers.own_processes])


def reach_servers(stack, folder):
    """The servers named in the environment; our own in place of each that is not."""
    database_url, redis_url = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    own_postgresql, own_processes = None, []
    if not (database_url and redis_url):
        place = stack.enter_context(place_in(folder))
    if not redis_url:
        own_redis = stack.enter_context(running(Redis(place)))
        own_processes.append(own_redis.process)
        redis_url = own_redis.url
    if not database_url:
        own_postgresql = stack.enter_context(running(Postgresql(place)))
        own_processes.append(own_postgresql.process)
        database_url = own_postgresql.url(role=APPLICATION, database=DATABASE)
    return Servers(database_url, redis_url, own_postgresql, own_processes)


def prepare_database(servers, environment, folder):
    """Bring the schema up to date; the demonstration trial goes only into a database of ours."""
    if servers.own_postgresql is None:
        if owner_url := os.environ.get("DATABASE_OWNER_URL"):
            manage(environment | {"DATABASE_URL": owner_url}, "migrate", "--verbosity", "0")
        return
    known = folder / "servers" / "schema"
    wanted = schema_fingerprint()
    if not servers.own_postgresql.has_database(DATABASE):
        make_demonstration(servers.own_postgresql, environment)
    elif not known.exists() or known.read_text() != wanted:
        update_schema(servers.own_postgresql, DATABASE, environment)
    known.write_text(wanted)


def make_demonstration(postgresql, environment):
    """Fill a database beside the final name, so that an interrupted load leaves nothing."""
    say("First start: making the database and entering the demonstration trial.")
    postgresql.execute(f"DROP DATABASE IF EXISTS {UNFINISHED} WITH (FORCE)")
    postgresql.execute(f"CREATE DATABASE {UNFINISHED}")
    update_schema(postgresql, UNFINISHED, environment)
    url = postgresql.url(role=APPLICATION, database=UNFINISHED)
    manage(environment | {"DATABASE_URL": url}, "demo")
    postgresql.execute(f"ALTER DATABASE {UNFINISHED} RENAME TO {DATABASE}")


def update_schema(postgresql, database, environment):
    """Roles and audit as superuser, tables as their owner."""
    bootstrap(postgresql.url(database=database))
    url = postgresql.url(role=OWNER, database=database)
    manage(environment | {"DATABASE_URL": url}, "migrate", "--verbosity", "0")


def schema_fingerprint():
    """Changes whenever the database might have to."""
    files = [ROOT / "requirements.txt", ROOT / "edc" / "bootstrap.py"]
    for pattern in ("*/migrations/**/*.py", "*/migrations/**/*.sql", "*/sql/**/*.sql"):
        files += ROOT.glob(pattern)
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def manage(environment, *words):
    """Run one management command; what it prints is for the person who waits."""
    command = dying_with_us([sys.executable, ROOT / "manage.py", *words], stop_signal="KILL")
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=False, stdin=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    if done.returncode:
        raise CannotStart(f"`manage.py {words[0]}` did not finish.")


def secret_key(file):
    """Made once, so that sessions survive a restart."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as new:
            new.write(secrets.token_urlsafe(50))
    return file.read_text()


def started(stack, process):
    stack.callback(process.stop)
    return process.start()


def welcome(url, folder, *, demonstration):
    """Where to go, and as whom."""
    say(f"\nThe trial is at {url}   (Ctrl-C stops it; logs are in {folder / 'log'})\n")
    if not demonstration:
        return
    logins = json.loads((folder / "demo.json").read_text())["logins"]
    rows = [("role", "sign in as", "password")]
    rows += [(role, login["username"], login["password"]) for role, login in logins.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    say(f"\nThe same, with an API token for each role, is in {folder / 'demo.json'}.")


def watch(processes):
    """Stay until one of them ends, which none should."""
    while True:
        for process in processes:
            if not process.running:
                raise CannotStart(f"{process.name} stopped by itself:\n{process.last_lines()}")
        time.sleep(0.2)


def say(line, *, to=None):
    print(line, file=to, flush=True)


if __name__ == "__main__":
    sys.exit(main())
