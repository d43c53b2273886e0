"""Checks of blood counts: cells that add up, limits of treatment, abnormal values explained."""

from decimal import Decimal

from edc.checks import Severity, check
from edc.logic import all_of, any_of, exists, negation
from edc.text import T
from enrollment.models import LabHematology
from enrollment.samples import abnormal_value_is_explained, lasts_over, sample_is_of_its_visit
from trial.protocol import CXD1

HARD, SOFT = Severity.HARD, Severity.SOFT

# Counts are rounded; in 10⁹/L.
MARGIN = Decimal("0.05")
MARGIN_OF_A_SUM = Decimal("0.1")


@check(
    "HEM-001",
    LabHematology,
    HARD,
    T("Neutrophils cannot exceed white cells.", "中性粒细胞绝对值不能大于白细胞计数。"),
)
def neutrophils_are_white_cells(wbc, anc):
    return anc <= wbc + MARGIN


@check(
    "HEM-002",
    LabHematology,
    SOFT,
    T(
        "Neutrophils plus lymphocytes exceed white cells.",
        "中性粒细胞与淋巴细胞之和大于白细胞计数。",
    ),
)
def neutrophils_and_lymphocytes_are_white_cells(wbc, anc, lymphocytes):
    return anc + lymphocytes <= wbc + MARGIN_OF_A_SUM


@check(
    "HEM-003",
    LabHematology,
    SOFT,
    T(
        "Circulating blasts: check for relapse and arrange a marrow.",
        "外周血可见原始细胞：请评估是否复发并安排骨髓检查。",
    ),
)
def blood_is_free_of_blasts(pb_blasts_percent):
    return pb_blasts_percent <= 0


@check(
    "HEM-004",
    LabHematology,
    SOFT,
    T(
        "Counts are below the limits for starting the next InO cycle.",
        "血细胞计数低于开始下一InO周期的标准。",
    ),
    beside="anc",
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def counts_allow_the_next_cycle(visit, anc, platelets, param):
    limits = param.dosing
    return any_of(
        visit.code != CXD1.code,
        all_of(anc >= limits.ino_cycle_start_anc, platelets >= limits.ino_cycle_start_plt),
    )


@check(
    "HEM-005",
    LabHematology,
    SOFT,
    T(
        "Counts are below the olverembatinib limits: check the dosing form.",
        "血细胞计数低于奥雷巴替尼暂停给药的标准，请核对给药记录。",
    ),
    beside="anc",
)
def counts_allow_olverembatinib(anc, platelets, sample_date, olverembatinib_periods, param):
    def is_taken(period):
        return all_of(period.period_status == "TAKEN", lasts_over(period, sample_date))

    limits = param.dosing
    return any_of(
        all_of(anc >= limits.olv_hold_anc, platelets >= limits.olv_hold_plt),
        negation(exists(olverembatinib_periods, is_taken)),
    )


check(
    "HEM-090",
    LabHematology,
    SOFT,
    T(
        "A clinically significant value has no adverse event or history covering that date.",
        "存在有临床意义的异常值，但无对应日期的不良事件或病史记录。",
    ),
    beside="any_clinically_significant",
)(abnormal_value_is_explained)


check(
    "HEM-091",
    LabHematology,
    SOFT,
    T(
        "The sample date is more than 7 days away from the visit date.",
        "采样日期与访视日期相差>7天。",
    ),
)(sample_is_of_its_visit)
