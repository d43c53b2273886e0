"""How figures are written on pages."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def percent(value) -> str:
    """A proportion with one decimal; what no number is right for is said so."""
    return _("not estimable") if value is None else f"{100 * value:.1f} %"
