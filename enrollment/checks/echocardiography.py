"""Checks of echocardiography: the left ventricle ejects enough, and as much as before."""

from edc.checks import Severity, check
from edc.logic import any_of
from edc.text import T
from enrollment.models import Echocardiography


@check(
    "ECH-001",
    Echocardiography,
    Severity.SOFT,
    T("LVEF below the entry limit.", "LVEF低于入选限值。"),
    instead_of="GEN-RANGE-SOFT",
)
def lvef_reaches_the_entry_limit(lvef_percent, param):
    return lvef_percent >= param.screening.lvef_min_percent


@check(
    "ECH-002",
    Echocardiography,
    Severity.SOFT,
    T(
        "LVEF fell by at least 10 points to below 50 %: consider an adverse event.",
        "LVEF较基线下降≥10个百分点且<50%：请评估是否需记录不良事件。",
    ),
    origin="literature: CTCAE v5.0",
)
def lvef_has_not_fallen(lvef_percent, baseline_lvef):
    return any_of(baseline_lvef - lvef_percent < 10, lvef_percent >= 50)
