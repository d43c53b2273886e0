"""How the web process runs, the same on a laptop and on a server."""

import os
from pathlib import Path

# Threads, since a page waits for PostgreSQL more than it computes.
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = False
timeout = 120
graceful_timeout = 10
keepalive = 5

# Workers that live long enough to leak are replaced, not all at the same moment.
max_requests = 10_000
max_requests_jitter = 1_000

# A body larger than this is refused by Django; lines of a request are held to the same sense.
limit_request_line = 4094
limit_request_fields = 60

# Worker heartbeats belong in memory: a slow disk must not make a healthy worker look dead.
memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes a file of its own in it, and unlinks it
worker_tmp_dir = str(memory) if memory.is_dir() else None

control_socket_disable = True
accesslog = None
errorlog = "-"
