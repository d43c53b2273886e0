"""Waiting for what other processes do, as long as a person would be told to wait."""

import threading
import time

from django.db import connection

TWO_MINUTES = 120


def wait_until(holds, seconds=TWO_MINUTES):
    """Look again and again until it holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def in_background(work):
    """Somebody at work at the same time, over a connection of their own."""

    def run():
        work()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
