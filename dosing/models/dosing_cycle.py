"""Header of a treatment cycle: its start, body size, checks before it, and how it ended."""

from dosing.codelists import DoseChangeReason
from dosing.rules import total
from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, ratio, rounded
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from enrollment.rules import body_surface_area
from trial.protocol import C1D1, CXD1


def is_third_ino_cycle_or_later(cycle_number, ino_regimen):
    return all_of(cycle_number >= 3, ino_regimen != "NONE")


def is_further_cycle(cycle_number):
    return cycle_number > 1


def was_delayed(delayed):
    return delayed == "Y"


def has_ended(cycle_status):
    return cycle_status != "ONGOING"


def ino_given_in_cycle(cycle_number, ino_infusions):
    return total(
        (
            infusion.actual_dose_mg_m2,
            all_of(infusion.given == "Y", infusion.cycle_number == cycle_number),
        )
        for infusion in ino_infusions
    )


def ino_planned_in_cycle(cycle_number, ino_infusions):
    return total(
        (infusion.planned_dose_mg_m2, infusion.cycle_number == cycle_number)
        for infusion in ino_infusions
    )


def relative_dose(ino_total_mg_m2, ino_total_planned_mg_m2):
    return rounded(ratio(ino_total_mg_m2, ino_total_planned_mg_m2) * 100, 0)


class CycleRegimen(Codelist):
    LABEL_INDUCTION = "LABEL_INDUCTION", T("0.8 / 0.5 / 0.5 mg/m2", "0.8/0.5/0.5 mg/m²")
    LABEL_CR = "LABEL_CR", T("0.5 / 0.5 / 0.5 mg/m2", "0.5/0.5/0.5 mg/m²")
    LOW_MRD_C1 = "LOW_MRD_C1", T("0.6 / 0.3 mg/m2", "0.6/0.3 mg/m²")
    LOW_MRD_C2 = "LOW_MRD_C2", T("0.3 / 0.3 mg/m2", "0.3/0.3 mg/m²")
    REDUCED = "REDUCED", T("Reduced for toxicity", "因毒性减量")
    OTHER = "OTHER", T("Other, as planned at enrolment", "其他（按入组时计划）")
    NONE = "NONE", T("No InO this cycle", "本周期不使用InO")


class PlannedCycleDose(Codelist):
    DOSE_40 = "40", T("40 mg every other day", "40 mg 隔日一次")
    DOSE_30 = "30", T("30 mg every other day", "30 mg 隔日一次")
    DOSE_20 = "20", T("20 mg every other day", "20 mg 隔日一次")
    DOSE_0 = "0", T("None this cycle", "本周期不使用")


class CountsBeforeCycle(Codelist):
    MET = "MET", T("At or above the limit", "达到标准")
    BASELINE = (
        "BASELINE",
        T(
            "Below the limit, recovered to the level before treatment",
            "低于标准但已恢复至治疗前水平",
        ),
    )
    DISEASE = "DISEASE", T("Below the limit, judged due to disease", "低于标准，判断与疾病相关")
    NOTMET = "NOTMET", T("Not met", "未达到")


class VodProphylaxis(Codelist):
    UDCA = "UDCA", T("Ursodeoxycholic acid", "熊去氧胆酸")
    HEPARIN = "HEPARIN", T("Low-dose heparin", "小剂量肝素")
    DEFIBROTIDE = "DEFIBROTIDE", T("Defibrotide", "去纤苷")
    OTHER = "OTHER", T("Other", "其他")
    NONE = "NONE", T("None", "无")


class CycleStatus(Codelist):
    ONGOING = "ONGOING", T("Ongoing", "进行中")
    COMPLETED = "COMPLETED", T("Completed", "已完成")
    STOPPED = "STOPPED", T("Stopped early", "提前终止")


class DosingCycle(Crf):
    title = T("Treatment cycle", "治疗周期")
    order = 21
    repeats = Repeats.LOG
    visits = required(C1D1, CXD1)
    key = ("cycle_number",)
    date = "cycle_start_date"

    start_section = Section(T("Start", "开始"))
    cycle_number = ask.Integer(
        T("Cycle", "周期"), hard=(1, 6), expected=(1, 2), required_when=always, sdtm=("EC.ECGRPID",)
    )
    cycle_start_date = ask.Date(
        T("Cycle day 1", "周期第1天日期"),
        required_when=always,
        sdtm=("SE.SESTDTC",),
        hint=T("Day of the first study dose of this cycle.", "本周期首次研究给药日期。"),
    )
    ino_regimen = ask.Choice(
        T("InO regimen of this cycle", "本周期InO方案"),
        CycleRegimen,
        required_when=always,
        cdash="ECDOSRGM",
        sdtm=("EC.ECDOSRGM",),
    )
    third_cycle_reason = ask.Text(
        T("Reason for a third InO cycle", "第3周期InO的理由"),
        longest=500,
        shown_when=is_third_ino_cycle_or_later,
        required_when=always,
    )
    olv_dose_planned = ask.Choice(
        T("Planned olverembatinib dose", "计划奥雷巴替尼剂量"),
        PlannedCycleDose,
        required_when=always,
    )
    delayed = ask.YesNo(
        T("Cycle delayed", "周期是否延迟"), shown_when=is_further_cycle, required_when=always
    )
    delay_reason = ask.Choice(
        T("Reason for the delay", "延迟原因"),
        DoseChangeReason,
        shown_when=was_delayed,
        required_when=always,
    )

    body_section = Section(T("Body size used for the doses", "用于计算剂量的身高与体重"))
    height_cm = ask.Number(
        T("Height", "身高"),
        unit=Unit.CENTIMETRE,
        decimals=1,
        hard=(100, 230),
        expected=(140, 200),
        required_when=always,
        cdash="HEIGHT_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=HEIGHT",),
    )
    weight_kg = ask.Number(
        T("Weight", "体重"),
        unit=Unit.KILOGRAM,
        decimals=1,
        hard=(25, 250),
        expected=(40, 130),
        required_when=always,
        cdash="WEIGHT_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=WEIGHT",),
    )
    bsa_m2 = ask.Number(
        T("Body surface area", "体表面积"),
        unit=Unit.SQUARE_METRE,
        decimals=2,
        hard=("0.7", "4.1"),
        expected=("1.2", "2.4"),
        derived=body_surface_area,
        hint=T(
            "√(height in cm × weight in kg / 3600) (Mosteller 1987).",
            "√（身高cm×体重kg/3600）（Mosteller 1987）。",
        ),
        sdtm=("VS.VSORRES where VSTESTCD=BSA",),
    )

    precheck_section = Section(T("Check before the cycle", "周期开始前核查"))
    anc_ok = ask.Choice(
        T("Neutrophils allow the cycle", "中性粒细胞是否符合要求"),
        CountsBeforeCycle,
        required_when=always,
    )
    plt_ok = ask.Choice(
        T("Platelets allow the cycle", "血小板是否符合要求"),
        CountsBeforeCycle,
        required_when=always,
    )
    liver_ok = ask.YesNo(
        T("Liver tests within the InO limits", "肝功能是否符合InO给药标准"), required_when=always
    )
    vod_prophylaxis = ask.MultiChoice(
        T("VOD prophylaxis", "VOD预防"), VodProphylaxis, required_when=always
    )

    end_section = Section(T("End of cycle", "周期结束"))
    cycle_status = ask.Choice(T("Cycle status", "周期状态"), CycleStatus, required_when=always)
    cycle_end_date = ask.Date(
        T("Last day of the cycle", "周期结束日期"),
        shown_when=has_ended,
        required_when=always,
        sdtm=("SE.SEENDTC",),
        hint=T(
            "Day before the next cycle, or the last study dose when no cycle follows.",
            "下一周期开始前一日；如无后续周期，为末次研究给药日。",
        ),
    )
    ino_total_mg_m2 = ask.Number(
        T("InO given in this cycle", "本周期InO实际总剂量"),
        unit=Unit.MILLIGRAM_PER_SQUARE_METRE,
        decimals=3,
        hard=(0, 3),
        derived=ino_given_in_cycle,
        hint=T("Sum of the doses given in this cycle.", "本周期实际给药剂量之和。"),
    )
    ino_total_planned_mg_m2 = ask.Number(
        T("InO planned in this cycle", "本周期InO计划总剂量"),
        unit=Unit.MILLIGRAM_PER_SQUARE_METRE,
        decimals=3,
        hard=(0, 3),
        derived=ino_planned_in_cycle,
        hint=T("Sum of the planned doses of this cycle.", "本周期计划剂量之和。"),
    )
    ino_relative_dose = ask.Number(
        T("InO relative dose intensity", "InO相对剂量强度"),
        unit=Unit.PERCENT,
        decimals=0,
        hard=(0, 150),
        expected=(50, 105),
        derived=relative_dose,
        hint=T("Given / planned × 100.", "实际/计划×100。"),
    )
