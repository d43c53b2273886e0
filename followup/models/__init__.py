"""Forms about transplantation and what came after it."""

from followup.models.acute_gvhd import AcuteGvhd
from followup.models.chimerism import Chimerism
from followup.models.chronic_gvhd import ChronicGvhd
from followup.models.conditioning_drug import ConditioningDrug
from followup.models.death import Death
from followup.models.end_of_study import EndOfStudy
from followup.models.engraftment import Engraftment
from followup.models.hsct import Hsct
from followup.models.infection import Infection
from followup.models.post_hsct_therapy import PostHsctTherapy
from followup.models.pre_hsct_assessment import PreHsctAssessment
from followup.models.relapse import Relapse
from followup.models.survival_followup import SurvivalFollowup

__all__ = [
    "AcuteGvhd",
    "Chimerism",
    "ChronicGvhd",
    "ConditioningDrug",
    "Death",
    "EndOfStudy",
    "Engraftment",
    "Hsct",
    "Infection",
    "PostHsctTherapy",
    "PreHsctAssessment",
    "Relapse",
    "SurvivalFollowup",
]
