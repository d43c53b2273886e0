"""Checks of the leukaemia history: it is Ph+, in remission, and its residual disease persists."""

from edc.checks import Severity, check
from edc.logic import (
    all_of,
    any_of,
    blank,
    coalesce,
    days,
    exists,
    filled,
    has,
    negation,
    one_of,
    size,
)
from edc.text import T
from enrollment.models import DiseaseHistory

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "DH-001",
    DiseaseHistory,
    HARD,
    T("The diagnosis date is after consent.", "初诊日期晚于知情同意日期。"),
)
def diagnosis_precedes_consent(diagnosis_date, consent_date):
    return diagnosis_date <= consent_date


@check(
    "DH-002",
    DiseaseHistory,
    HARD,
    T("First remission is before the diagnosis.", "首次缓解日期早于初诊日期。"),
)
def first_remission_follows_diagnosis(diagnosis_date, first_cr_date):
    return first_cr_date >= diagnosis_date


@check(
    "DH-003",
    DiseaseHistory,
    HARD,
    T("CR1 but earlier relapses are recorded.", "缓解次数为CR1，但记录有既往复发。"),
)
def nobody_relapsed_in_first_remission(remission_number, number_of_relapses):
    return any_of(remission_number != "CR1", number_of_relapses <= 0)


@check(
    "DH-004",
    DiseaseHistory,
    HARD,
    T(
        "Second or later remission but no relapse recorded.",
        "缓解次数为CR2及以上，但既往复发次数为0。",
    ),
)
def later_remission_follows_relapse(remission_number, number_of_relapses):
    return any_of(negation(one_of(remission_number, "CR2", "CR3")), number_of_relapses != 0)


@check(
    "DH-005",
    DiseaseHistory,
    SOFT,
    T(
        "None of karyotype, FISH or transcript shows BCR-ABL1; the disease is not proven Ph+. "
        "Check inclusion criterion 2.",
        "核型、FISH及转录本均未证实BCR-ABL1，无法确认Ph阳性，请核对入选标准2。",
    ),
    origin="registry",
)
def disease_is_proven_ph_positive(ph_by_karyotype, ph_by_fish, transcript_type):
    return any_of(ph_by_karyotype == "Y", ph_by_fish == "Y", transcript_type != "UNK")


@check(
    "DH-006",
    DiseaseHistory,
    HARD,
    T("The baseline MRD test is before the earlier test.", "基线MRD检测日期早于前一次检测日期。"),
)
def baseline_test_follows_the_earlier_test(mrd1_date, mrd2_date):
    return mrd2_date >= mrd1_date


@check(
    "DH-007",
    DiseaseHistory,
    SOFT,
    T("The two tests do not confirm persistent MRD.", "两次检测不满足MRD持续阳性定义。"),
    origin="registry",
)
def persistent_mrd_is_confirmed(persistent_mrd_met):
    return coalesce(persistent_mrd_met, "N") == "Y"


@check(
    "DH-008",
    DiseaseHistory,
    SOFT,
    T("Each MRD test needs at least one result.", "每次MRD检测至少需要一项结果。"),
)
def each_test_has_a_result(
    mrd1_pcr_percent, mrd1_flow_percent, mrd2_pcr_percent, mrd2_flow_percent
):
    return all_of(
        any_of(filled(mrd1_pcr_percent), filled(mrd1_flow_percent)),
        any_of(filled(mrd2_pcr_percent), filled(mrd2_flow_percent)),
    )


@check(
    "DH-009",
    DiseaseHistory,
    SOFT,
    T(
        "The baseline MRD test is older than allowed at the first dose.",
        "基线MRD检测距首次给药超过规定时限。",
    ),
)
def baseline_test_is_recent_at_the_first_dose(mrd2_date, c1d1_date, param):
    return days(mrd2_date, c1d1_date) <= param.mrd.screening_mrd_max_age_days


@check(
    "DH-010",
    DiseaseHistory,
    SOFT,
    T("The current remission is before the first remission.", "本次缓解日期早于首次缓解日期。"),
)
def current_remission_is_not_before_the_first(first_cr_date, current_cr_date):
    return current_cr_date >= first_cr_date


@check(
    "DH-011",
    DiseaseHistory,
    HARD,
    T('"None" cannot be combined with other abnormalities.', "“无”不能与其他异常同时选择。"),
)
def no_abnormality_stands_alone(additional_abnormalities):
    return any_of(
        negation(has(additional_abnormalities, "NONE")), size(additional_abnormalities) <= 1
    )


@check(
    "DH-012",
    DiseaseHistory,
    SOFT,
    T("Earlier VOD/SOS: check exclusion criterion 6.", "既往VOD/SOS，请核对排除标准6。"),
)
def nobody_had_vod(prior_vod):
    return prior_vod != "Y"


@check(
    "DH-013",
    DiseaseHistory,
    SOFT,
    T(
        "Enter the baseline marrow on the MRD specimen form as well.",
        "请同时在MRD标本表录入基线骨髓标本。",
    ),
    origin="registry",
)
def baseline_marrow_is_a_specimen(mrd2_date, mrd_specimens):
    def was_collected_then(specimen):
        return specimen.collection_date == mrd2_date

    return any_of(blank(mrd2_date), exists(mrd_specimens, was_collected_then))
