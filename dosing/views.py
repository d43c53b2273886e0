"""The page of one subject's doses: planned against given, and what the rules expect."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dosing import reports
from edc.access import Permission, needs
from edc.places import subject_known_to


@needs(Permission.VIEW)
@require_GET
def doses_page(request, screening_number):
    """Exposure cycle by cycle, and the changes of dose that the rules expect."""
    subject = subject_known_to(request.user, screening_number)
    chart = reports.chart_of(subject)
    context = {
        "subject": subject,
        "tables": reports.tables(chart),
        "expected": reports.expected(chart),
        "is_treated": bool(chart.fact("c1d1_date")),
    }
    return render(request, "dosing/doses.html", context)


@needs(Permission.VIEW)
@require_GET
def doses_picture(request, screening_number):
    """Both drugs over days since the first dose, as SVG."""
    subject = subject_known_to(request.user, screening_number)
    image = reports.picture(reports.chart_of(subject))
    return HttpResponse(image, content_type="image/svg+xml")
