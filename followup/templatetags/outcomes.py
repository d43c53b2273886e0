"""The computed outcomes of a subject, for pages."""

from django import template

from edc.actions.assessing import latest
from edc.models import Assessment
from followup.moves import newest_unexpected
from followup.states import STATES
from followup.wording import FirstEvent, Week2Reason, Week2Status

register = template.Library()


@register.inclusion_tag("followup/status.html")
def subject_status(subject):
    """What was last computed about the subject."""
    return {"subject": subject, **outcome_of(subject)}


@register.simple_tag
def states_of(subjects) -> dict[int, str]:
    """Where each of the subjects is in the trial, in words, by id."""
    newest = latest("STATE", [subject.pk for subject in subjects])
    return {
        a.subject_id: STATES[a.outcome["state"]].name for a in newest.only("subject", "outcome")
    }


@register.filter
def by_id(values, key):
    """The value of a mapping; nothing without one."""
    return values.get(key, "")


def state_of(newest: Assessment) -> dict:
    """Where the subject is in the trial, since when, and where from if nobody expects that."""
    move = newest_unexpected(newest.subject_id)
    before = move.before if move and move.assessment_id == newest.pk else ""
    return {
        "state": STATES[newest.outcome["state"]].name,
        "state_since": newest.outcome["state_since"],
        "unexpected_from": STATES[before].name if before else "",
    }


def outcome_of(subject) -> dict:
    """The newest outcomes in words; nothing before the first computation."""
    newest = Assessment.objects.filter(subject=subject).order_by("purpose", "-id")
    found = {a.purpose: a for a in newest.distinct("purpose").defer("basis")}
    context: dict = state_of(found["STATE"]) if "STATE" in found else {}
    if week2 := found.get("WEEK2"):
        context |= {"week2": week2.outcome, "computed_at": week2.computed_at}
        if status := week2.outcome["week2_status"]:
            context["status"] = Week2Status(status).label
            context["reason"] = Week2Reason(week2.outcome["week2_reason"]).label
    if (survival := found.get("SURVIVAL")) and survival.outcome["in_hsct_all"]:
        context["survival"] = survival.outcome
        context["first_event"] = FirstEvent(survival.outcome["first_event"]).label
    return context
