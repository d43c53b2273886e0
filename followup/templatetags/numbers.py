"""How figures are written on pages."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def percent(value) -> str:
    """A proportion with one decimal; what no number is right for is said so."""
    return _("not estimable") if value is None else f"{100 * value:.1f} %"


@register.filter
def interval(estimate) -> str:
    """Both limits, or that there are none."""
    if estimate["ci_low"] is None:
        return _("not estimable")
    return f"{percent(estimate['ci_low'])} – {percent(estimate['ci_high'])}"
