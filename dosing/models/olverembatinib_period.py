"""A stretch of days with one dose of olverembatinib, or an interruption of it."""

from dosing.codelists import ADVERSE_EVENTS, DoseChangeReason
from edc import questions as ask
from edc.codelists import Codelist, Frequency, Route, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, one_of
from edc.schedule import always, optional, required
from edc.text import T
from edc.units import Unit
from trial.protocol import C1D1, CXD1


def has_last_day(ongoing, period_status):
    return all_of(ongoing == "N", period_status != "STOPPED")


def is_taken(period_status):
    return period_status == "TAKEN"


def is_other_dose(dose_mg):
    return dose_mg == "OTHER"


def has_missed_doses(doses_missed):
    return doses_missed > 0


def change_needs_a_reason(change_type):
    return one_of(change_type, "REDUCED", "INCREASED", "INTERRUPTED", "RESUMED_LOWER", "STOPPED")


def adverse_event_is_behind_the_change(change_reason):
    return one_of(change_reason, *ADVERSE_EVENTS)


class PeriodStatus(Codelist):
    TAKEN = "TAKEN", T("Taking the drug", "服药")
    INTERRUPTED = "INTERRUPTED", T("Interrupted", "暂停")
    STOPPED = "STOPPED", T("Stopped permanently", "永久停药")


class Dose(Codelist):
    DOSE_40 = "40", T("40 mg", "40 mg")
    DOSE_30 = "30", T("30 mg", "30 mg")
    DOSE_20 = "20", T("20 mg", "20 mg")
    DOSE_10 = "10", T("10 mg", "10 mg")
    OTHER = "OTHER", T("Other", "其他")


class DoseChange(Codelist):
    START = "START", T("First period", "首次用药")
    SAME = "SAME", T("No change", "无变化")
    REDUCED = "REDUCED", T("Reduced", "减量")
    INCREASED = "INCREASED", T("Increased", "增量")
    INTERRUPTED = "INTERRUPTED", T("Interrupted", "暂停")
    RESUMED = "RESUMED", T("Resumed at the same dose", "按原剂量恢复用药")
    RESUMED_LOWER = "RESUMED_LOWER", T("Resumed at a lower dose", "减量后恢复用药")
    STOPPED = "STOPPED", T("Stopped permanently", "永久停药")


class OlverembatinibPeriod(Crf):
    title = T("Olverembatinib dosing period", "奥雷巴替尼给药记录")
    order = 22
    repeats = Repeats.LOG
    visits = required(C1D1) + optional(CXD1)
    key = ("start_date",)
    date = "start_date"
    parent = "dosing_cycle"
    parent_by = "cycle_number"

    period_section = Section(T("Period", "给药时段"))
    cycle_number = ask.Integer(
        T("Cycle", "周期"), hard=(1, 6), expected=(1, 2), required_when=always, sdtm=("EC.ECGRPID",)
    )
    period_status = ask.Choice(
        T("Status", "状态"),
        PeriodStatus,
        required_when=always,
        cdash="ECOCCUR",
        sdtm=("EC.ECOCCUR",),
    )
    start_date = ask.Date(
        T("First day", "开始日期"),
        required_when=always,
        cdash="ECSTDAT",
        sdtm=("EC.ECSTDTC", "EX.EXSTDTC"),
    )
    ongoing = ask.YesNo(T("Still in this period", "是否持续"), required_when=always)
    end_date = ask.Date(
        T("Last day", "结束日期"),
        shown_when=has_last_day,
        required_when=always,
        cdash="ECENDAT",
        sdtm=("EC.ECENDTC", "EX.EXENDTC"),
    )
    dose_mg = ask.Choice(
        T("Dose per intake", "单次剂量"),
        Dose,
        shown_when=is_taken,
        required_when=always,
        cdash="ECDSTXT",
        sdtm=("EC.ECDOSE", "EX.EXDOSE"),
    )
    dose_other_mg = ask.Number(
        T("Other dose", "其他剂量"),
        unit=Unit.MILLIGRAM,
        decimals=1,
        hard=(1, 120),
        expected=(10, 50),
        shown_when=is_other_dose,
        required_when=always,
        cdash="ECDSTXT",
        sdtm=("EC.ECDOSE", "EX.EXDOSE"),
    )
    frequency = ask.Choice(
        T("Frequency", "给药频次"),
        Frequency,
        shown_when=is_taken,
        required_when=always,
        cdash="ECDOSFRQ",
        sdtm=("EC.ECDOSFRQ", "EX.EXDOSFRQ"),
    )
    route = ask.Choice(
        T("Route", "给药途径"),
        Route,
        shown_when=is_taken,
        required_when=always,
        cdash="ECROUTE",
        sdtm=("EC.ECROUTE", "EX.EXROUTE"),
    )
    with_food = ask.Choice(
        T("Taken with food", "是否随餐服用"),
        YesNoUnknown,
        shown_when=is_taken,
        required_when=always,
    )
    doses_missed = ask.Integer(
        T("Doses missed in this period", "本时段漏服次数"),
        hard=(0, 60),
        expected=(0, 3),
        shown_when=is_taken,
        required_when=always,
    )
    missed_reason = ask.Choice(
        T("Reason for missed doses", "漏服原因"),
        DoseChangeReason,
        shown_when=has_missed_doses,
        required_when=always,
    )

    change_section = Section(T("Change from the period before", "较前一时段的变化"))
    change_type = ask.Choice(T("Change", "变化类型"), DoseChange, required_when=always)
    change_reason = ask.Choice(
        T("Reason", "变化原因"),
        DoseChangeReason,
        shown_when=change_needs_a_reason,
        required_when=always,
        cdash="ECADJ",
        sdtm=("EC.ECADJ",),
    )
    related_ae = ask.Reference(
        T("Adverse event behind the change", "相关不良事件"),
        to_form="adverse_event",
        shown_when=adverse_event_is_behind_the_change,
        required_when=always,
    )

    supply_section = Section(T("Supply", "药品"))
    lot_number = ask.Text(
        T("Lot number", "批号"),
        longest=40,
        shown_when=is_taken,
        required_when=always,
        cdash="ECLOT",
        sdtm=("EC.ECLOT",),
    )
    tablets_dispensed = ask.Integer(
        T("Tablets dispensed", "发放片数"),
        hard=(0, 500),
        cdash="DISPAMT_DAORRES",
        sdtm=("DA.DAORRES where DATESTCD=DISPAMT",),
    )
    tablets_returned = ask.Integer(
        T("Tablets returned", "归还片数"),
        hard=(0, 500),
        cdash="RETAMT_DAORRES",
        sdtm=("DA.DAORRES where DATESTCD=RETAMT",),
    )
