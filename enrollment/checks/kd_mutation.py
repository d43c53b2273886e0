"""Checks of tests of the ABL1 kinase domain."""

from edc.checks import Severity, check
from edc.logic import any_of
from edc.text import T
from enrollment.models import KdMutation


@check(
    "KD-001",
    KdMutation,
    Severity.SOFT,
    T("A baseline test is dated after the first dose.", "基线突变检测日期晚于首次给药。"),
)
def baseline_test_precedes_treatment(timepoint, sample_date, c1d1_date):
    return any_of(timepoint != "BASELINE", sample_date <= c1d1_date)


@check(
    "KD-002",
    KdMutation,
    Severity.SOFT,
    T(
        "Sanger sequencing rarely finds a clone below 10 to 20 %. Confirm method or fraction.",
        "Sanger测序难以检出低于10%~20%的克隆，请核实方法或比例。",
    ),
)
def small_clone_is_not_found_by_sanger(result, method, vaf_percent):
    return any_of(result != "MUT", method != "SANGER", vaf_percent >= 10)
