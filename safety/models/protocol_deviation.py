"""Departures from the protocol: what happened, how grave it is, what was done about it."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import always
from edc.text import T


def is_grave(severity):
    return one_of(severity, "MAJOR", "CRITICAL")


class DeviationCategory(Codelist):
    CONSENT = "CONSENT", T("Consent", "知情同意")
    ELIGIBILITY = "ELIGIBILITY", T("Eligibility", "入排标准")
    DOSE = "DOSE", T("Dose or schedule", "给药/剂量")
    WINDOW = "WINDOW", T("Visit or sample outside the window", "访视/采样超窗")
    MRD_SAMPLE = "MRD_SAMPLE", T("MRD sample missing or late", "MRD标本缺失/延迟")
    ASSESSMENT = "ASSESSMENT", T("Assessment missing", "评估缺失")
    PROHIBITED_MEDICINE = "CONMED", T("Prohibited medicine", "使用禁用药物")
    LATE_SAE_REPORT = "SAE_REPORT", T("Late SAE report", "SAE报告延迟")
    DATA = "DATA", T("Data or privacy", "数据/隐私")
    OTHER = "OTHER", T("Other", "其他")


class DeviationSeverity(Codelist):
    MINOR = "MINOR", T("Minor", "一般")
    MAJOR = "MAJOR", T("Major", "主要")
    CRITICAL = "CRITICAL", T("Critical", "严重")


class ProtocolDeviation(Crf):
    """One departure from the protocol."""

    title = T("Protocol deviation", "方案偏离")
    order = 47
    origin = "standard: CDASHIG v2.2"
    repeats = Repeats.LOG
    key = ("deviation_date", "category", "description")
    date = "deviation_date"
    exempt = {"deviation_date": ("GEN-DEATH",)}

    dv_section = Section(T("Deviation", "方案偏离"))
    deviation_date = ask.Date(
        T("Date", "日期"), required_when=always, cdash="DVSTDAT", sdtm=("DV.DVSTDTC",)
    )
    category = ask.Choice(
        T("Category", "类别"),
        DeviationCategory,
        required_when=always,
        cdash="DVCAT",
        sdtm=("DV.DVCAT",),
    )
    description = ask.Text(
        T("Description", "描述"),
        longest=500,
        required_when=always,
        cdash="DVTERM",
        sdtm=("DV.DVTERM",),
    )
    severity = ask.Choice(
        T("Severity", "严重程度"),
        DeviationSeverity,
        required_when=always,
        cdash="DVSCAT",
        sdtm=("DV.DVSCAT",),
    )
    affects_endpoint = ask.YesNo(
        T("Affects the primary endpoint", "是否影响主要终点"), required_when=always
    )
    corrective_action = ask.Text(
        T("Corrective action", "纠正措施"), longest=500, required_when=always
    )
    reported_to_ethics = ask.YesNo(
        T("Reported to the ethics committee", "是否报告伦理委员会"),
        shown_when=is_grave,
        required_when=is_grave,
    )
