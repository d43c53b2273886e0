"""The product's own processes: web, worker and beat, and the commands that start them."""

import errno
import http.client
import os
import socket
import sys

from trial.processes import CannotStart, Process, dying_with_us, wait_until

WEB = ["gunicorn", "--config", "python:trial.gunicorn", "trial.wsgi:application"]
WORKER = ["celery", "--app", "trial", "worker", "--loglevel", "INFO", "--concurrency", "2"]
BEAT = ["celery", "--app", "trial", "beat", "--loglevel", "INFO", "--pidfile=", "--schedule"]

NOT_FOR_PROCESSES = {"DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL"}


def listen(address, port):
    """Take the port before anything starts; the web process inherits it."""
    try:
        return socket.create_server((address, port), backlog=128)
    except OSError as problem:
        if problem.errno not in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
            raise
        reason = os.strerror(problem.errno).lower()
        raise CannotStart(
            f"Port {port} of {address} cannot be used ({reason}): "
            "stop what is there, or choose another with PORT=8001."
        ) from None


def environment(*, database_url, redis_url, secret_key, hosts="127.0.0.1,localhost"):
    """What the processes are told; the other roles' ways into the database are not for them."""
    told = {name: value for name, value in os.environ.items() if name not in NOT_FOR_PROCESSES}
    return told | {
        "DJANGO_SETTINGS_MODULE": "trial.settings",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": secret_key,
        "ALLOWED_HOSTS": hosts,
        "PYTHONUNBUFFERED": "1",
    }


def web(listener, *, environment, logs):
    """The web process on a socket that already listens."""
    return Process(
        "web",
        python_module([*WEB, "--bind", f"fd://{listener.fileno()}"]),
        log=logs / "web.log",
        environment=environment,
        inherited=[listener.fileno()],
    )


def worker(*, environment, logs):
    return Process(
        "worker", python_module(WORKER), log=logs / "worker.log", environment=environment
    )


def beat(*, environment, logs):
    return Process(
        "beat",
        python_module([*BEAT, logs / "beat-schedule"]),
        log=logs / "beat.log",
        environment=environment,
    )


def python_module(command):
    """The command of a package installed for this very interpreter, wherever PATH leads."""
    return dying_with_us([sys.executable, "-m", *command])


def wait_for_first_page(process, listener):
    """Return when somebody with a browser would see something."""
    address, port = listener.getsockname()[:2]
    wait_until(lambda: answers(address, port), process=process, seconds=60)


def answers(address, port):
    connection = http.client.HTTPConnection(address, port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
