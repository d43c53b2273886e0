"""The estimators of the protocol (sections 4.5, 6 and 9) on plain numbers; no framework, no file.

Every function takes one value per subject in any order: `times` in one unit, whole days for the
trial's endpoints, counted from the origin (0 and fractions are allowed), and a code beside each
time, 0 meaning censored. An event on a day comes before a censoring on it. What cannot be
estimated is None, never a number that looks like an answer.
"""

from edc.statistics.beta import beta_probability_above
from edc.statistics.comparison import Comparison, GroupCounts, gray_test, logrank
from edc.statistics.incidence import CumulativeIncidence, aalen_johansen
from edc.statistics.limits import Estimate
from edc.statistics.proportion import clopper_pearson, exact_p_value, rate, wilson
from edc.statistics.survival import Quantile, SurvivalCurve, kaplan_meier, reverse_kaplan_meier
from edc.statistics.two_stage import (
    TwoStageDesign,
    TwoStageDesigns,
    simon_two_stage,
    two_stage_design,
)

__all__ = [
    "Comparison",
    "CumulativeIncidence",
    "Estimate",
    "GroupCounts",
    "Quantile",
    "SurvivalCurve",
    "TwoStageDesign",
    "TwoStageDesigns",
    "aalen_johansen",
    "beta_probability_above",
    "clopper_pearson",
    "exact_p_value",
    "gray_test",
    "kaplan_meier",
    "logrank",
    "rate",
    "reverse_kaplan_meier",
    "simon_two_stage",
    "two_stage_design",
    "wilson",
]
