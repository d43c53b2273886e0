"""Write the generated documents, or tell which of them no longer say what the system does."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from edc.documents import documents


class Command(BaseCommand):
    help = "Write docs/forms.md, checks.md, access.md and codelists.md."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing, name what differs")
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs")

    def handle(self, *, check, folder, **options):
        pages = {folder / name: text for name, text in documents().items()}
        differing = [path for path, text in pages.items() if not _says(path, text)]
        if check and differing:
            names = ", ".join(f"{path.parent.name}/{path.name}" for path in differing)
            raise CommandError(f"Out of date: {names}. Write anew with `make fix`.")
        for path in differing:
            path.write_text(pages[path], encoding="utf-8")


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
