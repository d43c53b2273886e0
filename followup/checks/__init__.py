"""Edit checks of transplantation and follow-up."""

from followup.checks import death, hsct, relapse, survival_followup

__all__ = ["death", "hsct", "relapse", "survival_followup"]
