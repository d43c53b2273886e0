"""Checks of CD22 expression: enough of it, measured in time, and told of one piece."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, negation, one_of
from edc.text import T
from mrd.models import Cd22Expression

HARD, SOFT = Severity.HARD, Severity.SOFT
# With more positive cells than this the antigen is not absent, in percent.
POSITIVE_CELLS_WHEN_ABSENT = 20


def is_before_treatment(timepoint):
    return one_of(timepoint, "DIAGNOSIS", "LATEST")


@check(
    "C22-001",
    Cd22Expression,
    SOFT,
    T("CD22 is below the limit for InO.", "CD22低于InO使用要求。"),
)
def cd22_is_enough_for_ino(timepoint, cd22_percent, param):
    is_enough = cd22_percent >= param.screening.cd22_min_percent
    return any_of(negation(is_before_treatment(timepoint)), is_enough)


@check(
    "C22-002",
    Cd22Expression,
    SOFT,
    T("A baseline CD22 sample is dated after the first dose.", "基线CD22标本日期晚于首次给药。"),
)
def baseline_sample_precedes_treatment(timepoint, sample_date, c1d1_date):
    return any_of(negation(is_before_treatment(timepoint)), sample_date <= c1d1_date)


@check(
    "C22-003",
    Cd22Expression,
    HARD,
    T(
        "CD22 is called absent although it is expressed.",
        "表达强度选“表达缺失”，但CD22阳性比例>20%。",
    ),
)
def absent_cd22_is_not_expressed(cd22_percent, cd22_intensity):
    is_expressed = cd22_percent > POSITIVE_CELLS_WHEN_ABSENT
    return negation(all_of(cd22_intensity == "ABSENT", is_expressed))
