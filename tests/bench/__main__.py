"""`python -m tests.bench`: what was measured, beside what it is measured against."""

import argparse
import logging
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trial.settings")
os.environ.setdefault("SECRET_KEY", "for measurements only")
django.setup()

from tests.bench import entering, estimating, streaming  # noqa: E402 -- after the set-up
from tests.bench.scratch import scratch_database  # noqa: E402 -- after the set-up


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--statements", action="store_true", help="list what PostgreSQL is asked")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with scratch_database() as database:
        show("Entering", entering.measure(database, show_statements=options.statements))
    with scratch_database() as database:
        show("Datasets", streaming.measure(database))
    show("Estimates", estimating.measure())


def show(title, lines):
    print(f"\n{title}", flush=True)
    for line in lines:
        print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
