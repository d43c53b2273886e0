"""Checks of protocol deviations: their date, and what a lost sample means."""

from edc.checks import Severity, check
from edc.logic import any_of
from edc.text import T
from safety.models import ProtocolDeviation


@check(
    "DV-001",
    ProtocolDeviation,
    Severity.SOFT,
    T("Deviation date is before consent. Please confirm.", "偏离日期早于知情同意日期，请核实。"),
    instead_of="GEN-CONSENT",
)
def deviation_follows_consent(deviation_date, consent_date):
    return deviation_date >= consent_date


@check(
    "DV-002",
    ProtocolDeviation,
    Severity.SOFT,
    T(
        "A missing or late MRD sample affects the primary endpoint.",
        "MRD标本缺失/延迟通常影响主要终点。",
    ),
    origin="registry",
)
def lost_mrd_sample_affects_the_endpoint(category, affects_endpoint):
    return any_of(category != "MRD_SAMPLE", affects_endpoint != "N")
