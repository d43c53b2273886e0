"""Consent, enrolment and visits."""

from enrollment.models.demographics import Demographics
from enrollment.models.disease_history import DiseaseHistory
from enrollment.models.ecg import Ecg
from enrollment.models.echocardiography import Echocardiography
from enrollment.models.eligibility import Eligibility
from enrollment.models.enrolment import Enrolment
from enrollment.models.informed_consent import InformedConsent
from enrollment.models.kd_mutation import KdMutation
from enrollment.models.lab_chemistry import LabChemistry
from enrollment.models.lab_coagulation import LabCoagulation
from enrollment.models.lab_hematology import LabHematology
from enrollment.models.lab_infection import LabInfection
from enrollment.models.lab_pregnancy import LabPregnancy
from enrollment.models.lab_reference_range import LabReferenceRange
from enrollment.models.medical_history import MedicalHistory
from enrollment.models.prior_therapy import PriorTherapy
from enrollment.models.site import Site
from enrollment.models.unscheduled_visit import UnscheduledVisit
from enrollment.models.visit_record import VisitRecord
from enrollment.models.vital_signs import VitalSigns

__all__ = [
    "Demographics",
    "DiseaseHistory",
    "Ecg",
    "Echocardiography",
    "Eligibility",
    "Enrolment",
    "InformedConsent",
    "KdMutation",
    "LabChemistry",
    "LabCoagulation",
    "LabHematology",
    "LabInfection",
    "LabPregnancy",
    "LabReferenceRange",
    "MedicalHistory",
    "PriorTherapy",
    "Site",
    "UnscheduledVisit",
    "VisitRecord",
    "VitalSigns",
]
