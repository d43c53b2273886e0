"""Checks of conditioning medicines: their days, and how they agree with the transplant."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, exists, negation
from edc.text import T
from followup.models import ConditioningDrug
from followup.models.conditioning_drug import is_alkylator, is_not_listed

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "CAG-001",
    ConditioningDrug,
    HARD,
    T("Last day before first day.", "结束日期早于开始日期。"),
)
def medicine_ends_after_it_starts(start_date, end_date):
    return end_date >= start_date


@check(
    "CAG-002",
    ConditioningDrug,
    HARD,
    T("Conditioning drugs end on or before day 0.", "预处理药物结束日期不得晚于移植日。"),
)
def medicine_ends_by_day_0(end_date, parent):
    return end_date <= parent.d0_date


def of_the_same_transplant(record, others):
    """What was given for an earlier transplant is no second alkylator of this one."""
    return [one for one in others if one._envelope.parent_id == record._envelope.parent_id]


@check(
    "CAG-003",
    ConditioningDrug,
    SOFT,
    T(
        "Two alkylators are entered but the transplant form says no.",
        "已录入两种烷化剂，但移植表“预处理是否含两种烷化剂”选“否”。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def two_alkylators_are_declared(drug, this, parent, conditioning_drugs):
    def is_another_alkylator(other):
        return all_of(is_alkylator(other.drug), other.drug != drug)

    another = exists(of_the_same_transplant(this, conditioning_drugs), is_another_alkylator)
    return negation(all_of(is_alkylator(drug), another, parent.dual_alkylator == "N"))


@check(
    "CAG-004",
    ConditioningDrug,
    HARD,
    T("This drug already covers the same days.", "该药物同期记录已存在。"),
    beside="drug",
    instead_of="GEN-DUPLICATE",
)
def medicine_is_entered_once_a_day(drug, drug_other, start_date, end_date, conditioning_drugs):
    def covers_the_same_days(other):
        is_the_same_name = any_of(negation(is_not_listed(drug)), other.drug_other == drug_other)
        overlaps = all_of(other.start_date <= end_date, other.end_date >= start_date)
        return all_of(other.drug == drug, is_the_same_name, overlaps)

    return negation(exists(conditioning_drugs, covers_the_same_days))
