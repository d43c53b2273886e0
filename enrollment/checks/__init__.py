"""Checks of consent, enrolment and visits."""

from enrollment.checks import enrolment, informed_consent, visit_record

__all__ = ["enrolment", "informed_consent", "visit_record"]
