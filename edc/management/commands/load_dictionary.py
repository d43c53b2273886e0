"""Load a licensed dictionary from the files that its publisher sends."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from edc import audit
from edc.actions import dictionaries
from edc.coding.files import BrokenFile
from edc.models import User
from edc.models.coding import Dictionary, Language


class Command(BaseCommand):
    help = "Load MedDRA (ASCII files) or WHODrug (format B3) beside the versions already there."

    def add_arguments(self, parser):
        parser.add_argument("dictionary", choices=[d.value.lower() for d in Dictionary])
        parser.add_argument("version", help="as the publisher names it: 27.1, or 2026-03")
        parser.add_argument("folder", type=Path, help="where the files lie")
        parser.add_argument("--language", required=True, choices=Language.values)
        parser.add_argument("--by", required=True, help="login of the data manager who loads it")

    def handle(self, *, dictionary, version, folder, language, by, **options):
        try:
            with audit.through(channel="IMPORT"):
                release = dictionaries.load(
                    dictionary=Dictionary(dictionary.upper()),
                    version=version,
                    language=Language(language),
                    folder=folder,
                    by=User.objects.get(username=by),
                )
        except BrokenFile as broken:
            raise CommandError(f"Nothing is loaded. {broken}") from None
        except dictionaries.AlreadyLoaded as there:
            raise CommandError(f"{there} is loaded already, and stays as it is.") from None
        except dictionaries.OddVersion as odd:
            raise CommandError(f"{str(odd)!r} is no name of a version.") from None
        except (User.DoesNotExist, PermissionDenied):
            raise CommandError(f"{by} may not load dictionaries.") from None
        self.stdout.write(f"{release}: {release.term_count} terms.")
