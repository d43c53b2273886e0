"""Checks of visits."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, exists, negation, one_of
from edc.text import T
from enrollment.models import VisitRecord


@check(
    "SV-001",
    VisitRecord,
    Severity.SOFT,
    T("The visit date is outside the window of this visit.", "访视日期超出该访视窗口期。"),
    beside="visit_date",
)
def visit_is_inside_its_window(window_status):
    return negation(one_of(window_status, "EARLY", "LATE"))


@check(
    "SV-002",
    VisitRecord,
    Severity.SOFT,
    T("Visit date is before consent.", "访视日期早于知情同意日期。"),
    instead_of="GEN-CONSENT",
)
def visit_follows_consent(visit_date, consent_date):
    return visit_date >= consent_date


@check(
    "SV-003",
    VisitRecord,
    Severity.HARD,
    T(
        "An in-person or video visit is dated after death.",
        "现场或视频访视日期晚于死亡日期。",
    ),
)
def nobody_is_seen_after_death(contact_mode, visit_date, death_date):
    return any_of(visit_date <= death_date, negation(one_of(contact_mode, "INPERSON", "VIDEO")))


@check(
    "SV-004",
    VisitRecord,
    Severity.HARD,
    T("This visit already exists.", "该访视已存在。"),
    beside="visit_code",
    instead_of="GEN-DUPLICATE",
)
def visit_is_recorded_once(visit_code, visit_sequence, visit_records):
    def is_same_visit(other):
        return all_of(other.visit_code == visit_code, other.visit_sequence == visit_sequence)

    return negation(exists(visit_records, is_same_visit))
