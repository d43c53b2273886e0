"""Checks of reference ranges: each is in order, in a unit of its analyte, and overlaps no other."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, coalesce, exists, negation
from edc.text import T
from enrollment.models import LabReferenceRange
from enrollment.ranges import is_unit_of, laboratory

HARD = Severity.HARD


@check(
    "LRR-001",
    LabReferenceRange,
    HARD,
    T("The lower limit must be below the upper limit.", "下限必须小于上限。"),
)
def lower_limit_is_below_the_upper(lower_limit, upper_limit):
    return lower_limit < upper_limit


@check("LRR-002", LabReferenceRange, HARD, T("The age range is reversed.", "年龄范围填写颠倒。"))
def ages_are_in_order(age_from, age_to):
    return age_to >= age_from


@check(
    "LRR-003",
    LabReferenceRange,
    HARD,
    T("Valid-to date is before valid-from date.", "失效日期早于生效日期。"),
)
def range_ends_after_it_begins(valid_from, valid_to):
    return valid_to >= valid_from


def measure_the_same(one, other):
    return all_of(
        laboratory(one.lab_name) == laboratory(other.lab_name), one.analyte == other.analyte
    )


def serve_the_same_people(one, other):
    return all_of(
        any_of(one.sex == other.sex, one.sex == "ALL", other.sex == "ALL"),
        one.age_from <= other.age_to,
        other.age_from <= one.age_to,
    )


def hold_on_the_same_days(one, other, today):
    return all_of(
        one.valid_from <= coalesce(other.valid_to, today),
        other.valid_from <= coalesce(one.valid_to, today),
    )


@check(
    "LRR-004",
    LabReferenceRange,
    HARD,
    T(
        "This range overlaps another range of the same laboratory and analyte.",
        "该正常值范围与同一实验室同一项目的其他记录重叠。",
    ),
    beside="valid_from",
)
def range_overlaps_no_other(this, lab_reference_ranges, today):
    def overlaps(other):
        return all_of(
            measure_the_same(this, other),
            serve_the_same_people(this, other),
            hold_on_the_same_days(this, other, today),
        )

    return negation(exists(lab_reference_ranges, overlaps))


@check(
    "LRR-005",
    LabReferenceRange,
    HARD,
    T(
        "Results of this analyte are not given in this unit. Choose one of the units offered.",
        "该检验项目不使用此单位，请从所列单位中选择。",
    ),
)
def unit_is_one_of_the_analyte(analyte, range_unit):
    return is_unit_of(range_unit, analyte)
