"""A planned infusion of inotuzumab ozogamicin, given or not."""

from dosing.codelists import ADVERSE_EVENTS, DoseChangeReason
from edc import questions as ask
from edc.codelists import Codelist, Ctcae, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, any_of, has, minutes, negation, one_of, rounded
from edc.schedule import always, conditional, optional, required
from edc.text import T
from edc.units import Unit
from trial.protocol import C1D1, C1D8, C1D15, CXD1, CXD8, CXD15


def third_infusion_is_planned(enrolment):
    return one_of(enrolment.planned_ino_regimen, "LABEL_INDUCTION", "LABEL_CR")


def was_given(given):
    return given == "Y"


def was_not_given(given):
    return given == "N"


def is_day_15_of_cycle_1(planned_day, cycle_number):
    return all_of(planned_day == "D15", cycle_number == 1)


def was_given_with_a_change(given, modification):
    return all_of(given == "Y", negation(has(modification, "NONE")))


def adverse_event_is_behind_the_change(modification_reason, not_given_reason):
    return any_of(
        one_of(modification_reason, *ADVERSE_EVENTS, "IR"),
        one_of(not_given_reason, *ADVERSE_EVENTS, "IR"),
    )


def had_a_reaction(infusion_reaction):
    return infusion_reaction == "Y"


def calculated_dose(actual_dose_mg_m2, bsa_used_m2):
    return rounded(actual_dose_mg_m2 * bsa_used_m2, 2)


def duration(infusion_start, infusion_end):
    return minutes(infusion_start, infusion_end)


class PlannedDay(Codelist):
    D1 = "D1", T("Day 1", "第1天")
    D8 = "D8", T("Day 8", "第8天")
    D15 = "D15", T("Day 15", "第15天")


class Modification(Codelist):
    NONE = "NONE", T("None", "无")
    REDUCED = "REDUCED", T("Dose reduced", "减量")
    DELAYED = "DELAYED", T("Delayed", "延迟")
    OMITTED = "OMITTED", T("Omitted", "取消本次给药")
    SLOWED = "SLOWED", T("Slower infusion", "减慢输注")
    STOPPED = "STOPPED", T("Infusion stopped", "终止输注")
    DISCONTINUED = "DISCONTINUED", T("InO stopped permanently", "永久停用InO")


class ReactionSign(Codelist):
    FEVER = "FEVER", T("Fever", "发热")
    CHILLS = "CHILLS", T("Chills", "寒战")
    RASH = "RASH", T("Rash", "皮疹")
    DYSPNOEA = "DYSPNOEA", T("Breathlessness", "呼吸困难")
    HYPOTENSION = "HYPOTENSION", T("Low blood pressure", "低血压")
    BRONCHO = "BRONCHO", T("Bronchospasm", "支气管痉挛")
    OTHER = "OTHER", T("Other", "其他")


class InoInfusion(Crf):
    title = T("Inotuzumab ozogamicin infusion", "奥加伊妥珠单抗输注")
    order = 23
    repeats = Repeats.LOG
    visits = (
        required(C1D1, C1D8, CXD1, CXD8)
        + conditional(C1D15, when=third_infusion_is_planned)
        + optional(CXD15)
    )
    key = ("cycle_number", "planned_day")
    date = "infusion_date"
    parent = "dosing_cycle"
    parent_by = "cycle_number"

    plan_section = Section(T("Plan", "计划"))
    cycle_number = ask.Integer(
        T("Cycle", "周期"), hard=(1, 6), expected=(1, 2), required_when=always, sdtm=("EC.ECGRPID",)
    )
    planned_day = ask.Choice(
        T("Planned day", "计划给药日"),
        PlannedDay,
        required_when=always,
        cdash="ECTPT",
        sdtm=("EC.ECTPT",),
    )
    planned_dose_mg_m2 = ask.Number(
        T("Planned dose", "计划剂量"),
        unit=Unit.MILLIGRAM_PER_SQUARE_METRE,
        decimals=3,
        hard=(0, 1),
        expected=("0.2", "0.8"),
        required_when=always,
        sdtm=("EC.ECDOSE where ECMOOD=SCHEDULED",),
        hint=T(
            "Filled from the regimen of the cycle; change only for a planned reduction.",
            "由本周期方案自动带出，仅在计划减量时修改。",
        ),
    )
    given = ask.YesNo(
        T("Given", "是否给药"), required_when=always, cdash="ECOCCUR", sdtm=("EC.ECOCCUR",)
    )
    not_given_reason = ask.Choice(
        T("Reason not given", "未给药原因"),
        DoseChangeReason,
        shown_when=was_not_given,
        required_when=always,
        sdtm=("EC.ECREASOC",),
    )

    check_section = Section(T("Check before the infusion", "输注前核查"))
    liver_tests_ok = ask.YesNo(
        T("Bilirubin, ALT and AST within the limits", "胆红素、ALT、AST是否符合要求"),
        shown_when=was_given,
        required_when=always,
    )
    premed_steroid = ask.YesNo(
        T("Corticosteroid premedication", "输注前给予糖皮质激素"),
        shown_when=was_given,
        required_when=always,
        sdtm=("CM.CMOCCUR where CMCAT=PREMEDICATION and CMDECOD=CORTICOSTEROID",),
    )
    premed_antipyretic = ask.YesNo(
        T("Antipyretic premedication", "输注前给予解热药"),
        shown_when=was_given,
        required_when=always,
        sdtm=("CM.CMOCCUR where CMCAT=PREMEDICATION and CMDECOD=ANTIPYRETIC",),
    )
    premed_antihistamine = ask.YesNo(
        T("Antihistamine premedication", "输注前给予抗组胺药"),
        shown_when=was_given,
        required_when=always,
        sdtm=("CM.CMOCCUR where CMCAT=PREMEDICATION and CMDECOD=ANTIHISTAMINE",),
    )
    marrow_before_infusion = ask.Choice(
        T("Day-15 marrow taken before this infusion", "第15天骨髓是否在输注前采集"),
        YesNoUnknown,
        shown_when=is_day_15_of_cycle_1,
        required_when=was_given,
    )

    dose_section = Section(T("Dose", "剂量"))
    infusion_date = ask.Date(
        T("Date", "日期"),
        shown_when=was_given,
        required_when=always,
        cdash="ECSTDAT",
        sdtm=("EC.ECSTDTC", "EX.EXSTDTC"),
    )
    infusion_start = ask.DateTime(
        T("Start", "开始时间"),
        shown_when=was_given,
        required_when=always,
        cdash="ECSTTIM",
        sdtm=("EC.ECSTDTC", "EX.EXSTDTC"),
    )
    infusion_end = ask.DateTime(
        T("End", "结束时间"),
        shown_when=was_given,
        required_when=always,
        cdash="ECENTIM",
        sdtm=("EC.ECENDTC", "EX.EXENDTC"),
    )
    duration_minutes = ask.Integer(
        T("Duration", "输注时长"),
        unit=Unit.MINUTES,
        hard=(1, 1440),
        expected=(50, 120),
        derived=duration,
        hint=T("From start to end of the infusion.", "输注开始至结束的时间。"),
        sdtm=("EC.ECDUR",),
    )
    bsa_used_m2 = ask.Number(
        T("Body surface area used", "使用的体表面积"),
        unit=Unit.SQUARE_METRE,
        decimals=2,
        hard=("0.7", "4.1"),
        expected=("1.2", "2.4"),
        shown_when=was_given,
        required_when=always,
        sdtm=("SUPPEC.QVAL where QNAM=BSAUSED",),
    )
    actual_dose_mg_m2 = ask.Number(
        T("Actual dose", "实际剂量"),
        unit=Unit.MILLIGRAM_PER_SQUARE_METRE,
        decimals=3,
        hard=("0.01", 2),
        expected=("0.2", "0.8"),
        shown_when=was_given,
        required_when=always,
        cdash="ECDSTXT",
        sdtm=("EC.ECDOSE where ECMOOD=PERFORMED",),
    )
    calculated_dose_mg = ask.Number(
        T("Calculated dose", "计算剂量"),
        unit=Unit.MILLIGRAM,
        decimals=2,
        hard=("0.01", 6),
        derived=calculated_dose,
        hint=T("Dose in mg/m² × body surface area used.", "剂量（mg/m²）×所用体表面积。"),
    )
    actual_dose_mg = ask.Number(
        T("Dose given", "实际给药量"),
        unit=Unit.MILLIGRAM,
        decimals=2,
        hard=("0.01", 6),
        expected=("0.3", 2),
        shown_when=was_given,
        required_when=always,
        cdash="ECDSTXT",
        sdtm=("EC.ECDOSE", "EX.EXDOSE"),
    )
    lot_number = ask.Text(
        T("Lot number", "批号"),
        longest=60,
        shown_when=was_given,
        required_when=always,
        cdash="ECLOT",
        sdtm=("EC.ECLOT", "EX.EXLOT"),
    )
    interrupted = ask.YesNo(
        T("Infusion interrupted", "输注是否中断"), shown_when=was_given, required_when=always
    )

    modification_section = Section(T("Change", "调整"))
    modification = ask.MultiChoice(
        T("Change from the plan", "较计划的调整"), Modification, required_when=always
    )
    modification_reason = ask.Choice(
        T("Reason", "原因"),
        DoseChangeReason,
        shown_when=was_given_with_a_change,
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

    reaction_section = Section(T("Infusion reaction", "输注反应"))
    infusion_reaction = ask.YesNo(
        T("Infusion reaction", "是否发生输注反应"), shown_when=was_given, required_when=always
    )
    reaction_grade = ask.Choice(
        T("Highest grade", "最高分级"), Ctcae, shown_when=had_a_reaction, required_when=always
    )
    reaction_signs = ask.MultiChoice(
        T("Signs", "表现"), ReactionSign, shown_when=had_a_reaction, required_when=always
    )
    observed_1h = ask.YesNo(
        T("Observed for at least 1 hour afterwards", "输注后是否观察≥1小时"),
        shown_when=was_given,
        required_when=always,
    )
