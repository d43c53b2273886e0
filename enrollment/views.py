"""Pages of laboratories: what a corrected reference range would judge otherwise."""

from typing import NamedTuple

from django.shortcuts import render
from django.views.decorators.http import require_POST

from edc import charts
from edc.access import Permission, needs, require
from edc.actions import entry
from edc.crf import crf_named
from edc.forms import typed_in
from edc.models import Subject
from edc.places import place_known_to
from edc.views.records import url_of
from enrollment import regrading
from enrollment.models import LabReferenceRange


class Judged(NamedTuple):
    """A result that a range would judge otherwise, with the subject and the address of its form."""

    subject: Subject
    form: str
    url: str
    change: regrading.Regraded


@needs(Permission.ENTER)
@require_POST
def regrading_page(request, site_code, form, line):
    """Before a range is stored: each result of the site that it would judge otherwise."""
    place = place_known_to(request.user, site_code=site_code, form=form, line=line)
    require(request.user, Permission.ENTER, place.owner.site_id)
    typed, _ = typed_in(LabReferenceRange, request.POST)
    proposed = entry.would_stand(place=place, typed=typed)
    judged = list(_regraded(place.owner, proposed))
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {
        "site": place.owner,
        "judged": judged,
        "subjects": len({one.subject.pk for one in judged}),
        "carried": carried,
        "is_complete": proposed._envelope.state == "COMPLETE" and proposed._envelope.id != 0,
        "url": url_of(place),
        "title": LabReferenceRange.title,
    }
    return render(request, "enrollment/regrading.html", context)


def _regraded(site, proposed):
    subjects = {subject.pk: subject for subject in Subject.objects.filter(site=site)}
    for subject in subjects.values():
        subject.site = site
    for pk, chart in charts.load(list(subjects.values()), regrading.forms_needed()).items():
        before = chart.value("lab_reference_ranges")
        for change in regrading.regraded(chart, before, regrading.with_change(before, proposed)):
            envelope = change.record._envelope
            where = entry.Place(subjects[pk], envelope.visit, envelope.form, envelope.line)
            yield Judged(subjects[pk], crf_named(envelope.form).title, url_of(where), change)
