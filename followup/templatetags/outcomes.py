"""The computed outcomes of a subject, for pages."""

from django import template

from edc.models import Assessment
from followup.wording import FirstEvent, Week2Reason, Week2Status

register = template.Library()


@register.inclusion_tag("followup/status.html")
def subject_status(subject):
    """What was last computed about the subject."""
    return {"subject": subject, **outcome_of(subject)}


def outcome_of(subject) -> dict:
    """The newest outcomes in words; nothing before the first computation."""
    newest = Assessment.objects.filter(subject=subject).order_by("purpose", "-id")
    found = {a.purpose: a for a in newest.distinct("purpose")}
    context: dict = {}
    if week2 := found.get("WEEK2"):
        context |= {"week2": week2.outcome, "computed_at": week2.computed_at}
        if status := week2.outcome["week2_status"]:
            context["status"] = Week2Status(status).label
            context["reason"] = Week2Reason(week2.outcome["week2_reason"]).label
    if (survival := found.get("SURVIVAL")) and survival.outcome["in_hsct_all"]:
        context["survival"] = survival.outcome
        context["first_event"] = FirstEvent(survival.outcome["first_event"]).label
    return context
