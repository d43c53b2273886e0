"""Reports of a serious adverse event: the initial one, its follow-ups, the final one."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, any_of, blank, has, rounded, yes_no
from edc.questions import Remark
from edc.schedule import always
from edc.text import T
from edc.units import Unit
from safety import clock


def is_initial(report_type):
    return report_type == "INITIAL"


def hours_from_awareness(aware_time, report_time):
    return rounded(clock.minutes_passed(aware_time, report_time) / 60, 1)


def a_study_drug_is_suspected(suspected_drug):
    return any_of(has(suspected_drug, "OLV"), has(suspected_drug, "INO"))


def is_unexpected_reaction(expected, suspected_drug):
    """A suspected unexpected serious adverse reaction, as ICH E2A defines it."""
    return yes_no(all_of(expected == "N", a_study_drug_is_suspected(suspected_drug)))


def when_due(aware_time, param):
    """Until when the initial report can be made in time."""
    due = clock.due_at(aware_time, param.safety.sae_report_hours)
    if blank(due):
        return None
    shown = due.isoformat(sep=" ", timespec="minutes")
    return Remark(str(T(f"The initial report is due by {shown}.", f"首次报告截止时间：{shown}。")))


class ReportType(Codelist):
    INITIAL = "INITIAL", T("Initial", "首次报告")
    FOLLOWUP = "FOLLOWUP", T("Follow-up", "随访报告")
    FINAL = "FINAL", T("Final", "总结报告")


class SuspectedDrug(Codelist):
    OLV = "OLV", T("Olverembatinib", "奥雷巴替尼")
    INO = "INO", T("InO", "InO（奥加伊妥珠单抗）")
    NEITHER = "NEITHER", T("Neither", "均无关")


class DrugTest(Codelist):
    """What stopping or restarting a study drug showed."""

    YES = "Y", T("Yes", "是")
    NO = "N", T("No", "否")
    NOT_APPLICABLE = "NA", T("Not applicable", "不适用")
    UNKNOWN = "U", T("Unknown", "未知")


class ReportedToRegulator(Codelist):
    YES = "Y", T("Yes", "是")
    NO = "N", T("No", "否")
    NOT_REQUIRED = "NA", T("Not required", "无需报告")
    PENDING = "PENDING", T("Pending", "待报告")


class Sae(Crf):
    """One report on a serious event, tied to the event by its number."""

    title = T("Serious adverse event report", "严重不良事件报告")
    order = 44
    origin = "literature: China GCP, 2026 revision; ICH E2A"
    repeats = Repeats.LOG
    key = ("ae_number", "report_number")
    date = "report_date"
    exempt = dict.fromkeys(
        ("report_date", "report_time", "aware_date", "aware_time"), ("GEN-DEATH",)
    )

    head_section = Section(T("Report", "报告"))
    ae_number = ask.Integer(
        T("Event number", "对应不良事件序号"),
        required_when=always,
        hard=(1, 999),
        cdash="AESPID",
        sdtm=("AE.AESPID",),
    )
    report_type = ask.Choice(T("Report", "报告类型"), ReportType, required_when=always)
    report_number = ask.Integer(
        T("Report number of this event", "该事件报告序号"), required_when=always, hard=(1, 50)
    )
    report_date = ask.Date(T("Date of report", "报告日期"), required_when=always)
    report_time = ask.DateTime(T("Date and time of report", "报告日期时间"), required_when=always)
    aware_date = ask.Date(T("Date the site became aware", "获知日期"), required_when=always)
    aware_time = ask.DateTime(
        T("Date and time of awareness", "获知日期时间"),
        shown_when=is_initial,
        required_when=is_initial,
        remark=when_due,
    )
    hours_to_report = ask.Number(
        T("Hours from awareness to report", "获知至报告时长"),
        unit=Unit.HOURS,
        decimals=1,
        derived=hours_from_awareness,
        hint=T("From awareness to the report.", "获知至报告的时间。"),
        hard=(0, 9000),
        expected=(0, 24),
    )

    detail_section = Section(T("Details", "详情"))
    narrative = ask.Text(
        T("Description", "事件经过"),
        longest=4000,
        required_when=always,
        sdtm=("SUPPAE.QVAL where QNAM=AENARR",),
    )
    relevant_history = ask.Text(
        T("Relevant history and tests", "相关病史与检查"), longest=2000, required_when=always
    )
    suspected_drug = ask.MultiChoice(
        T("Suspected study drug", "可疑研究药物"), SuspectedDrug, required_when=always
    )
    dechallenge = ask.Choice(
        T("Improved after stopping", "停药后是否好转（去激发）"), DrugTest, required_when=always
    )
    rechallenge = ask.Choice(
        T("Returned after restarting", "再用药是否复现（再激发）"),
        DrugTest,
        required_when=always,
    )
    expected = ask.YesNo(
        T("Expected per the reference safety information", "是否为预期事件（依据安全性参考信息）"),
        required_when=always,
    )
    susar = ask.YesNo(
        T("SUSAR", "是否可疑且非预期严重不良反应（SUSAR）"),
        derived=is_unexpected_reaction,
        hint=T(
            "Yes when unexpected and at least one study drug is suspected.",
            "非预期且至少一种研究药物可疑时为“是”。",
        ),
    )
    hospital_in = ask.PartialDate(T("Admission date", "入院日期"))
    hospital_out = ask.PartialDate(T("Discharge date", "出院日期"))
    reported_to_ethics = ask.YesNo(
        T("Reported to the ethics committee", "是否报告伦理委员会"), required_when=always
    )
    reported_to_regulator = ask.Choice(
        T("Reported to the regulator", "是否报告药品监督管理部门"),
        ReportedToRegulator,
        required_when=always,
    )
