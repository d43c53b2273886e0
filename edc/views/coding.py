"""Coding: what waits for a term, the choice of one, and what another version does to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from edc.access import Permission, needs, sites_where
from edc.actions import coding, dictionaries
from edc.coding import answers, meanings
from edc.coding.moving import Fate, moves
from edc.crf import crf_named
from edc.models import Record
from edc.models.coding import Dictionary, How
from edc.models.record import State

PAGE_SIZE = 50
MOST_PLACES = 20
GROUP = ("dictionary", "verbatim", "version", "code", "how", "question")


def dictionary_named(text) -> Dictionary:
    """The dictionary of this name, else Http404."""
    if text not in Dictionary.values:
        raise Http404
    return Dictionary(text)


def versions() -> list[tuple[Dictionary, str]]:
    """Each dictionary with the version in use, if there is one."""
    return [(dictionary, dictionaries.in_use(dictionary)) for dictionary in Dictionary]


def codes_everywhere(user) -> bool:
    """Whether the user may settle what concerns every site: dictionaries and synonyms."""
    return sites_where(user, Permission.CODE) is None


@needs(Permission.CODE)
@require_GET
def coding_page(request):
    """The wordings that wait for a term, the most frequent first."""
    waiting = answers.waiting_wordings(request.user)
    context = {
        "page": Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page")),
        "answer_count": sum(wording.count for wording in waiting),
        "versions": versions(),
        "tab": "coding",
    }
    return render(request, "edc/coding.html", context)


@needs(Permission.CODE)
@require_GET
def coded_page(request):
    """The wordings that have a term."""
    counted = answers.codings_in_force(request.user).values(*GROUP)
    counted = counted.annotate(count=Count("pk"), first=Min("record_id")).order_by(*GROUP)
    page = Paginator(counted, PAGE_SIZE).get_page(request.GET.get("page"))
    known = meanings.meanings_of((g["dictionary"], g["version"], g["code"]) for g in page)
    rows = [
        (group, How(group["how"]), known[group["dictionary"], group["version"], group["code"]])
        for group in page
    ]
    return render(request, "edc/coded.html", {"page": page, "rows": rows, "tab": "coded"})


@needs(Permission.CODE)
@require_POST
def code_now(request):
    """Code at once what the workers would code next."""
    count = coding.code_automatically(by=request.user)
    messages.info(request, _("Coded by exact match or synonym: %s.") % count)
    return redirect("coding")


@needs(Permission.CODE)
@require_http_methods(["GET", "HEAD", "POST"])
def term_page(request, record_id, question):
    """Choose the term that an answer, and every equal one, is coded with."""
    dictionary, verbatim = _coded_answer(request.user, record_id, question)
    if request.method == "POST":
        return _code(request, dictionary, verbatim)
    version = dictionaries.in_use(dictionary)
    equal = answers.equal_answers(dictionary, verbatim, request.user)
    words = request.GET.get("q", verbatim).replace("\0", "")
    term = request.GET.get("term", "").replace("\0", "")
    context = {
        "dictionary": dictionary,
        "version": version,
        "verbatim": verbatim,
        "equal": equal,
        "places": _places(equal[:MOST_PLACES]),
        "words": words,
        "found": meanings.search(dictionary, version, words),
        "may_keep": codes_everywhere(request.user),
        "chosen": meanings.meanings(dictionary, version, [term]).get(term),
    }
    return render(request, "edc/coding_term.html", context)


def _coded_answer(user, record_id, question) -> tuple[Dictionary, str]:
    """The answer of a complete record where the user codes; else Http404."""
    known = Record.objects.visible_to(user, Permission.CODE).filter(state=State.COMPLETE)
    record = get_object_or_404(known, pk=record_id)
    for coded in answers.coded_questions():
        if (coded.crf.form, coded.question.name) == (record.form, question):
            found = answers.complete_answers(coded, user).filter(pk=record_id)
            if verbatim := found.values_list(question, flat=True).first():
                return coded.dictionary, verbatim
    raise Http404


def _places(equal):
    """Where the answers stand, each with its record, its wording and the term that it has."""
    codings = answers.codings_of(equal)
    ids = [answer.record_id for answer in equal]
    records = Record.objects.select_related("visit", "site", "subject__site").in_bulk(ids)
    return [
        (records[answer.record_id], answer, codings.get(answer), _title(records, answer))
        for answer in equal
    ]


def _title(records, answer):
    return crf_named(records[answer.record_id].form).title


def _code(request, dictionary, verbatim):
    term, expected = request.POST.get("term", ""), request.POST.get("expected", "")
    if not expected.isdecimal():
        raise Http404
    try:
        count = coding.code(
            dictionary=dictionary,
            verbatim=verbatim,
            term=term.replace("\0", ""),
            expected=int(expected),
            by=request.user,
        )
        if "keep" in request.POST and codes_everywhere(request.user):
            dictionaries.add_synonym(
                dictionary=dictionary, text=verbatim, code=term, by=request.user
            )
    except coding.Changed:
        messages.error(request, _("The answers changed meanwhile. Look at them and choose again."))
        return redirect(request.path)
    except (coding.NotInDictionary, coding.NoVersion):
        messages.error(request, _("This term is not current in the version in use."))
        return redirect(request.path)
    except dictionaries.AlreadyASynonym:
        messages.error(request, _("Coded. The list of synonyms has this wording already."))
        return redirect("coding")
    messages.info(request, _("Coded: %s.") % count)
    return redirect("coding")


@needs(Permission.CODE)
@require_http_methods(["GET", "HEAD", "POST"])
def recoding_page(request):
    """What is coded in another version than the one in use, and what became of its terms."""
    if request.method == "POST":
        return _carry_over(request)
    compared = [
        (dictionary, version, moves(dictionary, version, request.user))
        for dictionary, version in versions()
        if version
    ]
    context = {"compared": compared, "tab": "recoding"}
    return render(request, "edc/recoding.html", context)


def _carry_over(request):
    """One term that moved, or all that are the same."""
    dictionary = dictionary_named(request.POST.get("dictionary"))
    version = dictionaries.in_use(dictionary)
    if not version or request.POST.get("version") != version:
        messages.error(request, _("Another version is in use by now. Look at the list again."))
        return redirect("recoding")
    terms = [text.replace("\0", "") for text in request.POST.getlist("term")]
    if not terms:
        same = moves(dictionary, version, request.user)
        terms = [move.code for move in same if move.fate == Fate.SAME]
    try:
        count = coding.carry_over(dictionary=dictionary, terms=terms, by=request.user)
        messages.info(request, _("Coded: %s.") % count)
    except coding.NotInDictionary:
        messages.error(request, _("This term is not current in the version in use."))
    return redirect("recoding")
