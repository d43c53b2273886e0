"""Codelists of the forms about study treatment."""

from edc.codelists import Codelist
from edc.text import T


class DoseChangeReason(Codelist):
    """Why a dose was changed, delayed, missed or left out."""

    AE_HAEMATOLOGICAL = "AE_HAEM", T("Haematological adverse event", "血液学不良事件")
    AE_HEPATIC = "AE_HEP", T("Hepatic adverse event", "肝脏不良事件")
    AE_CARDIOVASCULAR = (
        "AE_CARD",
        T("Cardiovascular adverse event (incl. QTc)", "心血管不良事件（含QTc延长）"),
    )
    AE_PANCREATIC = "AE_PANC", T("Pancreatic adverse event", "胰腺不良事件")
    AE_INFECTION = "AE_INF", T("Infection", "感染")
    AE_OTHER = "AE_OTH", T("Other adverse event", "其他不良事件")
    INFUSION_REACTION = "IR", T("Infusion reaction", "输注反应")
    DISEASE = "DISEASE", T("Relapse or progression", "复发/疾病进展")
    INTERACTION = "DDI", T("Interacting medicine", "药物相互作用")
    ERROR = "ERROR", T("Dosing error or missed dose", "给药错误或漏服")
    PATIENT = "PATIENT", T("Patient choice", "受试者意愿")
    SUPPLY = "SUPPLY", T("Drug supply", "药品供应")
    HSCT = "HSCT", T("Preparation for HSCT", "移植准备")
    PLANNED = "PLANNED", T("Planned by protocol", "按方案计划")
    OTHER = "OTHER", T("Other", "其他")


ADVERSE_EVENTS = (
    DoseChangeReason.AE_HAEMATOLOGICAL,
    DoseChangeReason.AE_HEPATIC,
    DoseChangeReason.AE_CARDIOVASCULAR,
    DoseChangeReason.AE_PANCREATIC,
    DoseChangeReason.AE_INFECTION,
    DoseChangeReason.AE_OTHER,
)
