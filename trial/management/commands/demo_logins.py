"""Give every role of the demonstration trial a fresh password and token, and write them down."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from edc.models import User
from trial.demonstration import logins


class Command(BaseCommand):
    help = "Renew the passwords and tokens of the demonstration trial; only FILE tells them."

    def add_arguments(self, parser):
        parser.add_argument("--url", required=True, help="where the trial is reached")
        parser.add_argument("--file", required=True, type=Path, help="written with mode 0600")

    def handle(self, *, url, file, **options):
        try:
            logins.write_privately(logins.renewed(url), file)
        except User.DoesNotExist:
            raise CommandError("The demonstration trial is not in this database.") from None
