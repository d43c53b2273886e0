"""Checks of marrow morphology: a response that blasts and blood bear out."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, days, exists, negation
from edc.text import T
from mrd.models import BmMorphology
from mrd.models.bm_morphology import (
    NEUTROPHILS_RECOVERED,
    PLATELETS_RECOVERED,
    is_free_of_leukaemia,
    is_remission,
    leukaemia_is_seen_outside_the_marrow,
)

HARD, SOFT = Severity.HARD, Severity.SOFT
# A relapse form belongs to a marrow at most so many days away.
DAYS_FROM_MARROW_TO_RELAPSE = 14


@check(
    "MOR-001",
    BmMorphology,
    HARD,
    T("Remission is not possible with 5 % blasts or more.", "原始细胞≥5%不能评为缓解。"),
)
def remission_has_few_blasts(bm_blasts_percent, response, param):
    has_few = bm_blasts_percent < param.screening.blasts_max_percent
    return any_of(negation(is_remission(response)), has_few)


@check(
    "MOR-002",
    BmMorphology,
    HARD,
    T(
        "Remission is not possible with circulating blasts or extramedullary disease.",
        "外周血见原始细胞或存在髓外病变不能评为缓解。",
    ),
)
def remission_has_no_leukaemia_outside_the_marrow(pb_blasts, extramedullary, response):
    is_seen = leukaemia_is_seen_outside_the_marrow(pb_blasts, extramedullary)
    return negation(all_of(is_remission(response), is_seen))


@check(
    "MOR-003",
    BmMorphology,
    SOFT,
    T(
        "CR requires neutrophils at least 1.0 and untransfused platelets at least 100: "
        "use CRi or CRh.",
        "CR要求中性粒细胞≥1.0、血小板≥100且无输注，请选择CRi或CRh。",
    ),
)
def complete_remission_has_recovered_blood(
    anc_at_assessment, plt_at_assessment, transfusion_free, response
):
    has_recovered = all_of(
        anc_at_assessment >= NEUTROPHILS_RECOVERED,
        plt_at_assessment >= PLATELETS_RECOVERED,
        transfusion_free != "N",
    )
    return any_of(response != "CR", has_recovered)


@check(
    "MOR-004",
    BmMorphology,
    SOFT,
    T("Relapse: complete the relapse form.", "复发：请填写复发表。"),
)
def relapse_has_a_relapse_form(assessment_date, response, relapses):
    def is_this_one(relapse):
        return abs(days(relapse.relapse_date, assessment_date)) <= DAYS_FROM_MARROW_TO_RELAPSE

    return any_of(response != "RELAPSE", exists(relapses, is_this_one))


@check(
    "MOR-005",
    BmMorphology,
    SOFT,
    T(
        "The response differs from the one suggested by the counts.",
        "疗效评价与根据细胞计数提示的疗效不一致。",
    ),
)
def response_agrees_with_the_counts(response_suggested, response):
    return any_of(
        response == response_suggested,
        response_suggested == "NE",
        all_of(is_free_of_leukaemia(response), is_free_of_leukaemia(response_suggested)),
    )
