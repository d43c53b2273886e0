"""A simulated trial: how fast it is loaded, and how long facts, assessments and estimates take.

Cold means that the rules have changed: everybody is assessed and everything estimated anew. Warm is
what happens every few seconds in a trial under way: somebody changed one answer.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count

import psycopg
from django.core.management import call_command

from edc.actions.assessing import Purpose, assess_due
from edc.models import Event, Record, User
from followup.actions import PURPOSES, at_cutoff, estimate
from tests.bench.timing import at_most, line, timed
from tests.patients import correct
from trial.demonstration.hands import spread

SIZES = (300, 1000)
SITES, SEED, WORKERS = 6, 1, 2
LIMIT = 2

revisions = count(100)


def measure(database, sizes=SIZES) -> Iterator[str]:
    """The lines of the report."""
    before, costs = 0, []
    for size in sorted(sizes):
        yield from loaded(database, size - before, size)
        before = size
        assess(next(revisions))  # what only the first time takes
        cold = timed(lambda: assess(next(revisions)))
        costs.append(cold / size)
        yield line(f"cold: {size:,} subjects, by one worker", seconds(cold), kept(cold))
        by_two = side_by_side(next(revisions))
        yield line(f"the same, by {WORKERS} workers at once", seconds(by_two), kept(by_two))
        yield line("a cut-off date, nothing stored", seconds(timed(lambda: at_cutoff(CUT_OFF))))
        bring_up_to_date()
        yield line("warm: nobody is due", seconds(timed(bring_up_to_date)))
        change_an_answer()
        warm = timed(bring_up_to_date)
        yield line("warm: one answer changed", seconds(warm), kept(warm))
    growth = costs[-1] / costs[0]
    yield line(f"cost of a subject, beside that of {min(sizes):,}", f"{growth:.2f}")


def loaded(database, more: int, size: int) -> Iterator[str]:
    """Add subjects, and let PostgreSQL look at them."""
    events, records = Event.objects.count(), Record.objects.count()
    options = {"sites": SITES, "seed": SEED, "with_queries": False}
    took = timed(lambda: call_command("simulate", subjects=more, stdout=Silence(), **options))
    with psycopg.connect(database.superuser_url, autocommit=True) as superuser:
        superuser.execute("VACUUM ANALYZE")
    added = Record.objects.count() - records
    told = Event.objects.count() - events
    yield line(f"loading {more:,} subjects", f"{more / took:.0f} subjects a second")
    yield line(f"of {added / more:.0f} records each", f"{told / took:,.0f} events a second")


class Silence:
    """Where nobody listens."""

    def write(self, text):
        """Say nothing."""

    def flush(self):
        """Nothing waits."""


CUT_OFF = date(2025, 1, 1)


def of_revision(number: int) -> list[Purpose]:
    """The computations as if their rules had just changed."""
    return [replace(purpose, revision=number) for purpose in PURPOSES]


def assess(revision: int) -> None:
    """Everybody, by rules that nobody was assessed by."""
    assess_due(*of_revision(revision))
    estimate()


def assess_for(revision: int) -> tuple[float, float]:
    """When a worker began and ended; the rules are warmed before."""
    begun = time.time()
    assess_due(*of_revision(revision))
    return begun, time.time()


def side_by_side(revision: int) -> float:
    """Seconds until several workers that share the subjects are done, and the estimates are."""
    times = list(spread(assess_for, [revision] * WORKERS))
    took = max(ended for _, ended in times) - min(begun for begun, _ in times)
    return took + timed(estimate)


def bring_up_to_date() -> None:
    """What the workers do when they look."""
    assess_due(*PURPOSES)
    estimate()


def change_an_answer() -> None:
    """Somebody was transplanted on another day than was written down first."""
    record = Record.objects.filter(form="hsct", state="COMPLETE").order_by("-pk").first()
    by = User.objects.get(username=f"sim-coordinator-{record.site.code}")
    doses = {"7.77": "7.78"}
    now = str(record.hsct.tnc_dose)
    outcome = correct(record, "tnc_dose", doses.get(now, "7.77"), by=by)
    assert not outcome.is_refused


def seconds(value: float) -> str:
    return f"{value:.2f} s"


def kept(value: float) -> str:
    return at_most(LIMIT, value, seconds)
