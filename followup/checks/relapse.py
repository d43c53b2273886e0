"""Checks of relapse: its place in the subject's path, its kind, its proof."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, has, negation, size
from edc.series import last_before
from edc.text import T
from followup.models import Relapse
from followup.models.relapse import (
    is_morphological,
    is_of_residual_disease,
    is_of_visible_disease,
)

HARD, SOFT = Severity.HARD, Severity.SOFT

BLASTS_OF_RELAPSE = 5  # % of marrow cells


@check(
    "REL-001",
    Relapse,
    HARD,
    T(
        "Relapse is recorded before the first study dose; use the leukaemia history.",
        "复发日期早于首次研究给药，应记录于白血病病史。",
    ),
)
def relapse_follows_treatment(relapse_date, c1d1_date):
    return relapse_date >= c1d1_date


@check(
    "REL-002",
    Relapse,
    HARD,
    T("Relapse date is after death.", "复发日期晚于死亡日期。"),
    instead_of="GEN-DEATH",
)
def relapse_happens_in_life(relapse_date, death_date):
    return relapse_date <= death_date


@check(
    "REL-003",
    Relapse,
    SOFT,
    T(
        "Morphological relapse needs marrow blasts of at least 5 % or circulating blasts.",
        "形态学复发须骨髓原始细胞≥5%或外周血可见原始细胞。",
    ),
    beside="bm_blasts_percent",
)
def morphological_relapse_shows_blasts(
    relapse_type, bm_blasts_percent, methods, relapse_date, lab_hematologies
):
    """In the marrow, in a biopsy, or in the last blood count until then."""
    blasts_in_blood = last_before(lab_hematologies, "pb_blasts_percent", relapse_date)
    return any_of(
        negation(is_morphological(relapse_type)),
        bm_blasts_percent >= BLASTS_OF_RELAPSE,
        has(methods, "BIOPSY"),
        blasts_in_blood != 0,
    )


@check(
    "REL-004",
    Relapse,
    SOFT,
    T("MRD relapse needs a second positive sample.", "MRD复发须经第二份阳性标本证实。"),
)
def relapse_of_residual_disease_is_confirmed(relapse_type, confirmed_mrd):
    return any_of(negation(is_of_residual_disease(relapse_type)), confirmed_mrd == "Y")


@check(
    "REL-005",
    Relapse,
    SOFT,
    T("ABL1 mutations should be tested at relapse.", "复发时应行ABL1突变检测。"),
)
def mutations_are_tested(mutation_tested):
    return mutation_tested != "N"


@check(
    "REL-006",
    Relapse,
    SOFT,
    T(
        "Relapse on the day of HSCT: confirm the date.",
        "复发日期与移植日相同，请核实。",
    ),
)
def relapse_is_not_on_day_0(relapse_date, hsct_d0):
    return relapse_date != hsct_d0


@check(
    "REL-007",
    Relapse,
    HARD,
    T(
        '"None" cannot be combined with other treatments.',
        "“无”不能与其他治疗同时选择。",
    ),
)
def no_treatment_stands_alone(treatment_started):
    return any_of(negation(has(treatment_started, "NONE")), size(treatment_started) <= 1)


@check(
    "REL-008",
    Relapse,
    SOFT,
    T(
        "MRD-only relapse (molecular or flow) cannot coexist with morphological, extramedullary "
        "or CNS relapse on the same record.",
        "“仅分子学复发”或“仅流式MRD复发”不能与形态学、髓外或中枢神经系统复发同时选择。",
    ),
)
def disease_is_either_residual_or_visible(relapse_type):
    return negation(
        all_of(is_of_residual_disease(relapse_type), is_of_visible_disease(relapse_type))
    )
