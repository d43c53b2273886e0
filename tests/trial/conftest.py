"""The demonstration trial, entered once; each module gets a database of its own with it."""

import pytest

from tests.database import clone, django_at
from trial.demonstration import entering


@pytest.fixture(scope="session")
def entered(postgresql, template, broker_url, django_db_blocker):
    """Name of a database that holds the demonstration, and what was said while it was entered."""
    said = []
    with clone(postgresql, template) as own:
        with django_db_blocker.unblock(), django_at(own.url):
            entering.load(said.append)
        yield own.name, said


@pytest.fixture(scope="module")
def demonstration(postgresql, entered, django_db_blocker):
    """The demonstration trial in a database where commits are real."""
    name, _ = entered
    with (
        clone(postgresql, name) as own,
        django_at(own.url),
        django_db_blocker.unblock(),
    ):
        yield own
