"""Subjects: the list, registration, and the matrix of visits and forms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from edc.access import Permission, may, needs, sites_where
from edc.actions import subjects
from edc.marks import Marks
from edc.matrix import matrix_of
from edc.models import Site, Subject
from edc.places import subject_known_to

PAGE_SIZE = 50


@needs(Permission.VIEW)
@require_GET
def subject_list(request):
    """The reader's subjects, by number; searching finds parts of either number."""
    words = request.GET.get("q", "").strip().replace("\0", "")
    found = Subject.objects.visible_to(request.user).select_related("site")
    if words:
        found = found.filter(Q(screening_number__icontains=words) | Q(number__icontains=words))
    unsettled = ~Q(queries__state="CLOSED")
    found = found.annotate(open_queries=Count("queries", filter=unsettled))
    page = Paginator(found.order_by("screening_number"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "words": words,
        "may_register": may(request.user, Permission.REGISTER),
    }
    template = "edc/subject_rows.html" if request.htmx else "edc/subjects.html"
    return render(request, template, context)


@needs(Permission.REGISTER)
def register_page(request):
    """Give a person in screening a number."""
    ids = sites_where(request.user, Permission.REGISTER)
    sites = Site.objects.all() if ids is None else Site.objects.filter(pk__in=ids)
    if request.method == "POST":
        code = request.POST.get("site", "").replace("\0", "")
        site = get_object_or_404(sites, code=code)
        subject = subjects.register(site=site, by=request.user)
        number = subject.screening_number
        messages.info(request, _("Registered under screening number %s.") % number)
        return redirect(subject)
    return render(request, "edc/register.html", {"sites": sites.order_by("code")})


@needs(Permission.VIEW)
@require_GET
def subject_page(request, screening_number):
    """Visits and forms of one subject, with windows and states."""
    subject = subject_known_to(request.user, screening_number)
    may_enter = may(request.user, Permission.ENTER, subject.site_id)
    about_subject = subject.queries.filter(record=None).prefetch_related("steps__by")
    context = {
        "subject": subject,
        "matrix": matrix_of(subject),
        "marks": Marks(subject, may_enter),
        "may_enter": may_enter,
        "queries": about_subject.order_by("id"),
        "may_answer": may(request.user, Permission.ANSWER, subject.site_id),
        "may_query": may(request.user, Permission.QUERY, subject.site_id),
    }
    return render(request, "edc/subject.html", context)
