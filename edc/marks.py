"""What the cells of a subject's matrix show.

A matrix has more than a thousand cells and few kinds of marks: each kind, and each form's title, is
made once a page.
"""

from functools import cache

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from edc.matrix import Cell
from edc.models.record import record_url

NOTHING = SafeString("")


class Marks:
    """The marks of one subject's matrix for one reader, who may enter answers or may not."""

    def __init__(self, subject, may_enter: bool):
        self._may_enter = may_enter
        # Kept by this page alone: the next may be in another language.
        self._title = cache(lambda crf: str(crf.title))
        self._addresses = cache(lambda visit: addresses(subject, visit))
        self._icon = cache(icon_of)
        self._another = _("Another")

    def of(self, cell: Cell) -> SafeString:
        """Links to the records of a cell, and to the one that is owed or may be added."""
        if not cell.is_begun:
            return self._owed(cell) if cell.need else NOTHING
        links = [self._begun(cell, record) for record in cell.records]
        if self._may_enter and cell.may_repeat and cell.need:
            links.append(self._further(cell))
        return format_html_join("", "{}", ((link,) for link in links))

    def _begun(self, cell, record):
        icon = self._icon("state", state=record.state, open_queries=bool(record.open_queries))
        return self._link(cell, record.line, icon)

    def _owed(self, cell):
        return self._link(cell, 1, self._icon("need", need=cell.need, is_overdue=cell.is_overdue))

    def _link(self, cell, line, icon):
        return format_html(
            '<a href="{}" aria-label="{} {}">{}</a>',
            self._address(cell, line),
            self._title(cell.crf),
            cell.visit[0],
            icon,
        )

    def _further(self, cell):
        return format_html(
            ' <a class="small" href="{}" aria-label="{} {} {}">+</a>',
            self._address(cell, cell.next_line),
            self._another,
            self._title(cell.crf),
            cell.visit[0],
        )

    def _address(self, cell, line):
        before, after = self._addresses(cell.visit)
        return f"{before}{cell.crf.form}/{line}{after}"


def addresses(subject, visit: tuple[str, int]) -> tuple[str, str]:
    """What stands before and after form and line in the addresses of records at a visit."""
    url = record_url("record", subject, visit, "form", 0)
    before, after = url.rsplit("form/0", 1)
    return before, after


def icon_of(component: str, **about) -> SafeString:
    """An icon as its template shows it; stripping alone would make plain text of it."""
    markup = render_to_string(f"components/{component}.html", {"record": about, **about})
    return mark_safe(markup.strip())  # noqa: S308 -- the template has escaped what is not its own
