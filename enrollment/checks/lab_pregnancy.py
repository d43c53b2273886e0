"""Checks of the pregnancy test: of a woman, negative, and fresh at the first dose."""

from edc.checks import Severity, check
from edc.logic import any_of, days
from edc.text import T
from enrollment.models import LabPregnancy

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "PRG-001",
    LabPregnancy,
    HARD,
    T("A pregnancy test cannot be recorded for a man.", "男性受试者不可记录妊娠试验。"),
)
def pregnancy_test_is_of_a_woman(performed, demographics):
    return any_of(performed != "Y", demographics.sex != "M")


@check(
    "PRG-002",
    LabPregnancy,
    SOFT,
    T(
        "Positive pregnancy test: stop study treatment and report within 24 hours.",
        "妊娠试验阳性：请停止研究治疗并在24小时内报告。",
    ),
)
def pregnancy_test_is_not_positive(result):
    return result != "POS"


@check(
    "PRG-003",
    LabPregnancy,
    SOFT,
    T("The pregnancy test is older than 7 days at the first dose.", "妊娠试验距首次给药超过7天。"),
)
def pregnancy_test_is_fresh_at_the_first_dose(visit, sample_date, c1d1_date):
    return any_of(visit.code != "C1D1", days(sample_date, c1d1_date) <= 7)
