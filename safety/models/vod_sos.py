"""VOD/SOS: its onset, diagnostic criteria, severity, treatment and outcome."""

from decimal import Decimal

from edc import questions as ask
from edc.codelists import Codelist, EventOutcome
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import always
from edc.text import T
from edc.units import Unit
from safety import vod


def organs_failed(multi_organ_dysfunction):
    return multi_organ_dysfunction == "Y"


def defibrotide_was_given(defibrotide):
    return defibrotide == "Y"


def has_resolved(outcome):
    return one_of(outcome, "RECOVERED", "SEQUELAE")


class VodContext(Codelist):
    BEFORE_TRANSPLANT = (
        "PRE_HSCT",
        T("During study treatment, before conditioning", "研究治疗期间，预处理前"),
    )
    OF_TRANSPLANT = "POST_HSCT", T("From conditioning on", "预处理开始后")


class VodOnset(Codelist):
    CLASSICAL = "CLASSICAL", T("Classical (day 21 or before)", "经典型（移植后≤21天）")
    LATE = "LATE", T("Late onset", "迟发型（移植后>21天）")
    WITHOUT_TRANSPLANT = "NO_HSCT", T("Without HSCT", "非移植相关")


class SignIfExamined(Codelist):
    """Whether an examination showed the sign, if it was done."""

    YES = "Y", T("Yes", "是")
    NO = "N", T("No", "否")
    NOT_DONE = "ND", T("Not done", "未做")


class VodCategory(Codelist):
    PROVEN = "PROVEN", T("Proven", "确诊（病理或血流动力学证实）")
    CLINICAL = "CLINICAL", T("Clinical", "临床诊断")
    PROBABLE = "PROBABLE", T("Probable", "拟诊")
    NOT_MET = "NOT_MET", T("Criteria not met", "未满足诊断标准")


class VodDiagnosis(Codelist):
    YES = "Y", T("Yes", "是")
    NO = "N", T("No", "否")
    PENDING = "PENDING", T("Not yet decided", "待定")


class FailingOrgan(Codelist):
    LUNG = "LUNG", T("Lung", "肺")
    KIDNEY = "KIDNEY", T("Kidney", "肾脏")
    CNS = "CNS", T("CNS", "中枢神经系统")
    HEART = "HEART", T("Heart", "心脏")
    COAGULATION = "COAGULATION", T("Coagulation", "凝血系统")


class VodSeverity(Codelist):
    MILD = "MILD", T("Mild", "轻度")
    MODERATE = "MODERATE", T("Moderate", "中度")
    SEVERE = "SEVERE", T("Severe", "重度")
    VERY_SEVERE = "VERY_SEVERE", T("Very severe", "极重度")


class VodSos(Crf):
    """One assessment of suspected or confirmed VOD/SOS; the first confirmed one starts the episode.

    Weight gain and creatinine are relative to the values before conditioning, or before the first
    dose where there was no transplant.
    """

    title = T("VOD/SOS assessment", "VOD/SOS评估")
    order = 45
    origin = "literature: Mohty 2023 (EBMT)"
    repeats = Repeats.LOG
    key = ("assessment_date",)
    date = "assessment_date"

    onset_section = Section(T("Onset", "发病"))
    assessment_date = ask.Date(
        T("Date of assessment", "评估日期"), required_when=always, cdash="FADAT", sdtm=("FA.FADTC",)
    )
    onset_date = ask.Date(
        T("Onset of first sign", "首发症状日期"),
        required_when=always,
        cdash="CESTDAT",
        sdtm=("CE.CESTDTC where CETERM=VENO-OCCLUSIVE DISEASE",),
    )
    context = ask.Choice(
        T("Setting", "发生背景"),
        VodContext,
        derived=vod.context,
        hint=T(
            "After HSCT when onset is on or after the start of conditioning.",
            "发生于预处理开始当日及以后者为移植后。",
        ),
    )
    days_after_hsct = ask.Integer(
        T("Day after HSCT", "移植后天数"),
        unit=Unit.DAYS,
        derived=vod.days_after_hsct,
        hint=T("Onset minus day 0.", "发生日期减移植日（0天）。"),
        hard=(-2000, 4000),
    )
    onset_class = ask.Choice(
        T("Onset class", "发病类型"),
        VodOnset,
        derived=vod.onset_class,
        hint=T(
            "Classical up to day 21 after HSCT, late afterwards (EBMT: Mohty 2023).",
            "移植后21天内为经典型，之后为迟发型（EBMT：Mohty 2023）。",
        ),
    )

    criteria_section = Section(T("Criteria", "诊断指标"))
    bilirubin_max = ask.Number(
        T("Highest total bilirubin", "最高总胆红素"),
        unit=Unit.MICROMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("17.104")},
        decimals=2,
        qualified=True,
        required_when=always,
        hard=(0, 1500),
        expected=(10, 500),
        cdash="VODBILI_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODBILI and FAOBJ=VOD",),
    )
    bilirubin_date = ask.Date(T("Date of that value", "该值日期"), required_when=always)
    bilirubin_doubled_48h = ask.YesNo(
        T("Bilirubin doubled within 48 hours", "48小时内胆红素是否倍增"),
        required_when=always,
        cdash="VODBILK_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODBILK and FAOBJ=VOD",),
    )
    transaminase_x_uln = ask.Number(
        T("Highest ALT or AST", "最高ALT/AST（×ULN）"),
        unit=Unit.TIMES_UPPER_LIMIT,
        decimals=1,
        qualified=True,
        required_when=always,
        hard=(0, 1000),
        expected=(0, 50),
        cdash="VODTRAN_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODTRAN and FAOBJ=VOD",),
    )
    painful_hepatomegaly = ask.YesNo(
        T("Painful liver enlargement", "是否肝大伴疼痛"),
        required_when=always,
        cdash="VODHEP_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODHEP and FAOBJ=VOD",),
    )
    weight_gain_percent = ask.Number(
        T("Weight gain", "体重增加"),
        unit=Unit.PERCENT,
        decimals=1,
        qualified=True,
        required_when=always,
        hard=(-50, 100),
        expected=(0, 20),
        cdash="VODWGT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODWGT and FAOBJ=VOD",),
    )
    ascites = ask.YesNo(
        T("Ascites", "是否有腹水"),
        required_when=always,
        cdash="VODASC_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODASC and FAOBJ=VOD",),
    )
    ultrasound_suggestive = ask.Choice(
        T("Ultrasound or elastography suggestive", "超声或弹性成像提示VOD/SOS"),
        SignIfExamined,
        required_when=always,
        cdash="VODUS_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODUS and FAOBJ=VOD",),
    )
    portal_flow_reversed = ask.Choice(
        T("Reversed portal flow", "门静脉血流反向"), SignIfExamined, required_when=always
    )
    hvpg_mmhg = ask.Number(
        T("Hepatic venous pressure gradient", "肝静脉压力梯度"),
        unit=Unit.MILLIMETRE_OF_MERCURY,
        decimals=1,
        qualified=True,
        hard=(0, 60),
        expected=(1, 30),
        cdash="VODHVPG_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODHVPG and FAOBJ=VOD",),
    )
    histology_proven = ask.Choice(
        T("Proven by biopsy", "是否经活检证实"),
        SignIfExamined,
        required_when=always,
        cdash="VODHIST_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODHIST and FAOBJ=VOD",),
    )
    other_cause_excluded = ask.YesNo(
        T("Other causes excluded", "是否已排除其他原因"),
        hint=T(
            "Infection, GVHD of the liver, drug injury, relapse.",
            "感染、肝GVHD、药物性肝损伤、复发。",
        ),
        required_when=always,
    )
    criteria_category = ask.Choice(
        T("EBMT 2023 category (calculated)", "EBMT 2023诊断分类（系统计算）"),
        VodCategory,
        derived=vod.criteria_category,
        hint=T(
            "Proven, clinical or probable by the EBMT criteria (Mohty 2023).",
            "按EBMT标准分为确诊、临床诊断或拟诊（Mohty 2023）。",
        ),
        cdash="VODCAT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODCAT and FAOBJ=VOD",),
    )
    diagnosis_confirmed = ask.Choice(
        T("Investigator confirms VOD/SOS", "研究者是否认定为VOD/SOS"),
        VodDiagnosis,
        required_when=always,
    )

    severity_section = Section(T("Severity (EBMT)", "严重程度（EBMT）"))
    days_of_symptoms = ask.Integer(
        T("Days from first sign to diagnosis", "首发症状至诊断天数"),
        unit=Unit.DAYS,
        derived=vod.days_of_symptoms,
        hint=T("Assessment minus onset.", "评估日期减发生日期。"),
        hard=(0, 200),
    )
    creatinine_ratio = ask.Number(
        T("Creatinine, multiple of the value before conditioning", "肌酐较预处理前的倍数"),
        decimals=2,
        derived=vod.creatinine_ratio,
        hint=T(
            "Latest creatinine / creatinine before conditioning, or before the first dose.",
            "最近一次肌酐/预处理前（或首次给药前）肌酐。",
        ),
        hard=("0.1", 30),
    )
    multi_organ_dysfunction = ask.YesNo(
        T("Multi-organ dysfunction (SOFA)", "多器官功能障碍（SOFA）"),
        required_when=always,
        cdash="VODMOD_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODMOD and FAOBJ=VOD",),
    )
    mod_organs = ask.MultiChoice(
        T("Organs", "受累器官"),
        FailingOrgan,
        shown_when=organs_failed,
        required_when=organs_failed,
    )
    risk_factor_count = ask.Integer(
        T("VOD risk factors", "VOD危险因素数"), required_when=always, hard=(0, 10)
    )
    severity = ask.Choice(
        T("Severity (calculated)", "严重程度（系统计算）"),
        VodSeverity,
        derived=vod.severity,
        hint=T(
            "From the pace of symptoms, bilirubin, transaminases, weight, kidney and organ "
            "function, and risk factors (EBMT: Mohty 2023).",
            "依据症状进展速度、胆红素、转氨酶、体重、肾功能、器官功能及危险因素（EBMT："
            "Mohty 2023）。",
        ),
        cdash="VODSEV_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=VODSEV and FAOBJ=VOD",),
    )

    treatment_section = Section(T("Treatment and outcome", "治疗与转归"))
    defibrotide = ask.YesNo(
        T("Defibrotide", "是否使用去纤苷"),
        required_when=always,
        sdtm=("CM.CMOCCUR where CMTRT=DEFIBROTIDE",),
    )
    defibrotide_dose = ask.Number(
        T("Daily dose", "去纤苷日剂量"),
        unit=Unit.MILLIGRAM_PER_KILOGRAM_PER_DAY,
        decimals=1,
        qualified=True,
        shown_when=defibrotide_was_given,
        required_when=defibrotide_was_given,
        hard=(1, 60),
        expected=(20, 30),
    )
    defibrotide_start = ask.Date(
        T("Start", "开始日期"),
        shown_when=defibrotide_was_given,
        required_when=defibrotide_was_given,
    )
    defibrotide_stop = ask.Date(T("Stop", "停止日期"), shown_when=defibrotide_was_given)
    other_treatment = ask.Text(T("Other treatment", "其他治疗"), longest=300)
    outcome = ask.Choice(
        T("Outcome", "转归"),
        EventOutcome,
        required_when=always,
        cdash="OUTC_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=OUTC and FAOBJ=VOD",),
    )
    resolution_date = ask.Date(
        T("Date resolved", "缓解日期"),
        shown_when=has_resolved,
        required_when=has_resolved,
        cdash="CEENDAT",
        sdtm=("CE.CEENDTC",),
    )
