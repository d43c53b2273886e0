"""The first page: what waits for whom."""

from django.db.models import Count, Q
from django.shortcuts import redirect, render

from edc.access import Permission, may, needs, roles_of
from edc.models import Query, Record, Site, Subject
from edc.models.query import PLACE, QueryState
from edc.models.record import State

MOST_SHOWN = 8


@needs(None)
def home_page(request):
    """Open work of the reader's sites, the newest first."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    context = {"roles": sorted(role.label for role in roles_of(request.user))}
    if may(request.user, Permission.VIEW):
        context |= _work(request.user)
    return render(request, "edc/home.html", context)


def _work(user) -> dict:
    queries = Query.objects.visible_to(user).select_related(*PLACE)
    unsettled = queries.exclude(state=QueryState.CLOSED)
    drafts = Record.objects.visible_to(user).filter(state=State.DRAFT)
    sites = Site.objects.visible_to(user).annotate(
        registered=Count("subjects"), enrolled=Count("subjects", filter=~Q(subjects__number=None))
    )
    return {
        "sites": sites.order_by("code"),
        "subject_count": Subject.objects.visible_to(user).count(),
        "open_count": unsettled.filter(state=QueryState.OPEN).count(),
        "answered_count": unsettled.filter(state=QueryState.ANSWERED).count(),
        "queries": unsettled.order_by("-id")[:MOST_SHOWN],
        "draft_count": drafts.count(),
        "drafts": drafts.select_related("visit", "site", "subject__site").order_by("-id")[
            :MOST_SHOWN
        ],
    }
