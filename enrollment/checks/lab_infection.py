"""Checks of infection screening: what a positive result calls for."""

from edc.checks import Severity, check
from edc.logic import any_of, exists
from edc.text import T
from enrollment.models import LabInfection

SOFT = Severity.SOFT


@check(
    "INF-001",
    LabInfection,
    SOFT,
    T("HBsAg positive: record antiviral prophylaxis.", "HBsAg阳性：请记录抗病毒预防治疗。"),
)
def hepatitis_b_is_held_down(hbsag, conmeds):
    return any_of(
        hbsag != "POS", exists(conmeds, lambda medicine: medicine.category == "ANTIVIRAL_HBV")
    )


@check(
    "INF-002",
    LabInfection,
    SOFT,
    T("Anti-HBc positive: HBV DNA is needed.", "乙肝核心抗体阳性：需检测HBV DNA。"),
)
def core_antibody_has_its_hbv_dna(anti_hbc, hbv_dna_result):
    return any_of(anti_hbc != "POS", hbv_dna_result != "ND")


@check(
    "INF-003",
    LabInfection,
    SOFT,
    T("HIV positive: the patient meets exclusion criterion 8.", "HIV阳性：符合排除标准8。"),
)
def hiv_is_not_positive(hiv):
    return hiv != "POS"
