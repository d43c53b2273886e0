"""A site: what it tells about itself, and how many it registered and enrolled."""

from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_GET

from edc.access import Permission, may, needs
from edc.crf import Repeats, crfs
from edc.matrix import Cell
from edc.models import Record
from edc.places import site_known_to
from edc.questions import Question


class Table(NamedTuple):
    """The records of one form: of a form that repeats, with what each answers."""

    cell: Cell
    questions: list[Question]
    rows: list[tuple[Record, list[Any]]]


@needs(Permission.VIEW)
@require_GET
def site_page(request, site_code):
    """The forms about a site, with a row for each record of those that repeat."""
    site = site_known_to(request.user, site_code)
    unsettled = Count("queries", filter=~Q(queries__state="CLOSED"))
    begun = Record.objects.filter(site=site, subject=None).annotate(open_queries=unsettled)
    records = list(begun.select_related("site").order_by("line"))
    context = {
        "site": site,
        "tables": [_table(crf, site, records) for crf in crfs() if crf.scope == "site"],
        "may_enter": may(request.user, Permission.ENTER, site.pk),
    }
    return render(request, "edc/site.html", context)


def _table(crf, site, records) -> Table:
    own = {record.pk: record for record in records if record.form == crf.form}
    cell = Cell(crf, None, list(own.values()))
    if crf.repeats == Repeats.ONCE:
        return Table(cell, [], [(record, []) for record in own.values()])
    questions = crf.questions()
    answered = crf.objects.filter(pk__in=own).order_by(*crf.key, "pk")
    rows = [
        (own[row["record_id"]], [question.shown(row, site.zone) for question in questions])
        for row in answered.values()
    ]
    return Table(cell, questions, rows)
