"""Pages of serious events: what waits to be reported, and a report on paper."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from edc.access import Permission, needs
from edc.chart import parameters
from edc.datasets.taking import note_reading
from edc.models.record import State
from edc.places import subject_known_to
from safety import overdue, reports
from safety.e2b.case import FORMS, Parties, case_of
from safety.e2b.message import message
from safety.printing import CannotPrint, pdf_of


@needs(Permission.VIEW)
@require_GET
def overdue_page(request):
    """Serious events of the reader's sites whose initial report is missing or late."""
    context = {
        "waiting": overdue.waiting(request.user, timezone.now()),
        "hours": parameters().safety.sae_report_hours,
    }
    return render(request, "safety/overdue.html", context)


@needs(Permission.VIEW)
@require_GET
def sae_pdf(request, screening_number, line):
    """A report on a serious event as PDF, in both languages."""
    subject = subject_known_to(request.user, screening_number)
    printed = reports.printable(subject, line)
    if printed is None:
        raise Http404
    html = reports.as_html(printed, at=timezone.now(), by=request.user)
    try:
        pdf = pdf_of(html)
    except CannotPrint:
        return render(request, "safety/cannot_print.html", status=503)
    note_reading(request, by=request.user)
    name = f"sae-{subject.screening_number}-{line}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@needs(Permission.VIEW)
@require_GET
def sae_xml(request, screening_number, line):
    """A complete report on a serious event as an E2B(R3) message, for whoever sends it on."""
    subject = subject_known_to(request.user, screening_number)
    printed = reports.printable(subject, line, FORMS)
    if printed is None or printed.record.state != State.COMPLETE:
        raise Http404
    # Nobody has agreed on identifiers yet; the message says so until the settings have them.
    parties = Parties(**getattr(settings, "E2B_PARTIES", {}))
    note_reading(request, by=request.user)
    body = message(case_of(printed, parties), parties, timezone.localtime(timezone=subject.zone))
    name = f"sae-{subject.screening_number}-{line}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type="application/xml", headers=headers)
