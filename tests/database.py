"""Real databases, servers and browsers for tests.

Tests read and write as the application's own role. `db` rolls back on a shared database;
`committed` commits to a fresh clone of the template, which costs some twenty milliseconds.
"""

import contextlib
import os
import shutil
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from edc.bootstrap import bootstrap
from trial import product
from trial.celery import app as celery
from trial.embedded import APPLICATION, OWNER, SUPERUSER, Postgresql, Redis, place_in, running
from trial.settings import database

SECRET_KEY = "for tests only, yet as long as a real one has to be"


def pytest_configure():
    """Sign as the live product of these tests does; look for no static file before it is asked for.

    Each test's client starts the application anew, and would list all of them first.
    """
    settings.SECRET_KEY = SECRET_KEY
    settings.WHITENOISE_AUTOREFRESH = True


class NamedPostgresql:
    """A server that somebody else runs, when DATABASE_SUPERUSER_URL names one for the tests.

    Its roles exist, with the passwords in DATABASE_URL and DATABASE_OWNER_URL: a password of a
    server that others may use is never changed here.
    """

    variables: ClassVar = {
        SUPERUSER: "DATABASE_SUPERUSER_URL",
        OWNER: "DATABASE_OWNER_URL",
        APPLICATION: "DATABASE_URL",
    }

    def url(self, *, role=SUPERUSER, database="postgres"):
        return urlunsplit(urlsplit(os.environ[self.variables[role]])._replace(path=f"/{database}"))

    execute = Postgresql.execute
    create_database = Postgresql.create_database


@dataclass(frozen=True)
class Database:
    """One database, by the doors that lead into it."""

    name: str
    url: str
    owner_url: str
    superuser_url: str


def doors_of(server, name):
    return Database(
        name=name,
        url=server.url(role=APPLICATION, database=name),
        owner_url=server.url(role=OWNER, database=name),
        superuser_url=server.url(database=name),
    )


@contextlib.contextmanager
def django_at(url):
    """Make Django's only connection, in every thread, lead to this database."""
    connection = connections["default"]
    before = dict(connection.settings_dict)
    there = database(url)
    # A pool would keep connections to databases that the next test no longer has.
    there["OPTIONS"].pop("pool", None)
    connection.close()
    connection.settings_dict.update(there)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@pytest.fixture(scope="session")
def place():
    """A short, private folder for the servers of this run."""
    folder = Path(tempfile.mkdtemp(prefix="trial-tests-"))
    with place_in(folder) as place:
        yield place
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql(request):
    if "DATABASE_SUPERUSER_URL" in os.environ:
        yield NamedPostgresql()
        return
    with running(Postgresql(request.getfixturevalue("place"), durable=False)) as server:
        yield server


@pytest.fixture(scope="session")
def broker_url(request, worker_id):
    """A real Redis, to which Celery's messages of this process go as well."""
    if "REDIS_URL" in os.environ:
        yield leading_celery(own_part(os.environ["REDIS_URL"], worker_id))
        return
    with running(Redis(request.getfixturevalue("place"))) as server:
        yield leading_celery(server.url)


def own_part(url, worker_id):
    """Of a Redis that is named: each worker has a number of its own, which its tests empty."""
    if worker_id in {"master", "gw0"}:
        return url
    parts = urlsplit(url)
    number = int(parts.path.strip("/") or 0) + int(worker_id.removeprefix("gw"))
    return urlunsplit(parts._replace(path=f"/{number}"))


def leading_celery(url):
    settings.REDIS_URL = url
    celery.conf.broker_url = url.replace("unix://", "redis+socket://")
    return url


@pytest.fixture
def redis_url(broker_url):
    """Redis with nothing left in it from the test before."""
    with contextlib.closing(redis.Redis.from_url(broker_url)) as client:
        client.flushdb()
    return broker_url


@contextlib.contextmanager
def clone(server, template):
    """A database of our own, gone afterwards with whoever is still connected to it."""
    name = f"edc_{uuid.uuid4().hex[:12]}"
    server.create_database(name, template=template)
    try:
        yield doors_of(server, name)
    finally:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def template(postgresql, django_db_blocker):
    """The schema as a deployment makes it: bootstrapped as superuser, migrated as owner."""
    with clone(postgresql, "template0") as fresh:
        bootstrap(fresh.superuser_url)
        with django_db_blocker.unblock(), django_at(fresh.owner_url):
            call_command("migrate", verbosity=0)
        yield fresh.name


@pytest.fixture(scope="session")
def django_db_setup(postgresql, template, broker_url):
    """What pytest-django asks for before its own `db`: here a clone, and the runtime role."""
    with clone(postgresql, template) as shared, django_at(shared.url):
        yield


@pytest.fixture
def db(request):
    """A database for the test: rolled back afterwards, or the one of `committed` if asked for.

    People and forms of the cast ask for `db` and so serve both kinds of test.
    """
    kind = "committed" if "committed" in request.fixturenames else "_django_db_helper"
    request.getfixturevalue(kind)


@pytest.fixture
def committed(request, postgresql, template, redis_url, django_db_blocker):
    """A database of the test's own in which commits are real; the doors that lead into it."""
    if request.node.get_closest_marker("django_db"):
        pytest.fail("`committed` and the mark `django_db` exclude each other.")
    with (
        clone(postgresql, template) as own,
        django_at(own.url),
        django_db_blocker.unblock(),
    ):
        yield own


class LiveTrial:
    """The product as people meet it, on a database where commits are real."""

    def __init__(self, *, listener, environment, logs):
        self.listener = listener
        self.environment = environment
        self.logs = logs
        self.running = []

    @property
    def port(self):
        return self.listener.getsockname()[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, process):
        self.running.append(process.start())
        return process

    def start_web(self):
        """Answer requests; returns when the first page does."""
        process = self.start(
            product.web(self.listener, environment=self.environment, logs=self.logs)
        )
        product.wait_for_first_page(process, self.listener)

    def start_worker(self):
        return self.start(product.worker(environment=self.environment, logs=self.logs))

    def start_beat(self):
        return self.start(product.beat(environment=self.environment, logs=self.logs))

    def end(self):
        """At once: asking politely takes seconds, and has a test of its own."""
        for process in reversed(self.running):
            process.kill()


@pytest.fixture
def live_trial(committed, redis_url, tmp_path):
    """The running product; its worker and beat start when the test says so."""
    with product.listen("127.0.0.1", 0) as listener:
        environment = product.environment(
            database_url=committed.url,
            redis_url=redis_url,
            secret_key=SECRET_KEY,
        )
        live = LiveTrial(listener=listener, environment=environment, logs=tmp_path)
        try:
            live.start_web()
            yield live
        finally:
            live.end()
