"""Consent, re-consent, and withdrawal of consent."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.schedule import always
from edc.text import T


def is_main_consent(consent_type):
    return consent_type == "MAIN"


def is_reconsent(consent_type):
    return consent_type == "RECONSENT"


def is_signed_by_representative(signed_by):
    return signed_by == "LAR"


def is_withdrawn(withdrawn):
    return withdrawn == "Y"


class ConsentType(Codelist):
    MAIN = "MAIN", T("Main study consent", "研究主知情同意")
    RECONSENT = "RECONSENT", T("Re-consent to a new version", "新版本再次知情同意")
    OPTIONAL = "OPTIONAL", T("Optional samples for research", "可选研究样本知情同意")


class ReconsentReason(Codelist):
    AMENDMENT = "AMENDMENT", T("Protocol amendment", "方案修订")
    SAFETY = "SAFETY", T("New safety information", "新的安全性信息")
    CAPACITY = "CAPACITY", T("Change in capacity to consent", "知情能力变化")
    OTHER = "OTHER", T("Other", "其他")


class Signatory(Codelist):
    PATIENT = "PATIENT", T("Patient", "受试者本人")
    LAR = "LAR", T("Legally authorised representative", "法定代理人/监护人")


class WithdrawalScope(Codelist):
    TREATMENT = (
        "TREATMENT",
        T("Study treatment only; follow-up continues", "仅撤回研究治疗，继续随访"),
    )
    VISITS = (
        "VISITS",
        T("Treatment and visits; survival contact allowed", "撤回治疗与访视，允许生存随访"),
    )
    ALL = "ALL", T("All further participation and contact", "撤回全部后续参与及联系")
    SAMPLES = "SAMPLES", T("Optional samples only", "仅撤回可选样本")


class InformedConsent(Crf):
    title = T("Informed consent", "知情同意")
    order = 3
    origin = "standard: CDASHIG v2.2; ICH E6"
    repeats = Repeats.LOG
    key = ("consent_type", "consent_date")
    date = "consent_date"
    exempt = {"consent_date": ("GEN-CONSENT",)}

    consent_section = Section(T("Consent", "知情同意"))
    consent_type = ask.Choice(
        T("Type of consent", "知情同意类型"),
        ConsentType,
        required_when=always,
        cdash="DSTERM",
        sdtm=("DS.DSTERM",),
    )
    form_version = ask.Text(
        T("Version of the consent form", "知情同意书版本号"),
        longest=20,
        required_when=always,
        sdtm=("SUPPDS.QVAL where QNAM=ICFVER",),
    )
    form_version_date = ask.Date(
        T("Date of that version", "版本日期"),
        required_when=always,
        sdtm=("SUPPDS.QVAL where QNAM=ICFVDT",),
    )
    consent_date = ask.Date(
        T("Date signed", "签署日期"),
        required_when=always,
        cdash="DSSTDAT",
        sdtm=("DS.DSSTDTC where DSDECOD=INFORMED CONSENT OBTAINED", "DM.RFICDTC"),
    )
    consent_time = ask.DateTime(
        T("Date and time signed", "签署日期时间"),
        required_when=is_main_consent,
        cdash="DSSTTIM",
        sdtm=("DS.DSSTDTC where DSDECOD=INFORMED CONSENT OBTAINED",),
    )
    reconsent_reason = ask.Choice(
        T("Reason for re-consent", "再次知情原因"),
        ReconsentReason,
        shown_when=is_reconsent,
        required_when=always,
    )
    signed_by = ask.Choice(T("Signed by", "签署人"), Signatory, required_when=always)
    lar_relation = ask.Text(
        T("Relation of the representative to the patient", "代理人与受试者关系"),
        longest=50,
        shown_when=is_signed_by_representative,
        required_when=always,
    )
    witness_present = ask.YesNo(
        T("Impartial witness signed", "是否有公正见证人签字"), required_when=always
    )
    obtained_by = ask.Text(
        T("Investigator who obtained consent", "获取知情同意的研究者"),
        longest=100,
        required_when=always,
        pii=True,
    )
    copy_given = ask.YesNo(
        T("Signed copy given to the patient", "是否已将签署副本交给受试者"), required_when=always
    )

    withdrawal_section = Section(T("Withdrawal", "撤回知情同意"))
    withdrawn = ask.YesNo(T("Consent withdrawn", "是否撤回知情同意"), required_when=always)
    withdrawal_date = ask.Date(
        T("Date withdrawn", "撤回日期"),
        shown_when=is_withdrawn,
        required_when=always,
        cdash="DSSTDAT",
        sdtm=("DS.DSSTDTC where DSDECOD=WITHDRAWAL BY SUBJECT",),
    )
    withdrawal_scope = ask.Choice(
        T("Scope of the withdrawal", "撤回范围"),
        WithdrawalScope,
        shown_when=is_withdrawn,
        required_when=always,
    )
    withdrawal_reason = ask.Text(
        T("Reason, if given", "撤回原因（如告知）"), longest=500, shown_when=is_withdrawn
    )
