"""Dictionaries: which are loaded, which version is in use, and the synonyms beside them."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edc.access import Permission, needs
from edc.actions import dictionaries
from edc.coding.meanings import meanings_of
from edc.models import DictionaryChoice, DictionaryRelease, Synonym
from edc.models.coding import Dictionary
from edc.views.coding import codes_everywhere, dictionary_named, versions


@needs(Permission.CODE)
@require_http_methods(["GET", "HEAD", "POST"])
def dictionaries_page(request):
    """The versions that are loaded; the choice of the one in use from a day on."""
    if request.method == "POST":
        return _use(request)
    releases = DictionaryRelease.objects.select_related("loaded_by")
    releases = list(releases.order_by("dictionary", "version", "language"))
    context = {
        "releases": releases,
        "editions": {(Dictionary(one.dictionary), one.version): None for one in releases},
        "may_keep": codes_everywhere(request.user),
        "choices": DictionaryChoice.objects.select_related("chosen_by"),
        "versions": versions(),
        "today": timezone.localdate(),
        "tab": "dictionaries",
    }
    return render(request, "edc/dictionaries.html", context)


def _use(request):
    dictionary, _space, version = request.POST.get("edition", "").partition(" ")
    try:
        dictionaries.use(
            dictionary=dictionary_named(dictionary),
            version=version.replace("\0", ""),
            starts_on=date.fromisoformat(request.POST.get("starts_on", "")),
            by=request.user,
        )
    except ValueError:
        messages.error(request, _("Enter the day as YYYY-MM-DD."))
    except dictionaries.NotLoaded:
        messages.error(request, _("This version is not loaded."))
    return redirect("dictionaries")


@needs(Permission.CODE)
@require_http_methods(["GET", "HEAD", "POST"])
def synonyms_page(request):
    """The wordings that stand for a term."""
    if request.method == "POST":
        return _end(request) if "end" in request.POST else _add(request)
    listed = Synonym.objects.filter(ended_at=None).select_related("made_by")
    listed = list(listed.order_by("dictionary", "folded"))
    used = dict(versions())
    known = meanings_of(
        (one.dictionary, used[Dictionary(one.dictionary)], one.code) for one in listed
    )
    rows = [
        (one, known.get((one.dictionary, used[Dictionary(one.dictionary)], one.code)))
        for one in listed
    ]
    context = {
        "rows": rows,
        "dictionaries": Dictionary.choices,
        "may_keep": codes_everywhere(request.user),
        "tab": "synonyms",
    }
    return render(request, "edc/synonyms.html", context)


def _add(request):
    try:
        dictionaries.add_synonym(
            dictionary=dictionary_named(request.POST.get("dictionary")),
            text=request.POST.get("text", ""),
            code=request.POST.get("code", "").strip().replace("\0", ""),
            by=request.user,
        )
    except dictionaries.NothingSaid:
        messages.error(request, _("Write the wording that stands for the term."))
    except dictionaries.NotInDictionary:
        messages.error(request, _("This term is not current in the version in use."))
    except dictionaries.AlreadyASynonym:
        messages.error(request, _("This wording stands for a term already. End that first."))
    return redirect("synonyms")


def _end(request):
    listed = Synonym.objects.filter(ended_at=None)
    pk = request.POST["end"]
    synonym = get_object_or_404(listed, pk=int(pk) if pk.isdecimal() else 0)
    dictionaries.end_synonym(synonym=synonym, by=request.user)
    return redirect("synonyms")
