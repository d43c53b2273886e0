"""Edit checks of transplantation and follow-up."""

from followup.checks import (
    acute_gvhd,
    chimerism,
    chronic_gvhd,
    conditioning_drug,
    death,
    end_of_study,
    engraftment,
    hsct,
    infection,
    post_hsct_therapy,
    pre_hsct_assessment,
    relapse,
    subject_state,
    survival_followup,
)

__all__ = [
    "acute_gvhd",
    "chimerism",
    "chronic_gvhd",
    "conditioning_drug",
    "death",
    "end_of_study",
    "engraftment",
    "hsct",
    "infection",
    "post_hsct_therapy",
    "pre_hsct_assessment",
    "relapse",
    "subject_state",
    "survival_followup",
]
