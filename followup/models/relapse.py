"""Relapse: what came back, when it was first proven, and what was done."""

from edc import questions as ask
from edc.codelists import Codelist, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, any_of, has, yes_no
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from trial.protocol import REL


def is_morphological(relapse_type):
    return has(relapse_type, "MORPHOLOGICAL")


def is_extramedullary(relapse_type):
    return has(relapse_type, "EXTRAMEDULLARY")


def is_of_visible_disease(relapse_type):
    """Morphological, extramedullary or CNS relapse, as opposed to residual disease alone."""
    return any_of(
        is_morphological(relapse_type), is_extramedullary(relapse_type), has(relapse_type, "CNS")
    )


def is_of_residual_disease(relapse_type):
    return any_of(has(relapse_type, "MOLECULAR"), has(relapse_type, "FLOW"))


def is_an_event(relapse_type, confirmed_mrd, param):
    """Residual disease alone counts only if the trial says so, and a second sample confirmed it."""
    residual_disease_counts = param.analysis.rfs_counts_molecular_relapse
    return yes_no(
        any_of(
            is_of_visible_disease(relapse_type),
            all_of(residual_disease_counts, confirmed_mrd == "Y"),
        )
    )


def is_on_or_after_hsct(relapse_date, hsct_d0):
    return yes_no(relapse_date >= hsct_d0)


def came_after_hsct(after_hsct):
    return after_hsct == "Y"


def was_found_by_pcr(methods):
    return has(methods, "PCR")


class RelapseType(Codelist):
    MORPHOLOGICAL = (
        "MORPHOLOGICAL",
        T(
            "Morphological (marrow blasts at least 5 % or circulating blasts)",
            "形态学复发（骨髓原始细胞≥5%或外周血可见原始细胞）",
        ),
    )
    EXTRAMEDULLARY = (
        "EXTRAMEDULLARY",
        T("Extramedullary outside CNS", "髓外复发（中枢神经系统以外）"),
    )
    CNS = "CNS", T("CNS", "中枢神经系统复发")
    MOLECULAR = "MOLECULAR", T("Molecular (MRD) only", "仅分子学复发（PCR MRD）")
    FLOW = "FLOW", T("Flow MRD only", "仅流式MRD复发")


class RelapseMethod(Codelist):
    MORPHOLOGY = "MORPHOLOGY", T("Marrow morphology", "骨髓形态学")
    FLOW = "FLOW", T("Flow cytometry", "流式细胞术")
    PCR = "PCR", T("BCR-ABL PCR", "BCR-ABL PCR检测")
    CYTOGENETICS = "CYTOGENETICS", T("Cytogenetics or FISH", "细胞遗传学/FISH")
    BIOPSY = "BIOPSY", T("Tissue biopsy", "组织活检")
    IMAGING = "IMAGING", T("Imaging", "影像学")
    CSF = "CSF", T("CSF examination", "脑脊液检查")


class Cd22AtRelapse(Codelist):
    POSITIVE = "POS", T("Positive", "阳性")
    NEGATIVE = "NEG", T("Negative", "阴性")
    NOT_DONE = "ND", T("Not done", "未检测")


class RelapseTreatment(Codelist):
    TKI = "TKI", T("TKI", "TKI药物")
    CHEMO = "CHEMO", T("Chemotherapy", "化疗")
    BLINA = "BLINA", T("Blinatumomab", "贝林妥欧单抗")
    CART = "CART", T("CAR-T", "CAR-T细胞治疗")
    DLI = "DLI", T("Donor lymphocytes", "供者淋巴细胞输注")
    SECOND_HSCT = "SECOND_HSCT", T("Second HSCT", "二次移植")
    IT = "IT", T("Intrathecal", "鞘内化疗")
    RT = "RT", T("Radiotherapy", "放疗")
    OTHER = "OTHER", T("Other", "其他")
    PALLIATIVE = "PALLIATIVE", T("Palliative", "姑息治疗")
    NONE = "NONE", T("None", "无")


class Relapse(Crf):
    """Every relapse, before or after transplantation, of visible or of residual disease."""

    title = T("Relapse", "复发")
    order = 39
    origin = "literature: Gokbuget 2024 (ELN)"
    repeats = Repeats.LOG
    visits = required(REL)
    key = ("relapse_date", "relapse_type")
    date = "relapse_date"

    relapse_section = Section(T("Relapse", "复发"))
    relapse_date = ask.Date(
        T("Date first proven", "首次证实日期"),
        hint=T(
            "Date of the sample or examination that first proved it.", "首次证实的标本或检查日期。"
        ),
        required_when=always,
        cdash="RSDAT",
        sdtm=("RS.RSDTC where RSTESTCD=OVRLRESP", "CE.CESTDTC where CETERM=RELAPSE"),
    )
    relapse_type = ask.MultiChoice(
        T("Type", "类型"),
        RelapseType,
        required_when=always,
        sdtm=("RS.RSORRES where RSTESTCD=OVRLRESP",),
    )
    counts_as_event = ask.YesNo(
        T("Counts as a relapse event", "是否计为复发事件"),
        derived=is_an_event,
        hint=T(
            "Yes for morphological, extramedullary or CNS relapse.",
            "形态学、髓外或中枢神经系统复发时为“是”。",
        ),
    )
    confirmed_mrd = ask.Choice(
        T("MRD relapse confirmed by a second sample", "MRD复发是否经第二份标本证实"),
        YesNoUnknown,
        shown_when=is_of_residual_disease,
        required_when=is_of_residual_disease,
    )
    after_hsct = ask.YesNo(
        T("After HSCT", "是否在移植后"),
        derived=is_on_or_after_hsct,
        hint=T("Yes from day 0 on.", "移植日（0天）及以后为“是”。"),
    )

    method_section = Section(T("How it was found", "证实方法"))
    methods = ask.MultiChoice(T("Method", "方法"), RelapseMethod, required_when=always)
    bm_blasts_percent = ask.Number(
        T("Marrow blasts", "骨髓原始细胞"),
        unit=Unit.PERCENT,
        decimals=1,
        shown_when=is_morphological,
        required_when=is_morphological,
        hard=(0, 100),
        expected=(5, 100),
    )
    bcr_abl_percent = ask.Number(
        T("BCR-ABL1 ratio", "BCR-ABL1比值"),
        unit=Unit.PERCENT,
        decimals=5,
        shown_when=was_found_by_pcr,
        hard=(0, 10_000),
    )
    extramedullary_site = ask.Text(
        T("Extramedullary site", "髓外部位"),
        longest=200,
        shown_when=is_extramedullary,
        required_when=is_extramedullary,
    )
    donor_chimerism = ask.Number(
        T("Donor chimerism", "供者嵌合度"),
        unit=Unit.PERCENT,
        decimals=2,
        shown_when=came_after_hsct,
        hard=(0, 100),
    )
    cd22_at_relapse = ask.Choice(T("CD22 at relapse", "复发时CD22表达"), Cd22AtRelapse)
    mutation_tested = ask.YesNo(
        T("ABL1 mutation tested at relapse", "复发时是否行ABL1突变检测"), required_when=always
    )
    treatment_started = ask.MultiChoice(
        T("Treatment for relapse", "复发治疗"), RelapseTreatment, required_when=always
    )
