"""What templates need to say about records: addresses, rights, icons."""

from django import template
from django.conf import settings

from edc.access import Permission, may
from edc.checking import message_of
from edc.crf import crf_named
from edc.models.record import record_url
from edc.text import T

THE_SUBJECT = T("The subject as a whole", "受试者整体")

register = template.Library()


def everywhere(request):
    """Context of every page: the trial's name and what the menu may offer."""
    if not hasattr(request, "allowed"):
        user = getattr(request, "user", None)
        known = user is not None and user.is_authenticated
        request.allowed = {p.value: known and may(user, p) for p in Permission}
    return {"trial_name": settings.TRIAL_NAME, "may": request.allowed}


@register.simple_tag
def place_url(name, owner, crf, line, code="", sequence=1):
    """Address of a page of a record that may not exist yet."""
    return record_url(name, owner, (code, sequence) if code else None, crf.form, line)


@register.simple_tag
def sheet_url(name, sheet, *more):
    """Address of a companion page of the sheet's record."""
    place = sheet.place
    return record_url(name, place.owner, place.visit, place.form, place.line, *more)


@register.filter
def title_of(form_name):
    """The title of a form by its name."""
    return crf_named(form_name).title


@register.filter
def question_label(query):
    """The wording of the question that a query is about."""
    if query.record is None:
        return THE_SUBJECT
    asked = crf_named(query.record.form).asked
    return asked[query.question].label if query.question in asked else query.question


@register.filter
def check_message(query):
    """What the check of an automatic query says; its id if the form no longer has it."""
    return message_of(query) or query.check_id


@register.filter
def at_site(instant, owner):
    """An instant in the zone of the site, or of the subject's, with its offset."""
    return instant.astimezone(owner.zone).isoformat(sep=" ", timespec="minutes")


@register.filter
def answer_part(seen):
    """The answer alone of a whole answer ``answer|unit|missing``."""
    text, unit, missing = seen.rsplit("|", 2)
    return " ".join(part for part in (text, unit, missing) if part)


@register.filter
def marked(cell, marks):
    """What a cell of a matrix shows."""
    return marks.of(cell)


@register.filter
def last_step(query):
    """What was said last about a query."""
    return list(query.steps.all())[-1]
