"""Checks of follow-up contacts: their dates agree, and what they tell is on its own form."""

from edc.checks import Severity, check
from edc.logic import any_of, blank, exists, filled, negation
from edc.text import T
from followup.models import SurvivalFollowup
from followup.models.survival_followup import had_new_therapy, is_in_remission

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "SUR-001",
    SurvivalFollowup,
    HARD,
    T("Last day known alive is after the contact date.", "末次已知存活日期晚于联系日期。"),
)
def contact_tells_of_the_past(contact_date, last_known_alive_date):
    return last_known_alive_date <= contact_date


@check(
    "SUR-002",
    SurvivalFollowup,
    HARD,
    T("Last day known alive is after death.", "末次已知存活日期晚于死亡日期。"),
    instead_of="GEN-DEATH",
)
def last_known_alive_date_precedes_death(last_known_alive_date, death_date):
    return last_known_alive_date <= death_date


@check(
    "SUR-003",
    SurvivalFollowup,
    SOFT,
    T("Dead but the death form is missing.", "生存状态为死亡，但未填写死亡表。"),
)
def death_has_its_form(survival_status, death_date):
    return any_of(survival_status != "DEAD", filled(death_date))


@check(
    "SUR-004",
    SurvivalFollowup,
    SOFT,
    T("Relapsed but the relapse form is missing.", "疾病状态为复发，但未填写复发表。"),
)
def relapse_has_its_form(disease_status, first_relapse_date):
    return any_of(disease_status != "RELAPSED", filled(first_relapse_date))


@check(
    "SUR-005",
    SurvivalFollowup,
    SOFT,
    T(
        "Remission is recorded although a relapse is dated earlier.",
        "已有更早的复发记录，但疾病状态为缓解。",
    ),
    beside="disease_status",
)
def remission_precedes_relapse(disease_status, disease_assessment_date, hsct_relapse_date):
    return any_of(
        negation(is_in_remission(disease_status)),
        blank(hsct_relapse_date),
        hsct_relapse_date >= disease_assessment_date,
    )


@check(
    "SUR-006",
    SurvivalFollowup,
    SOFT,
    T("Fewer than 3 contact attempts.", "联系尝试次数少于3次。"),
)
def enough_attempts_are_made(survival_status, attempts, param):
    return any_of(survival_status != "UNKNOWN", attempts >= param.followup.min_contact_attempts)


@check(
    "SUR-007",
    SurvivalFollowup,
    SOFT,
    T(
        "New anti-leukaemia therapy is not entered on the therapy form.",
        "新的抗白血病治疗未录入“移植后维持及细胞治疗”表。",
    ),
    beside="new_therapy",
)
def new_therapy_has_its_form(new_therapy, contact_date, post_hsct_therapies, hsct_d0):
    return any_of(
        negation(had_new_therapy(new_therapy)),
        blank(hsct_d0),
        exists(post_hsct_therapies, lambda therapy: therapy.start_date <= contact_date),
    )


@check(
    "SUR-008",
    SurvivalFollowup,
    HARD,
    T("Disease assessment is after the contact date.", "疾病评估日期晚于联系日期。"),
)
def assessment_precedes_contact(contact_date, disease_assessment_date):
    return disease_assessment_date <= contact_date
