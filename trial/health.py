"""Whether one of the product's processes does its work: `python -m trial.health web`."""

import contextlib
import http.client
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trial.celery import app

# Beat writes its schedule down every three minutes.
BEAT_IS_STUCK_AFTER = 600


def web(port="8000"):
    """The first page, asked for as the proxy would."""
    headers = {"Host": os.environ["ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=15)
    with contextlib.closing(connection):
        connection.request("GET", "/", headers=headers)
        return connection.getresponse().status < http.HTTPStatus.BAD_REQUEST


def worker(timeout=10):
    """This machine's worker answers; another one's answer would not help."""
    name = f"celery@{os.uname().nodename}"
    return bool(app.control.inspect([name], timeout=timeout).ping())


def beat(schedule):
    """The schedule is being kept, under whatever ending this machine's dbm gives it."""
    written = [
        file.stat().st_mtime for file in Path(schedule).parent.glob(f"{Path(schedule).name}*")
    ]
    return bool(written) and time.time() - max(written) < BEAT_IS_STUCK_AFTER


PROCESSES: dict[str, Callable[..., bool]] = {"web": web, "worker": worker, "beat": beat}

if __name__ == "__main__":
    name, *details = sys.argv[1:]
    sys.exit(0 if PROCESSES[name](*details) else 1)
