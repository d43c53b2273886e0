"""HTML as PDF, set by WeasyPrint. Without Pango on the machine only PDFs are refused."""

from importlib import import_module


class CannotPrint(Exception):
    """The machine lacks the libraries that set type."""


def pdf_of(html: str) -> bytes:
    """The document as PDF; it reaches for nothing outside itself. Raises CannotPrint."""
    try:
        weasyprint = import_module("weasyprint")
    except OSError as missing:
        raise CannotPrint(str(missing)) from missing
    return weasyprint.HTML(string=html, url_fetcher=refuse_everything).write_pdf()


def refuse_everything(url, *_, **__):
    raise ValueError(f"a printed document may not fetch {url}")
