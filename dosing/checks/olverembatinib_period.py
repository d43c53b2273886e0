"""Checks of olverembatinib dosing periods."""

from dosing.models import OlverembatinibPeriod
from edc.checks import Severity, check
from edc.logic import all_of, any_of, coalesce, days, exists, negation, number, one_of
from edc.text import T


@check(
    "OLV-001",
    OlverembatinibPeriod,
    Severity.HARD,
    T("Last day is before first day.", "结束日期早于开始日期。"),
)
def period_ends_after_it_starts(start_date, end_date):
    return end_date >= start_date


@check(
    "OLV-002",
    OlverembatinibPeriod,
    Severity.HARD,
    T("This period overlaps another olverembatinib period.", "与其他奥雷巴替尼给药时段重叠。"),
)
def periods_do_not_overlap(end_date, period_status, start_date, olverembatinib_periods, today):
    def shares_a_day(other):
        return all_of(
            other.period_status != "STOPPED",
            other.start_date <= coalesce(end_date, today),
            coalesce(other.end_date, today) >= start_date,
        )

    return any_of(
        period_status == "STOPPED", negation(exists(olverembatinib_periods, shares_a_day))
    )


@check(
    "OLV-003",
    OlverembatinibPeriod,
    Severity.SOFT,
    T(
        "There is a gap between this period and the one before.",
        "与前一给药时段之间存在日期空档。",
    ),
)
def period_follows_another_without_a_gap(change_type, start_date, olverembatinib_periods):
    def ends_the_day_before(other):
        # A later period without an end, ongoing or a permanent stop, cannot be the one before.
        return all_of(other.start_date < start_date, days(other.end_date, start_date) == 1)

    return any_of(change_type == "START", exists(olverembatinib_periods, ends_the_day_before))


@check(
    "OLV-004",
    OlverembatinibPeriod,
    Severity.HARD,
    T(
        '"First period" is used although an earlier period exists.',
        "已有更早时段，不能选择“首次用药”。",
    ),
)
def first_period_has_none_before_it(start_date, change_type, olverembatinib_periods):
    return any_of(
        change_type != "START",
        negation(exists(olverembatinib_periods, lambda other: other.start_date < start_date)),
    )


@check(
    "OLV-005",
    OlverembatinibPeriod,
    Severity.SOFT,
    T(
        "Olverembatinib is given every other day in this trial. Please confirm.",
        "本研究奥雷巴替尼为隔日一次，请核实。",
    ),
    origin="label: olverembatinib (China)",
)
def olverembatinib_is_taken_every_other_day(period_status, frequency, param):
    return any_of(period_status != "TAKEN", frequency == param.dosing.olv_frequency)


@check(
    "OLV-006",
    OlverembatinibPeriod,
    Severity.SOFT,
    T(
        "The dose is outside the planned dose levels (40, 30, 20 mg).",
        "剂量不在计划水平（40、30、20 mg）内。",
    ),
    origin="label: olverembatinib (China)",
)
def dose_is_a_level_up_to_the_planned(period_status, dose_mg, enrolment):
    is_outside = any_of(
        one_of(dose_mg, "10", "OTHER"), number(dose_mg) > number(enrolment.planned_olv_dose)
    )
    return negation(all_of(period_status == "TAKEN", is_outside))


@check(
    "OLV-007",
    OlverembatinibPeriod,
    Severity.SOFT,
    T(
        "Dose was raised after a reduction for toxicity. Please confirm.",
        "因毒性减量后再次增量，请核实。",
    ),
)
def dose_is_not_raised_after_a_reduction(start_date, change_type, olverembatinib_periods):
    def is_earlier_reduction(other):
        return all_of(
            one_of(other.change_type, "REDUCED", "RESUMED_LOWER"),
            other.change_reason != "PLANNED",
            other.start_date < start_date,
        )

    return any_of(
        change_type != "INCREASED", negation(exists(olverembatinib_periods, is_earlier_reduction))
    )


@check(
    "OLV-008",
    OlverembatinibPeriod,
    Severity.SOFT,
    T(
        "Interruption longer than 28 days: consider stopping.",
        "暂停超过28天：请考虑永久停药。",
    ),
    beside="start_date",
)
def interruption_is_not_too_long(period_status, start_date, end_date, today, param):
    longest = param.dosing.olv_max_interruption_days
    return any_of(
        period_status != "INTERRUPTED", days(start_date, coalesce(end_date, today)) <= longest
    )


@check(
    "OLV-009",
    OlverembatinibPeriod,
    Severity.SOFT,
    T(
        "Olverembatinib should stop before conditioning starts.",
        "预处理前应停用奥雷巴替尼。",
    ),
    beside="start_date",
)
def olverembatinib_stops_before_conditioning(
    period_status, end_date, conditioning_start, today, param
):
    between = days(coalesce(end_date, today), conditioning_start)
    return any_of(
        period_status != "TAKEN", between >= param.dosing.olv_stop_before_conditioning_days
    )


@check(
    "OLV-010",
    OlverembatinibPeriod,
    Severity.HARD,
    T(
        'A permanent stop has no ongoing period: set "still in this period" to No.',
        "永久停药记录不应标记为持续。",
    ),
)
def permanent_stop_is_not_ongoing(period_status, ongoing):
    return any_of(period_status != "STOPPED", ongoing != "Y")


@check(
    "OLV-011",
    OlverembatinibPeriod,
    Severity.SOFT,
    T("Study drug before enrolment.", "研究给药早于入组日期。"),
)
def olverembatinib_follows_enrolment(start_date, enrol_date):
    return start_date >= enrol_date


@check(
    "OLV-012",
    OlverembatinibPeriod,
    Severity.HARD,
    T("Study drug after death.", "研究给药晚于死亡日期。"),
    instead_of="GEN-DEATH",
)
def olverembatinib_precedes_death(start_date, death_date):
    return start_date <= death_date


@check(
    "OLV-013",
    OlverembatinibPeriod,
    Severity.HARD,
    T("The change does not fit the status.", "变化类型与状态不一致。"),
)
def change_fits_the_status(period_status, change_type):
    disagrees = any_of(
        all_of(period_status == "INTERRUPTED", change_type != "INTERRUPTED"),
        all_of(period_status == "STOPPED", change_type != "STOPPED"),
        all_of(period_status == "TAKEN", one_of(change_type, "INTERRUPTED", "STOPPED")),
    )
    return negation(disagrees)


@check(
    "OLV-014",
    OlverembatinibPeriod,
    Severity.SOFT,
    T(
        "A strong CYP3A4 inhibitor or inducer was taken during this period.",
        "本时段合并使用强效CYP3A4抑制剂/诱导剂。",
    ),
    beside="period_status",
)
def no_strong_cyp3a4_medicine_is_taken_meanwhile(
    period_status, start_date, end_date, conmeds, today
):
    def is_strong_and_taken_meanwhile(medicine):
        return all_of(
            one_of(medicine.cyp3a4_effect, "STRONG_INHIBITOR", "STRONG_INDUCER"),
            medicine.start_date <= coalesce(end_date, today),
            coalesce(medicine.end_date, today) >= start_date,
        )

    return any_of(
        period_status != "TAKEN", negation(exists(conmeds, is_strong_and_taken_meanwhile))
    )
