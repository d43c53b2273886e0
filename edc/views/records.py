"""The page of a record: show it, save what is typed, complete it, remove it, tell its history."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from edc import history
from edc.access import Permission, needs
from edc.actions import entry, queries
from edc.crf import crf_named
from edc.forms import RecordForm, render_question, typed_in
from edc.models import Record
from edc.models.record import record_url
from edc.places import place_known_to, schedule
from edc.questions import says_something
from edc.sheets import Sheet, sheet_of


def url_of(place, name="record") -> str:
    """Address of the page of a place, or of one of its companions."""
    return record_url(name, place.owner, place.visit, place.form, place.line)


@needs(Permission.VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def record_page(request, **where):
    """Any form of any subject, or of a site."""
    place = place_known_to(request.user, **where)
    if request.method != "POST":
        return _page(request, sheet_of(place=place, reader=request.user))
    typed, reasons = typed_in(crf_named(place.form), request.POST)
    completing = "complete" in request.POST
    if not typed and not completing:
        return _page(request, sheet_of(place=place, reader=request.user), status=422)
    try:
        outcome = entry.save(
            place=place, typed=typed, by=request.user, reasons=reasons, complete=completing
        )
    except entry.NoParent as missing:
        return _no_parent(request, place, missing.args[0])
    except entry.IsRemoved:
        return _page(request, sheet_of(place=place, reader=request.user), status=409)
    return _told(request, place, outcome, typed, reasons)


def _told(request, place, outcome, typed, reasons):
    """What came of an entry: parts for a page that goes on, the page again, or on with it."""
    if not request.htmx and not outcome.is_refused:
        messages.info(request, _("Completed.") if "complete" in request.POST else _("Saved."))
        return redirect(url_of(place))
    sheet = sheet_of(
        place=place, reader=request.user, outcome=outcome, typed=typed, reasons=reasons
    )
    if request.htmx:
        return _parts(request, sheet, typed)
    return _page(request, sheet, status=409 if outcome.conflicts else 422)


def _page(request, sheet: Sheet, status=200):
    place = sheet.place
    if sheet.record is None and entry.lacks_parent(place):
        return _no_parent(request, place, sheet.crf.parent)
    context = {
        "sheet": sheet,
        "form": RecordForm(sheet=sheet, request=request),
        "owner": place.owner,
        "visit": place.visit and schedule()[place.visit[0]],
        "sequence": place.visit and place.visit[1],
        "url": url_of(place),
    }
    return render(request, "edc/record.html", context, status=status)


def _no_parent(request, place, parent):
    visits = [planned.visit.code for planned in crf_named(parent).visits]
    is_here = place.visit is None or place.visit[0] in visits
    first = place._replace(form=parent, visit=place.visit if is_here else (visits[0], 1))
    context = {"parent": crf_named(parent), "url": url_of(first), "owner": place.owner}
    return render(request, "edc/no_parent.html", context, status=409)


def _parts(request, sheet: Sheet, typed):
    """What changed on a page whose reader goes on typing: never the input being typed in."""
    form = RecordForm(sheet=sheet, request=request)
    before = set(request.POST.get("shown", "").split())
    changed = [
        item
        for item in sheet.items.values()
        if item.is_derived or (item.token not in before and item.name not in typed)
    ]
    context = {
        "sheet": sheet,
        "sides": [sheet.items[name] for name in typed],
        "rows": [render_question(item, sheet, form, request, swap=True) for item in changed],
        "url": url_of(sheet.place),
    }
    return render(request, "edc/record_parts.html", context)


@needs(Permission.VIEW)
@require_GET
def record_by_id(request, record_id):
    """The page of a record that is known by its number alone."""
    known = Record.objects.visible_to(request.user).select_related("visit", "site", "subject")
    return redirect(get_object_or_404(known, pk=record_id))


@needs(Permission.VIEW)
@require_GET
def history_page(request, *, question, **where):
    """Who gave which answer to one question, when and why."""
    place = place_known_to(request.user, **where)
    crf = crf_named(place.form)
    if question not in crf.asked or crf.asked[question].derived is not None:
        raise Http404
    record = entry.find(place=place)
    context = {
        "lines": history.of_answer(record, crf.asked[question]) if record else [],
        "question": crf.asked[question],
        "sheet_title": crf.title,
        "owner": place.owner,
        "url": url_of(place),
    }
    return render(request, "edc/history.html", context)


@needs(Permission.QUERY)
@require_POST
def raise_query(request, *, question, **where):
    """A person's query on one question, also of a form that nobody has begun."""
    place = place_known_to(request.user, **where)
    if question not in crf_named(place.form).asked:
        raise Http404
    text = request.POST.get("text", "")
    try:
        queries.require_words(text)
        record = entry.begin(place=place, by=request.user, needed=Permission.QUERY)
        queries.raise_query(record=record, question=question, text=text, by=request.user)
    except queries.NothingSaid:
        messages.error(request, _("Write what the site should look at."))
    except entry.NoParent as missing:
        return _no_parent(request, place, missing.args[0])
    return redirect(f"{url_of(place)}#q-{question}")


@needs(Permission.ENTER)
@require_POST
def remove_record(request, **where):
    """Take a record out of everything that counts, with the reason."""
    place = place_known_to(request.user, **where)
    record = entry.find(place=place)
    if record is None:
        raise Http404
    why = request.POST.get("why", "").strip()
    if not says_something(why):
        messages.error(request, _("Say why the record is removed."))
        return redirect(url_of(place))
    entry.remove(record=record, why=why, by=request.user)
    messages.info(request, _("Removed. It stays visible with the reason."))
    return redirect(place.owner)
