"""Several processes that enter at once, one hospital each: half the waiting on two processors."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TypeVar

import django
from django.db import connection

from trial.celery import app as celery

Work = TypeVar("Work")
Done = TypeVar("Done")


def spread(do: Callable[[Work], Done], works: Iterable[Work]) -> Iterator[Done]:
    """What came of each piece of work, as it is done. Raises what it raised, and begins no more."""
    there = dict(connection.settings_dict)
    there["OPTIONS"] = {k: v for k, v in there["OPTIONS"].items() if k != "pool"}
    with ProcessPoolExecutor(
        max_workers=os.cpu_count(),
        mp_context=get_context("spawn"),
        initializer=reach,
        initargs=(there, celery.conf.broker_url),
    ) as pool:
        begun = [pool.submit(do, work) for work in works]
        try:
            yield from (work.result() for work in as_completed(begun))
        finally:
            pool.shutdown(cancel_futures=True)


def reach(database: dict, broker: str) -> None:
    """Lead a new process to the database and the broker of the one that began it."""
    django.setup()
    connection.settings_dict.update(database)
    celery.conf.broker_url = broker
