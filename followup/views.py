"""Pages of the endpoints: a subject's status, the pooled results and their curves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from edc.access import Permission, needs
from edc.datasets.taking import note_reading
from edc.places import subject_known_to
from followup import reports
from followup.templatetags.outcomes import subject_status
from followup.wording import Endpoint, Population


@needs(Permission.VIEW)
@require_GET
def status_part(request, screening_number):
    """The computed status of one subject, for a page that waits for it."""
    subject = subject_known_to(request.user, screening_number)
    return render(request, "followup/status.html", subject_status(subject))


@needs(Permission.SEE_POOLED)
@require_GET
def results_page(request):
    """Week-2 remission, and the curves after transplantation in one population."""
    population = request.GET.get("population", "REMISSION_BEFORE_HSCT")
    if population not in reports.HSCT_POPULATIONS:
        raise Http404
    note_reading(request, by=request.user)
    context = {
        "rates": reports.rates(),
        "tables": reports.tables(population),
        "population": Population(population),
        "populations": [Population(name) for name in reports.HSCT_POPULATIONS],
        "figures": [(name, Endpoint(name).label) for name in reports.FIGURES],
        "follow_up": reports.follow_up(population),
        "one_year": reports.one_year(population, timezone.localdate()),
        "disputed_deaths": reports.disputed_deaths(population),
    }
    return render(request, "followup/results.html", context)


@needs(Permission.SEE_POOLED)
@require_GET
def curve_image(request, figure, population):
    """A curve as SVG."""
    if figure not in reports.FIGURES or population not in reports.HSCT_POPULATIONS:
        raise Http404
    image = reports.picture(figure, population)
    return HttpResponse(image, content_type="image/svg+xml")
