"""Treatment of the leukaemia before the trial."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.schedule import always
from edc.text import T
from edc.units import Unit
from enrollment.codelists import BestResponse, Tki


def is_a_tki(therapy_class):
    return therapy_class == "TKI"


def is_no_tki(therapy_class):
    return therapy_class != "TKI"


def is_over(ongoing):
    return ongoing == "N"


def was_not_tolerated(stop_reason):
    return stop_reason == "INTOLERANCE"


class Phase(Codelist):
    INDUCTION = "INDUCTION", T("Induction", "诱导")
    CONSOLIDATION = "CONSOLIDATION", T("Consolidation", "巩固")
    MAINTENANCE = "MAINTENANCE", T("Maintenance", "维持")
    SALVAGE = "SALVAGE", T("Salvage", "挽救")
    BRIDGING = "BRIDGING", T("Bridging", "桥接")


class TherapyClass(Codelist):
    TKI = "TKI", T("Tyrosine kinase inhibitor", "酪氨酸激酶抑制剂")
    CHEMOTHERAPY = "CHEMO", T("Chemotherapy", "化疗")
    STEROID = "STEROID", T("Steroid alone", "单用糖皮质激素")
    BLINATUMOMAB = "BLINA", T("Blinatumomab", "贝林妥欧单抗")
    ANTI_CD22 = "ANTI_CD22", T("Inotuzumab or other anti-CD22", "奥加伊妥珠单抗或其他抗CD22治疗")
    ANTI_CD20 = "CD20", T("Rituximab or other anti-CD20", "利妥昔单抗或其他抗CD20治疗")
    CAR_T = "CART", T("CAR-T cells", "CAR-T细胞治疗")
    VENETOCLAX = "VENETOCLAX", T("Venetoclax", "维奈克拉")
    INTRATHECAL = "IT", T("Intrathecal", "鞘内化疗")
    RADIOTHERAPY = "RT", T("Radiotherapy", "放疗")
    AUTOLOGOUS_HSCT = "AUTO", T("Autologous HSCT", "自体造血干细胞移植")
    ALLOGENEIC_HSCT = "ALLO", T("Allogeneic HSCT", "异基因造血干细胞移植")
    OTHER = "OTHER", T("Other", "其他")


class StopReason(Codelist):
    COMPLETED = "COMPLETED", T("Completed", "按计划完成")
    RESISTANCE = "RESISTANCE", T("Resistance or insufficient response", "耐药或疗效不足")
    INTOLERANCE = "INTOLERANCE", T("Intolerance", "不耐受")
    RELAPSE = "RELAPSE", T("Relapse", "复发")
    OTHER = "OTHER", T("Other", "其他")


class PriorTherapy(Crf):
    """One earlier treatment: TKI, chemotherapy, antibody, CAR-T, transplant, radiotherapy."""

    title = T("Prior leukaemia therapy", "既往白血病治疗")
    order = 9
    repeats = Repeats.LOG
    key = ("therapy_class", "tki_name", "regimen_name", "start_date")
    date = "start_date"
    exempt = {"start_date": ("GEN-CONSENT",)}

    therapy_section = Section(T("Therapy", "治疗"))
    line_number = ask.Integer(T("Treatment line", "治疗线数"), required_when=always, hard=(1, 10))
    phase = ask.Choice(T("Phase", "治疗阶段"), Phase, required_when=always)
    therapy_class = ask.Choice(
        T("Class", "治疗类别"),
        TherapyClass,
        required_when=always,
        cdash="CMCAT",
        sdtm=("CM.CMCAT",),
    )
    tki_name = ask.Choice(
        T("TKI", "TKI药物"),
        Tki,
        shown_when=is_a_tki,
        required_when=is_a_tki,
        cdash="CMTRT",
        sdtm=("CM.CMTRT",),
    )
    regimen_name = ask.Text(
        T("Regimen or medicine", "方案或药物名称"),
        longest=200,
        shown_when=is_no_tki,
        required_when=is_no_tki,
        cdash="CMTRT",
        sdtm=("CM.CMTRT",),
    )
    daily_dose_mg = ask.Number(
        T("Daily dose", "日剂量"),
        unit=Unit.MILLIGRAM,
        decimals=1,
        shown_when=is_a_tki,
        hard=(0, 2000),
        cdash="CMDOSTOT",
        sdtm=("CM.CMDOSTOT",),
    )
    courses = ask.Integer(T("Courses", "疗程数"), hard=(1, 40), expected=(1, 12))
    start_date = ask.PartialDate(
        T("Start date", "开始日期"), required_when=always, cdash="CMSTDAT", sdtm=("CM.CMSTDTC",)
    )
    ongoing = ask.YesNo(
        T("Ongoing", "是否仍在使用"),
        hint=T(
            "Change to No and give the stop date when it is stopped before the first study dose.",
            "首次研究给药前停用时，请改为“否”并填写结束日期。",
        ),
        required_when=always,
        cdash="CMONGO",
        sdtm=("CM.CMENRTPT",),
    )
    stop_date = ask.PartialDate(
        T("Stop date", "结束日期"),
        shown_when=is_over,
        required_when=is_over,
        cdash="CMENDAT",
        sdtm=("CM.CMENDTC",),
    )
    best_response = ask.Choice(T("Best response", "最佳疗效"), BestResponse, required_when=always)
    stop_reason = ask.Choice(
        T("Reason stopped", "停用原因"),
        StopReason,
        shown_when=is_over,
        required_when=is_over,
        cdash="CMRSDISC",
        sdtm=("CM.CMRSDISC",),
    )
    intolerance_detail = ask.Text(
        T("Intolerance: which event", "不耐受事件"),
        longest=200,
        shown_when=was_not_tolerated,
        required_when=was_not_tolerated,
    )
