"""From the words of an address to the place of a record, for those who may know of it."""

from functools import cache

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string

from edc.access import Permission
from edc.actions.entry import Place
from edc.crf import Crf, Repeats, crf_named
from edc.models import Site, Subject
from edc.schedule import PlannedVisit

MOST_LINES = 200


@cache
def schedule() -> dict[str, PlannedVisit]:
    """The planned visits by code, in order."""
    return {visit.code: visit for visit in import_string(settings.EDC_SCHEDULE)}


def subject_known_to(user, screening_number: str, permission=Permission.VIEW) -> Subject:
    """The subject, if the user may know of it; else Http404, as for a number never given."""
    subjects = Subject.objects.visible_to(user, permission).select_related("site")
    number = screening_number.replace("\0", "?")  # no column holds it, and no number has it
    subject = subjects.filter(screening_number=number).first()
    if subject is None:
        raise Http404
    return subject


def site_known_to(user, code: str, permission=Permission.VIEW) -> Site:
    """The site, if the user may know of it; else Http404."""
    sites = Site.objects.visible_to(user, permission)
    site = sites.filter(code=code.replace("\0", "?")).first()
    if site is None:
        raise Http404
    return site


def place_known_to(user, *, screening_number="", site_code="", **where) -> Place:
    """The place that an address names, of a subject or of a site that the user may know of."""
    if site_code:
        return place_of(site_known_to(user, site_code), **where)
    return place_of(subject_known_to(user, screening_number), **where)


def place_of(owner, form: str, line: int, code: str | None = None, sequence: int = 1) -> Place:
    """The place of a record. Http404 where the protocol collects no such form."""
    try:
        crf = crf_named(form)
    except KeyError:
        raise Http404 from None
    if crf.scope != ("site" if isinstance(owner, Site) else "subject"):
        raise Http404
    if not 1 <= line <= MOST_LINES or (crf.repeats == Repeats.ONCE and line != 1):
        raise Http404
    if code is None:
        if not is_outside_visits(crf):
            raise Http404
        return Place(owner, None, form, line)
    if not is_collected(crf, code) or not _is_sequence(schedule()[code], sequence):
        raise Http404
    return Place(owner, (code, sequence), form, line)


def is_outside_visits(crf: type[Crf]) -> bool:
    """Whether the form may be opened without a visit."""
    return crf.repeats == Repeats.LOG or not crf.visits


def is_collected(crf: type[Crf], code: str) -> bool:
    """Whether the protocol collects the form at the visit."""
    return any(collected.visit.code == code for collected in crf.visits)


def _is_sequence(visit: PlannedVisit, sequence: int) -> bool:
    return visit.first_sequence <= sequence <= (MOST_LINES if visit.repeats else 1)
