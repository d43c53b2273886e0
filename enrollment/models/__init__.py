"""Consent, enrolment and visits."""

from enrollment.models.enrolment import Enrolment
from enrollment.models.informed_consent import InformedConsent
from enrollment.models.visit_record import VisitRecord

__all__ = ["Enrolment", "InformedConsent", "VisitRecord"]
