"""The words for computed outcomes: statuses, reasons, endpoints, populations."""

from edc.codelists import Codelist
from edc.text import T


class Week2Status(Codelist):
    """Result of the week-2 MRD computation."""

    REMISSION = "REMISSION", T("MRD remission", "MRD缓解")
    NO_REMISSION = "NO_REMISSION", T("No MRD remission", "未获MRD缓解")
    NOT_EVALUABLE = "NOT_EVALUABLE", T("Not evaluable", "不可评价")
    PENDING = "PENDING", T("Pending", "待定")


class Week2Reason(Codelist):
    """Why the week-2 result is what it is."""

    BOTH_NEGATIVE = "BOTH_NEGATIVE", T("PCR and flow both negative", "PCR与流式均为阴性")
    PCR_POSITIVE = "PCR_POSITIVE", T("PCR positive", "PCR阳性")
    FLOW_POSITIVE = "FLOW_POSITIVE", T("Flow positive", "流式阳性")
    BOTH_POSITIVE = "BOTH_POSITIVE", T("PCR and flow both positive", "PCR与流式均为阳性")
    DEATH = "DEATH", T("Death up to week 2", "第2周前死亡")
    RELAPSE = "RELAPSE", T("Relapse up to week 2", "第2周前复发")
    OTHER_THERAPY = "OTHER_THERAPY", T("Other therapy up to week 2", "第2周前接受其他抗白血病治疗")
    NOT_STARTED = "NOT_STARTED", T("Treatment not started", "尚未开始治疗")
    NEVER_TREATED = "NEVER_TREATED", T("Never treated", "从未给药")
    WINDOW_OPEN = "WINDOW_OPEN", T("No marrow yet; the window is open", "窗口期内，尚无骨髓标本")
    RESULTS_AWAITED = "RESULTS_AWAITED", T("Results awaited", "等待检测结果")
    NO_SAMPLE = "NO_SAMPLE", T("No marrow in the window", "窗口期内无骨髓标本")
    NOT_PAIRABLE = (
        "NOT_PAIRABLE",
        T("Aspirates too far apart to pair", "两次骨髓间隔过长，无法配对"),
    )
    BOTH_UNUSABLE = "BOTH_ASSAYS_UNUSABLE", T("Neither assay usable", "两项检测均不可用")
    PCR_NOT_EVALUABLE = "PCR_NOT_EVALUABLE", T("PCR not evaluable", "PCR不可评价")
    FLOW_NOT_EVALUABLE = "FLOW_NOT_EVALUABLE", T("Flow not evaluable", "流式不可评价")
    PCR_MISSING = "PCR_MISSING", T("PCR missing", "缺PCR结果")
    FLOW_MISSING = "FLOW_MISSING", T("Flow missing", "缺流式结果")


class FirstEvent(Codelist):
    """What came first after transplantation."""

    RELAPSE = "RELAPSE", T("Relapse", "复发")
    NRM = "NRM", T("Death without relapse", "非复发死亡")
    CENSORED = "CENSORED", T("No event so far", "截至目前无事件")


class Endpoint(Codelist):
    """What is estimated."""

    MRD = "MRD", T("MRD remission at week 2", "第2周MRD缓解率")
    OS = "OS", T("Overall survival", "总生存")
    RFS = "RFS", T("Relapse-free survival", "无复发生存")
    NRM = "NRM", T("Non-relapse mortality", "非复发死亡率")
    CIR = "CIR", T("Cumulative incidence of relapse", "累积复发率")


class Population(Codelist):
    """In whom it is estimated."""

    ITT = "ITT", T("All enrolled (ITT)", "全部入组（ITT）")
    TREATED = "TREATED", T("Treated", "接受治疗者")
    EVALUABLE = "EVALUABLE", T("Evaluable", "可评价者")
    ALL_TRANSPLANTED = "ALL_TRANSPLANTED", T("All transplanted", "全部移植者")
    REMISSION_BEFORE_HSCT = (
        "REMISSION_BEFORE_HSCT",
        T("MRD remission before HSCT", "移植前MRD缓解者"),
    )
    WEEK2_REMISSION = "WEEK2_REMISSION", T("MRD remission at week 2", "第2周MRD缓解者")


class OneYear(Codelist):
    """Where a transplanted subject is one year after day 0."""

    ALIVE = "ALIVE", T("Alive at one year", "1年时存活")
    DIED = "DIED", T("Died by one year", "1年内死亡")
    NOT_YET = "NOT_YET", T("Not yet one year", "尚未满1年")
    LOST = "LOST", T("Lost before one year", "1年前失访")
