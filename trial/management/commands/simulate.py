"""Fill a database with a simulated trial of any size."""

from argparse import BooleanOptionalAction

from django.core.management.base import BaseCommand, CommandError

from trial.simulation.hospitals import RealTrial
from trial.simulation.simulating import simulate

MOST_CHECKED_UNASKED = 500


class Command(BaseCommand):
    help = (
        "Make up a trial from a seed and write it, with its trail as if it had been entered, into "
        "a database that is empty or simulated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--subjects", type=int, required=True, help="how many to add")
        parser.add_argument("--sites", type=int, required=True, help="how many there are then")
        parser.add_argument("--seed", type=int, required=True, help="the same makes the same trial")
        parser.add_argument(
            "--with-queries",
            action=BooleanOptionalAction,
            default=None,
            help=f"run every check afterwards, as is done anyway up to {MOST_CHECKED_UNASKED}",
        )

    def handle(self, *, subjects, sites, seed, with_queries, **options):
        if with_queries is None:
            with_queries = subjects <= MOST_CHECKED_UNASKED
        try:
            simulate(
                subjects=subjects, sites=sites, seed=seed, with_queries=with_queries, say=self.say
            )
        except RealTrial:
            raise CommandError(
                "There is a real trial in this database, or the demonstration. "
                "A simulation is only written into an empty database or another simulation's."
            ) from None

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
