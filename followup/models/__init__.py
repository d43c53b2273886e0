"""Forms about transplantation and what came after it."""

from followup.models.death import Death
from followup.models.hsct import Hsct
from followup.models.relapse import Relapse
from followup.models.survival_followup import SurvivalFollowup

__all__ = ["Death", "Hsct", "Relapse", "SurvivalFollowup"]
