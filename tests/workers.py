"""Which worker runs which tests, where `make test` has several: each has servers of its own.

Workers are processes of pytest-xdist. A fixture of the session is made once in each, so tests that
share a dear one stay together. One process alone keeps the order of pytest-randomly.
"""

import os

import pytest
from xdist import is_xdist_worker
from xdist.scheduler import LoadScopeScheduling

# Who asks for one of these is taken up in this order: a long test begun last would end alone.
LONG = ("entered", "live_trial")


class Together(LoadScopeScheduling):
    """Tests of one file, and those of `tests/trial`, which share the demonstration, stay together.

    Marks of groups would say so at the tests, but pytest-xdist does not see them with pytest 9.2.
    """

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return "tests/trial" if file.startswith("tests/trial/") else file


def pytest_xdist_make_scheduler(config, log):
    # Files are taken up in our order, not in that of their numbers of tests.
    config.option.loadscopereorder = False
    return Together(config, log)


def pytest_xdist_auto_num_workers():
    """One, on servers that are named and cannot be divided; else pytest-xdist counts processors.

    Roles and open transactions are those of a whole PostgreSQL, and a socket leads to one Redis.
    """
    divided = "DATABASE_SUPERUSER_URL" not in os.environ
    divided &= not os.environ.get("REDIS_URL", "").startswith("unix:")
    return None if divided else 1


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(session, items):
    """Whatever others arrange, workers begin with what takes long."""
    done = yield
    if is_xdist_worker(session):
        items.sort(key=turn)
    return done


def turn(item):
    asked = (LONG.index(name) for name in LONG if name in item.fixturenames)
    return min(asked, default=len(LONG))
