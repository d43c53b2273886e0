"""Enter the demonstration trial into an empty database."""

from django.core.management.base import BaseCommand, CommandError

from trial.demonstration import entering


class Command(BaseCommand):
    help = "Enter sixty fictional patients at six fictional hospitals into an empty database."

    def handle(self, **options):
        try:
            entering.load(say=self.say)
        except entering.NotEmpty:
            raise CommandError(
                "There is a trial in this database already. "
                "The demonstration is only entered into an empty one."
            ) from None

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
