"""Acute GVHD: whether there was any, its organ stages at the worst time, and its treatment."""

from decimal import Decimal

from edc import questions as ask
from edc.codelists import Codelist, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import has
from edc.schedule import always, optional, required
from edc.text import T
from edc.units import Unit
from followup.codelists import GvhdCourse
from followup.gvhd import is_present, overall_grade
from trial.protocol import HD14, HD28, HD60, HD100, HM6


def was_treated_with_steroids(first_line):
    return has(first_line, "MP")


class OrganStage(Codelist):
    """MAGIC stages of skin, liver and lower gut."""

    ZERO = "0", T("Stage 0", "0期")
    ONE = "1", T("Stage 1", "1期")
    TWO = "2", T("Stage 2", "2期")
    THREE = "3", T("Stage 3", "3期")
    FOUR = "4", T("Stage 4", "4期")
    NOT_EVALUABLE = "NE", T("Not evaluable", "不可评价")


class UpperGutStage(Codelist):
    ZERO = "0", T("Stage 0 - none or occasional", "0期-无或偶有")
    ONE = (
        "1",
        T("Stage 1 - persistent nausea, vomiting or loss of appetite", "1期-持续恶心、呕吐或厌食"),
    )
    NOT_EVALUABLE = "NE", T("Not evaluable", "不可评价")


class AcuteGvhdGrade(Codelist):
    NONE = "0", T("None", "0级")
    GRADE_I = "I", T("Grade I", "Ⅰ级")
    GRADE_II = "II", T("Grade II", "Ⅱ级")
    GRADE_III = "III", T("Grade III", "Ⅲ级")
    GRADE_IV = "IV", T("Grade IV", "Ⅳ级")


class GvhdBiopsy(Codelist):
    NOT_DONE = "ND", T("Not done", "未做")
    CONFIRMED = "CONFIRMED", T("Confirmed GVHD", "证实GVHD")
    NOT_CONFIRMED = "NEG", T("Did not confirm", "未证实")


class FirstLineTreatment(Codelist):
    STEROID = "MP", T("Methylprednisolone or prednisolone", "甲泼尼龙/泼尼松（龙）")
    TOPICAL = "TOPICAL", T("Topical only", "仅局部治疗")
    RUXOLITINIB = "RUX", T("Ruxolitinib", "芦可替尼")
    OTHER = "OTHER", T("Other", "其他")
    NONE = "NONE", T("None", "无")


class AcuteGvhd(Crf):
    """One assessment of acute GVHD since the one before."""

    title = T("Acute GVHD", "急性移植物抗宿主病")
    order = 35
    origin = "literature: Harris 2016 (MAGIC)"
    repeats = Repeats.PER_VISIT
    visits = required(HD14, HD28, HD60, HD100) + optional(HM6)
    key = ("visit", "assessment_date")
    date = "assessment_date"

    present_section = Section(T("Presence", "是否存在"))
    assessment_date = ask.Date(
        T("Date", "评估日期"), required_when=always, cdash="FADAT", sdtm=("FA.FADTC",)
    )
    present = ask.YesNo(
        T("Acute GVHD since the last assessment", "自上次评估以来是否有急性GVHD"),
        required_when=always,
        sdtm=("CE.CEOCCUR where CETERM=ACUTE GVHD",),
    )
    onset_date = ask.Date(
        T("Date of onset", "发病日期"),
        hint=T(
            "First onset; repeat the same date at later assessments.",
            "首次发病日期；后续评估填写同一日期。",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CESTDAT",
        sdtm=("CE.CESTDTC where CETERM=ACUTE GVHD",),
    )
    worst_date = ask.Date(
        T("Date of the highest grade", "最重分级日期"),
        shown_when=is_present,
        required_when=is_present,
    )

    stages_section = Section(T("Organ stages at the worst time (MAGIC)", "最重时器官分期（MAGIC）"))
    rash_bsa_percent = ask.Number(
        T("Rash", "皮疹面积"),
        unit=Unit.PERCENT_OF_BODY_SURFACE,
        decimals=0,
        shown_when=is_present,
        hard=(0, 100),
        cdash="RASHBSA_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=RASHBSA and FAOBJ=ACUTE GVHD",),
    )
    skin_stage = ask.Choice(
        T("Skin stage", "皮肤分期"),
        OrganStage,
        hint=T(
            "Stage 0: none; 1: below 25 %; 2: 25 to 50 %; 3: above 50 %; "
            "4: generalised erythroderma with blisters.",
            "0期：无；1期：<25%；2期：25%~50%；3期：>50%；4期：全身红皮病伴水疱。",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="SKINSTG_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=SKINSTG and FAOBJ=ACUTE GVHD",),
    )
    bilirubin_umol_l = ask.Number(
        T("Highest bilirubin", "最高总胆红素"),
        unit=Unit.MICROMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("17.104")},
        decimals=2,
        shown_when=is_present,
        hard=(0, 1500),
        cdash="LIVBILI_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=LIVBILI and FAOBJ=ACUTE GVHD",),
    )
    liver_stage = ask.Choice(
        T("Liver stage", "肝脏分期"),
        OrganStage,
        hint=T(
            "Total bilirubin in umol/L. Stage 0: below 34.2; 1: 34.2 to 51.3; 2: 51.4 to 102.6; "
            "3: 102.7 to 256.5; 4: above 256.5 (2, 3, 6, 15 mg/dL).",
            "总胆红素（μmol/L）：0期：<34.2；1期：34.2~51.3；2期：51.4~102.6；"
            "3期：102.7~256.5；4期：>256.5。",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="LIVSTG_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=LIVSTG and FAOBJ=ACUTE GVHD",),
    )
    upper_gi_stage = ask.Choice(
        T("Upper gut stage", "上消化道分期"),
        UpperGutStage,
        shown_when=is_present,
        required_when=is_present,
        cdash="UGISTG_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=UGISTG and FAOBJ=ACUTE GVHD",),
    )
    stool_volume_ml = ask.Number(
        T("Stool volume", "每日腹泻量"),
        unit=Unit.MILLILITRE_PER_DAY,
        decimals=0,
        shown_when=is_present,
        hard=(0, 15_000),
        cdash="STOOLVOL_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=STOOLVOL and FAOBJ=ACUTE GVHD",),
    )
    lower_gi_stage = ask.Choice(
        T("Lower gut stage", "下消化道分期"),
        OrganStage,
        hint=T(
            "Diarrhoea per day. Stage 0: below 500 mL or fewer than 3 stools; "
            "1: 500 to 999 mL or 3 to 4; 2: 1000 to 1500 mL or 5 to 7; "
            "3: above 1500 mL or more than 7; 4: severe abdominal pain or grossly bloody stool.",
            "每日腹泻量或次数：0期：<500 mL或<3次；1期：500~999 mL或3~4次；"
            "2期：1000~1500 mL或5~7次；3期：>1500 mL或>7次；4期：剧烈腹痛或肉眼血便。",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="LGISTG_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=LGISTG and FAOBJ=ACUTE GVHD",),
    )

    grade_section = Section(T("Grade and treatment", "分级与治疗"))
    overall_grade = ask.Choice(
        T("Overall grade (calculated)", "总分级（系统计算）"),
        AcuteGvhdGrade,
        derived=overall_grade,
        hint=T(
            "From the stages of skin, liver, upper and lower gut (MAGIC: Harris 2016); not "
            "evaluable counts as 0.",
            "依据皮肤、肝、上消化道及下消化道分期（MAGIC：Harris 2016）；不可评价按0计。",
        ),
        cdash="AGVHDGR_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=AGVHDGR and FAOBJ=ACUTE GVHD",),
    )
    biopsy = ask.Choice(
        T("Biopsy", "活检"), GvhdBiopsy, shown_when=is_present, required_when=is_present
    )
    late_onset = ask.YesNo(
        T(
            "Late, recurrent or persistent acute GVHD (after day 100)",
            "是否为迟发/复发/持续型急性GVHD（+100天后）",
        ),
        shown_when=is_present,
        required_when=is_present,
    )
    first_line = ask.MultiChoice(
        T("First-line treatment", "一线治疗"),
        FirstLineTreatment,
        shown_when=is_present,
        required_when=is_present,
        sdtm=("CM.CMTRT where CMCAT=GVHD TREATMENT",),
    )
    steroid_refractory = ask.Choice(
        T("Steroid refractory", "是否糖皮质激素难治"),
        YesNoUnknown,
        shown_when=is_present,
        required_when=was_treated_with_steroids,
    )
    outcome = ask.Choice(
        T("Status now", "目前状态"),
        GvhdCourse,
        shown_when=is_present,
        required_when=is_present,
    )
