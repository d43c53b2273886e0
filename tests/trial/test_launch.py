"""`make run` starts everything, stops everything, and says what is in the way."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from trial import launch

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def launcher(tmp_path):
    """Starts `python -m trial.launch` with a folder of its own; none survives the test."""
    with contextlib.ExitStack() as stack:

        def start(**variables):
            command = [sys.executable, "-m", "trial.launch", "--folder", tmp_path / "var"]
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | variables,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield start


def line_with(words, process):
    return next(line for line in process.stdout if words in line)


def command_lines():
    """What every process of this machine was started with."""
    for file in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            yield file.read_bytes()


def status_of(address):
    connection = http.client.HTTPConnection(address)
    with contextlib.closing(connection):
        connection.request("GET", "/")
        return connection.getresponse().status


def test_a_launched_trial_answers_and_leaves_nothing_when_told_to_stop(
    launcher, committed, redis_url, tmp_path
):
    process = launcher(DATABASE_URL=committed.url, REDIS_URL=redis_url, PORT="0")
    address = line_with("The trial is at", process).split("http://")[1].split("/")[0]
    assert status_of(address) < 400

    process.send_signal(signal.SIGTERM)
    said, complained = process.communicate()

    assert (process.returncode, said.strip(), complained) == (0, "Stopped.", "")
    assert not [each for each in command_lines() if committed.name.encode() in each]
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "var" / "servers").exists()


def test_a_taken_port_is_named_before_anything_starts(launcher, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = launcher(PORT=str(port))
        _, complained = process.communicate()

    assert process.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be used (address already in use)" in complained
    assert not (tmp_path / "var").exists()


def test_a_process_that_ends_by_itself_is_named_with_its_last_words(tmp_path):
    process = launch.Process(
        "worker", ["sh", "-c", "echo no broker; exit 3"], log=tmp_path / "log", environment={}
    )
    process.start().child.wait()

    with pytest.raises(launch.CannotStart, match="worker stopped by itself:\n    no broker"):
        launch.watch([process])


def test_the_secret_key_is_made_once_and_is_private(tmp_path):
    first = launch.secret_key(tmp_path / "var" / "secret-key")

    assert launch.secret_key(tmp_path / "var" / "secret-key") == first
    assert len(first) > 50


def test_a_changed_migration_changes_the_fingerprint(tmp_path, monkeypatch):
    monkeypatch.setattr(launch, "ROOT", tmp_path)
    migration = tmp_path / "edc" / "migrations" / "0001_subjects.py"
    migration.parent.mkdir(parents=True)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "edc" / "bootstrap.py").touch()
    migration.write_text("before")
    before = launch.schema_fingerprint()

    migration.write_text("after")

    assert launch.schema_fingerprint() != before
