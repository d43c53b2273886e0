"""Servers of their own for the measurements; PostgreSQL keeps what it is told."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command

from edc.bootstrap import bootstrap
from tests.database import Database, clone, django_at
from trial.celery import app as celery
from trial.embedded import Postgresql, Redis, place_in, running


@contextlib.contextmanager
def scratch_database() -> Iterator[Database]:
    """Bootstrapped and migrated as in a deployment; Django's connection leads there."""
    with (
        tempfile.TemporaryDirectory(prefix="trial-bench-") as folder,
        place_in(Path(folder) / "servers") as place,
        running(Redis(place)) as broker,
        running(Postgresql(place)) as server,
        clone(server, "template0") as database,
    ):
        celery.conf.broker_url = broker.url.replace("unix://", "redis+socket://")
        bootstrap(database.superuser_url)
        with django_at(database.owner_url):
            call_command("migrate", verbosity=0)
        with django_at(database.url):
            yield database
