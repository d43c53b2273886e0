"""Checks of the transplant: its dates, its donor and graft, and the interval from treatment."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, coalesce, days, exists, filled, negation, number, one_of
from edc.text import T
from followup.models import Hsct

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "HSC-001",
    Hsct,
    HARD,
    T("This transplant already exists.", "该次移植已存在。"),
    instead_of="GEN-DUPLICATE",
)
def transplant_is_entered_once(transplant_number, hscts):
    return negation(exists(hscts, lambda other: other.transplant_number == transplant_number))


@check(
    "HSC-002",
    Hsct,
    HARD,
    T(
        "Day 0 must be after the first dose of study treatment.",
        "移植日须晚于首次研究给药。",
    ),
)
def transplant_follows_treatment(d0_date, c1d1_date):
    return d0_date > c1d1_date


@check(
    "HSC-003",
    Hsct,
    HARD,
    T(
        "Conditioning must start on or before day 0.",
        "预处理开始日期不得晚于移植日。",
    ),
)
def conditioning_starts_by_day_0(d0_date, conditioning_start_date):
    return conditioning_start_date <= d0_date


@check(
    "HSC-004",
    Hsct,
    SOFT,
    T(
        "Conditioning usually starts 2 to 20 days before day 0.",
        "预处理通常在移植前2~20天开始。",
    ),
)
def conditioning_takes_2_to_20_days(d0_date, conditioning_start_date):
    length = days(conditioning_start_date, d0_date)
    return all_of(length >= 2, length <= 20)


@check(
    "HSC-005",
    Hsct,
    SOFT,
    T(
        "Less than 30 days from the last InO infusion to day 0: VOD risk.",
        "末次InO至移植<30天：VOD风险增加。",
    ),
)
def transplant_keeps_its_distance_from_ino(d0_date, last_ino_date, param):
    return days(last_ino_date, d0_date) >= param.dosing.ino_to_hsct_min_days


@check(
    "HSC-006",
    Hsct,
    SOFT,
    T(
        "Two alkylators after InO raise the VOD risk. Please confirm.",
        "使用InO后以两种烷化剂预处理会增加VOD风险，请核实。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def conditioning_has_one_alkylator_at_most(dual_alkylator):
    return dual_alkylator != "Y"


@check(
    "HSC-007",
    Hsct,
    SOFT,
    T(
        "HSCT without documented MRD remission: the patient is outside the main HSCT population.",
        "无MRD缓解记录即移植：该受试者不纳入主要移植分析集。",
    ),
    beside="d0_date",
    origin="registry",
)
def transplant_follows_mrd_remission(mrd_remission_date):
    return filled(mrd_remission_date)


@check(
    "HSC-008",
    Hsct,
    SOFT,
    T("More than 180 days from the first dose to HSCT.", "首次给药至移植超过180天。"),
)
def transplant_comes_without_long_delay(d0_date, c1d1_date, param):
    return days(c1d1_date, d0_date) <= param.transplant.plausible_hsct_delay_days


@check(
    "HSC-009",
    Hsct,
    HARD,
    T("More HLA alleles matched than typed.", "相合位点数大于检测位点数。"),
    beside="hla_matched_loci",
)
def matched_alleles_were_typed(hla_matched_loci, hla_loci_typed):
    return hla_matched_loci <= number(hla_loci_typed)


@check(
    "HSC-010",
    Hsct,
    SOFT,
    T("A matched donor has a mismatch.", "全相合供者存在错配，请核实。"),
    beside="hla_matched_loci",
)
def matched_donor_has_no_mismatch(donor_type, hla_matched_loci, hla_loci_typed):
    is_another_donor = negation(one_of(donor_type, "MUD", "MSD"))
    return any_of(is_another_donor, hla_matched_loci >= number(hla_loci_typed))


@check(
    "HSC-011",
    Hsct,
    SOFT,
    T("Cord blood donor and graft source disagree.", "脐血供者与干细胞来源不一致。"),
)
def cord_blood_is_donor_and_graft_alike(donor_type, graft_source):
    return (donor_type == "CORD") == (graft_source == "CB")


@check(
    "HSC-012",
    Hsct,
    SOFT,
    T("Low CD34 dose for peripheral blood.", "外周血移植CD34剂量偏低。"),
    beside="cd34_dose",
)
def peripheral_blood_brings_enough_cd34(graft_source, cd34_dose):
    is_another_graft = negation(one_of(graft_source, "PB", "BMPB"))
    return any_of(is_another_graft, cd34_dose >= 2)


@check(
    "HSC-013",
    Hsct,
    HARD,
    T("Day 0 after death.", "移植日晚于死亡日期。"),
    instead_of="GEN-DEATH",
)
def transplant_is_given_in_life(d0_date, death_date):
    return d0_date <= death_date


@check(
    "HSC-014",
    Hsct,
    SOFT,
    T(
        "Olverembatinib was not stopped before conditioning.",
        "预处理前未停用奥雷巴替尼。",
    ),
)
def olverembatinib_stops_before_conditioning(
    conditioning_start_date, olverembatinib_periods, today
):
    def lasts_into_conditioning(period):
        last_day = coalesce(period.end_date, today)
        return all_of(period.period_status == "TAKEN", last_day >= conditioning_start_date)

    return negation(exists(olverembatinib_periods, lasts_into_conditioning))


@check(
    "HSC-015",
    Hsct,
    SOFT,
    T("The pre-HSCT assessment is missing.", "缺少移植前评估。"),
    beside="d0_date",
)
def transplant_was_decided(pre_hsct_assessments):
    return exists(pre_hsct_assessments, lambda assessment: assessment.hsct_decision == "PROCEED")
