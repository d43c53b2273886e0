"""`python -m tests.bench`: what was measured, beside what it is measured against."""

import argparse
import logging
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trial.settings")
os.environ.setdefault("SECRET_KEY", "for measurements only")
django.setup()

from tests.bench import (  # noqa: E402 -- after the set-up
    computing,
    entering,
    estimating,
    looking,
    streaming,
)
from tests.bench.scratch import scratch_database  # noqa: E402 -- after the set-up


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--statements", action="store_true", help="list what PostgreSQL is asked")
    parser.add_argument(
        "--subjects",
        type=int,
        nargs="+",
        default=computing.SIZES,
        metavar="N",
        help="sizes of the simulated trial; 10000 takes a quarter of an hour and 10 GB",
    )
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with scratch_database() as database:
        show("Entering", entering.measure(database, show_statements=options.statements))
    with scratch_database() as database:
        show("Datasets", streaming.measure(database))
    show("Estimates", estimating.measure())
    with scratch_database():
        show("A subject's matrix", looking.measure())
    with scratch_database() as database:
        show("From facts to estimates", computing.measure(database, options.subjects))


def show(title, lines):
    print(f"\n{title}", flush=True)
    for line in lines:
        print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
