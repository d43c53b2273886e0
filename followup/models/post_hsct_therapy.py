"""Treatment of leukaemia after transplantation: maintenance, donor lymphocytes, for relapse."""

from edc import questions as ask
from edc.codelists import Codelist, Frequency
from edc.crf import Crf, Repeats, Section
from edc.schedule import always
from edc.text import T
from edc.units import Unit
from enrollment.codelists import Tki


def is_tki(therapy):
    return therapy == "TKI"


def is_donor_lymphocytes(therapy):
    return therapy == "DLI"


def has_stopped(ongoing):
    return ongoing == "N"


class TherapyAfterHsct(Codelist):
    TKI = "TKI", T("TKI", "TKI药物")
    DONOR_LYMPHOCYTES = "DLI", T("Donor lymphocytes (DLI)", "供者淋巴细胞输注（DLI）")
    BLINATUMOMAB = "BLINA", T("Blinatumomab", "贝林妥欧单抗")
    INOTUZUMAB = "INO", T("Inotuzumab ozogamicin", "奥加伊妥珠单抗")
    CAR_T = "CART", T("CAR-T", "CAR-T细胞治疗")
    CHEMOTHERAPY = "CHEMO", T("Chemotherapy", "化疗")
    VENETOCLAX = "VEN", T("Venetoclax", "维奈克拉")
    INTERFERON = "IFN", T("Interferon", "干扰素")
    SECOND_HSCT = "SECOND_HSCT", T("Second HSCT", "二次移植")
    OTHER = "OTHER", T("Other", "其他")


class TherapyIntent(Codelist):
    PROPHYLACTIC = "PROPHYLACTIC", T("Maintenance (MRD negative)", "预防性维持（MRD阴性）")
    PREEMPTIVE = (
        "PREEMPTIVE",
        T("Pre-emptive (MRD positive, no relapse)", "抢先治疗（MRD阳性、未复发）"),
    )
    RELAPSE = "RELAPSE", T("For relapse", "复发治疗")
    OTHER = "OTHER", T("Other reason", "其他原因")


class MaintenanceStopReason(Codelist):
    PLANNED = "PLANNED", T("Planned end", "按计划结束")
    ADVERSE_EVENT = "AE", T("Adverse event", "不良事件")
    RELAPSE = "RELAPSE", T("Relapse", "复发")
    GVHD = "GVHD", T("GVHD", "移植物抗宿主病")
    PATIENT = "PATIENT", T("Patient’s wish", "受试者意愿")
    OTHER = "OTHER", T("Other", "其他")


class PostHsctTherapy(Crf):
    """One treatment given after transplantation to keep or to win back remission."""

    title = T("Post-HSCT maintenance and cell therapy", "移植后维持及细胞治疗")
    order = 37
    repeats = Repeats.LOG
    key = ("therapy", "start_date")
    date = "start_date"

    therapy_section = Section(T("Therapy", "治疗"))
    therapy = ask.Choice(
        T("Treatment", "治疗"),
        TherapyAfterHsct,
        required_when=always,
        cdash="CMCAT",
        sdtm=("CM.CMCAT",),
    )
    intent = ask.Choice(T("Intent", "目的"), TherapyIntent, required_when=always)
    tki_name = ask.Choice(
        T("TKI", "TKI药物"),
        Tki,
        shown_when=is_tki,
        required_when=is_tki,
        cdash="CMTRT",
        sdtm=("CM.CMTRT",),
    )
    dose = ask.Number(
        T("Dose", "剂量"),
        unit=Unit.MILLIGRAM,
        decimals=1,
        shown_when=is_tki,
        required_when=is_tki,
        hard=(1, 1000),
        expected=(10, 600),
        cdash="CMDSTXT",
        sdtm=("CM.CMDOSE",),
    )
    frequency = ask.Choice(
        T("Frequency", "频次"),
        Frequency,
        shown_when=is_tki,
        required_when=is_tki,
        cdash="CMDOSFRQ",
        sdtm=("CM.CMDOSFRQ",),
    )
    dli_cd3_dose = ask.Number(
        T("CD3 cells given", "输注CD3细胞数"),
        unit=Unit.TEN_MILLION_PER_KILOGRAM,
        decimals=3,
        shown_when=is_donor_lymphocytes,
        required_when=is_donor_lymphocytes,
        hard=("0.001", 100),
        expected=("0.01", 10),
        sdtm=("PR.PRDOSE",),
    )
    start_date = ask.Date(
        T("Start date", "开始日期"), required_when=always, cdash="CMSTDAT", sdtm=("CM.CMSTDTC",)
    )
    ongoing = ask.YesNo(
        T("Ongoing", "是否持续"), required_when=always, cdash="CMONGO", sdtm=("CM.CMENRTPT",)
    )
    stop_date = ask.Date(
        T("Stop date", "结束日期"),
        shown_when=has_stopped,
        required_when=has_stopped,
        cdash="CMENDAT",
        sdtm=("CM.CMENDTC",),
    )
    stop_reason = ask.Choice(
        T("Reason stopped", "停用原因"),
        MaintenanceStopReason,
        shown_when=has_stopped,
        required_when=has_stopped,
    )
