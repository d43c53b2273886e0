"""What became of a visit: whether it took place, when, and whether in its window."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import always, required
from edc.text import T
from enrollment.codelists import ContactMode, NotDoneReason
from enrollment.windows import window_status
from trial.protocol import EOS, SCHEDULE


def took_place(occurred):
    return occurred == "Y"


def was_missed(occurred):
    return occurred == "N"


def code_of_visit(visit):
    return visit.code


def sequence_of_visit(visit):
    return visit.sequence


def is_outside_window(window_status):
    return one_of(window_status, "EARLY", "LATE")


class WindowStatus(Codelist):
    IN = "IN", T("Inside the window", "窗口期内")
    EARLY = "EARLY", T("Before the window", "早于窗口期")
    LATE = "LATE", T("After the window", "晚于窗口期")
    NONE = "NONE", T("No window", "无窗口期")


class VisitRecord(Crf):
    title = T("Visit", "访视记录")
    order = 11
    origin = "standard: CDASHIG v2.2"
    repeats = Repeats.PER_VISIT
    visits = required(*(visit for visit in SCHEDULE if visit is not EOS))
    key = ("visit_code", "visit_sequence")
    date = "visit_date"
    exempt = {"visit_date": ("GEN-DEATH",)}

    visit_section = Section(T("Visit", "访视"))
    visit_code = ask.Text(
        T("Visit", "访视"),
        longest=12,
        derived=code_of_visit,
        cdash="VISIT",
        sdtm=("SV.VISIT",),
        hint=T("A visit of the schedule.", "从访视计划中选择。"),
    )
    visit_sequence = ask.Integer(
        T("Sequence for repeated visits", "重复访视序号"),
        hard=(1, 200),
        derived=sequence_of_visit,
        hint=T(
            "1 for a visit that happens once; counts up for cycles, unscheduled and relapse "
            "visits.",
            "单次访视为1；周期、计划外、复发访视依次递增。",
        ),
    )
    occurred = ask.YesNo(
        T("Visit took place", "访视是否进行"),
        required_when=always,
        cdash="SVOCCUR",
        sdtm=("SV.SVOCCUR",),
    )
    visit_date = ask.Date(
        T("Visit date", "访视日期"),
        shown_when=took_place,
        required_when=always,
        cdash="VISDAT",
        sdtm=("SV.SVSTDTC",),
    )
    missed_reason = ask.Choice(
        T("Reason not done", "未进行原因"),
        NotDoneReason,
        shown_when=was_missed,
        required_when=always,
        cdash="SVREASOC",
        sdtm=("SV.SVREASOC",),
    )
    contact_mode = ask.Choice(
        T("Mode", "访视方式"),
        ContactMode,
        shown_when=took_place,
        required_when=always,
        cdash="SVCNTMOD",
        sdtm=("SV.SVCNTMOD",),
    )
    window_status = ask.Choice(
        T("Window", "窗口期"),
        WindowStatus,
        derived=window_status,
        hint=T(
            "Visit date against the window of the schedule.", "访视日期与方案规定的访视窗比较。"
        ),
    )
    out_of_window_reason = ask.Text(
        T("Reason outside the window", "超窗原因"),
        longest=200,
        shown_when=is_outside_window,
        required_when=always,
    )
