"""Checks of the end of treatment: last doses as recorded, and a form behind the reason."""

from dosing import facts
from dosing.models import EndOfTreatment
from edc.checks import Severity, check
from edc.logic import all_of, any_of, exists, filled, has, negation, size
from edc.text import T

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "EOT-001",
    EndOfTreatment,
    SOFT,
    T(
        "The last olverembatinib date disagrees with the dosing records.",
        "末次奥雷巴替尼日期与给药记录不一致。",
    ),
)
def last_day_of_olverembatinib_is_that_of_its_records(last_olv_date, olverembatinib_periods):
    return last_olv_date == facts.last_olv_date(olverembatinib_periods)


@check(
    "EOT-002",
    EndOfTreatment,
    SOFT,
    T("The last InO date disagrees with the dosing records.", "末次InO日期与给药记录不一致。"),
)
def last_infusion_is_that_of_the_records(last_ino_date, ino_infusions):
    return last_ino_date == facts.last_ino_date(ino_infusions)


@check(
    "EOT-003",
    EndOfTreatment,
    SOFT,
    T("Reason is death but no death form.", "原因为死亡，但未填写死亡表。"),
)
def end_by_death_has_a_death_form(reason, death_date):
    return any_of(reason != "DEATH", filled(death_date))


@check(
    "EOT-004",
    EndOfTreatment,
    SOFT,
    T("Reason is relapse but no relapse form.", "原因为复发，但未填写复发表。"),
)
def end_by_relapse_has_a_relapse_form(reason, first_relapse_date):
    return any_of(reason != "RELAPSE", filled(first_relapse_date))


@check(
    "EOT-005",
    EndOfTreatment,
    SOFT,
    T("Reason is VOD/SOS but no VOD form.", "原因为VOD/SOS，但未填写VOD/SOS评估表。"),
)
def end_by_vod_has_a_vod_form(eot_date, reason, vod_sos_records):
    def began_by_then(assessment):
        return assessment.onset_date <= eot_date

    return any_of(reason != "VOD", exists(vod_sos_records, began_by_then))


@check(
    "EOT-006",
    EndOfTreatment,
    HARD,
    T(
        "Close the ongoing olverembatinib period first.",
        "请先为仍在持续的奥雷巴替尼给药时段填写结束日期。",
    ),
    beside="last_olv_date",
)
def olverembatinib_is_no_longer_taken(olverembatinib_periods):
    def is_being_taken(period):
        return all_of(period.ongoing == "Y", period.period_status == "TAKEN")

    return negation(exists(olverembatinib_periods, is_being_taken))


@check(
    "EOT-007",
    EndOfTreatment,
    HARD,
    T('"None" cannot be combined with other treatments.', "“无”不能与其他选项同时选择。"),
)
def no_treatment_stands_alone(next_treatment):
    return any_of(negation(has(next_treatment, "NONE")), size(next_treatment) <= 1)
