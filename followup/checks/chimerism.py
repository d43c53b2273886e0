"""Checks of chimerism: it follows the transplant, and the donor's cells stay."""

from edc.checks import Severity, check
from edc.logic import any_of, days
from edc.text import T
from followup.models import Chimerism

HARD, SOFT = Severity.HARD, Severity.SOFT
LAST_DAY_OF_MIXTURE = 27


@check(
    "CHI-001",
    Chimerism,
    HARD,
    T("Chimerism sample must be after HSCT.", "嵌合度采样须在移植后。"),
)
def sample_follows_hsct(sample_date, hsct_d0):
    return sample_date > hsct_d0


@check(
    "CHI-002",
    Chimerism,
    SOFT,
    T(
        "Donor chimerism below 95 % after day 28: check for relapse.",
        "+28天后供者嵌合度<95%：请评估复发。",
    ),
    beside="donor_percent",
    instead_of="GEN-RANGE-SOFT",
)
def chimerism_becomes_full(donor_percent, sample_date, hsct_d0, param):
    return any_of(
        donor_percent >= param.transplant.full_donor_chimerism_percent,
        days(hsct_d0, sample_date) <= LAST_DAY_OF_MIXTURE,
    )
