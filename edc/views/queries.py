"""Queries: the list, and a step on one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from edc.access import Permission, needs
from edc.actions import queries
from edc.models import Query
from edc.models.query import PLACE, QueryState

PAGE_SIZE = 50


@needs(Permission.VIEW)
@require_GET
def query_list(request):
    """Queries of the reader's sites by state, the newest first."""
    state = request.GET.get("state", QueryState.OPEN)
    if state not in QueryState.values:
        raise Http404
    found = Query.objects.visible_to(request.user).filter(state=state).order_by("-id")
    found = found.select_related(*PLACE).prefetch_related("steps__by")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": QueryState.choices}
    return render(request, "edc/queries.html", context)


@needs(Permission.VIEW)
@require_POST
def query_step(request, query_id, act):
    """Answer, close or reopen a query; who may do which is the action's to say."""
    known = Query.objects.visible_to(request.user).select_related(*PLACE)
    query = get_object_or_404(known, pk=query_id)
    step = {"answer": queries.answer, "close": queries.close, "reopen": queries.reopen}[act]
    try:
        step(query=query, text=request.POST.get("text", "").replace("\0", ""), by=request.user)
    except queries.NothingSaid:
        messages.error(request, _("Write a few words first."))
    except queries.NotNow:
        messages.error(request, _("Somebody else was quicker: the query has moved on."))
    return redirect(query)
