"""Marrow morphology: blasts, disease outside the marrow, and the haematological response."""

from decimal import Decimal

from edc import questions as ask
from edc.codelists import Codelist, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, any_of, blank, one_of
from edc.schedule import optional, required
from edc.text import T
from edc.units import Unit
from enrollment.codelists import CnsStatus, Response
from enrollment.gates import done, reason_not_done, was_performed
from trial.protocol import (
    C1D15,
    CXD15,
    FU,
    HD28,
    HD60,
    HD100,
    HM6,
    HM9,
    HM12,
    PRE_HSCT,
    REL,
    SCR,
    UNS,
)

# Recovery of the blood in a remission, in 10^9/L (Gokbuget 2024, ELN): at least for a complete
# one, more than for a partial one.
NEUTROPHILS_RECOVERED, PLATELETS_RECOVERED = Decimal("1.0"), Decimal(100)
NEUTROPHILS_RECOVERING, PLATELETS_RECOVERING = Decimal("0.5"), Decimal(50)


def is_remission(response):
    """Complete remission, with the blood recovered fully, partially or not."""
    return one_of(response, "CR", "CRH", "CRI")


def is_free_of_leukaemia(response):
    return one_of(response, "CR", "CRH", "CRI", "MLFS")


def leukaemia_is_seen_outside_the_marrow(pb_blasts, extramedullary):
    return any_of(pb_blasts == "Y", one_of(extramedullary, "CNS", "OTHER"))


def blood_has_recovered(anc_at_assessment, plt_at_assessment, transfusion_free):
    return all_of(
        anc_at_assessment >= NEUTROPHILS_RECOVERED,
        plt_at_assessment >= PLATELETS_RECOVERED,
        transfusion_free == "Y",
    )


def response_of_the_blood(anc_at_assessment, plt_at_assessment, transfusion_free):
    """The response of a marrow free of leukaemia, by the counts of that day."""
    if any_of(blank(anc_at_assessment), blank(plt_at_assessment)):
        return "NE"
    if blood_has_recovered(anc_at_assessment, plt_at_assessment, transfusion_free) is True:
        return "CR"
    recovering = (
        anc_at_assessment > NEUTROPHILS_RECOVERING,
        plt_at_assessment > PLATELETS_RECOVERING,
    )
    if all_of(*recovering) is True:
        return "CRH"
    return "CRI" if any_of(*recovering) is True else "MLFS"


def response_by_the_counts(
    performed,
    bm_blasts_percent,
    pb_blasts,
    extramedullary,
    anc_at_assessment,
    plt_at_assessment,
    transfusion_free,
    param,
):
    """Not evaluable without a blast count; a relapse with blasts from the limit of screening on.

    Leukaemia outside the marrow is a relapse too; otherwise the blood decides (Gokbuget 2024, ELN).
    """
    if any_of(blank(performed), performed != "Y", blank(bm_blasts_percent)) is True:
        return "NE"
    is_relapse = any_of(
        bm_blasts_percent >= param.screening.blasts_max_percent,
        leukaemia_is_seen_outside_the_marrow(pb_blasts, extramedullary),
    )
    if is_relapse is True:
        return "RELAPSE"
    return response_of_the_blood(anc_at_assessment, plt_at_assessment, transfusion_free)


class Cellularity(Codelist):
    EMPTY = "EMPTY", T("Empty", "增生极度减低")
    REDUCED = "HYPO", T("Reduced", "增生减低")
    NORMAL = "NORMAL", T("Normal", "增生活跃")
    INCREASED = "HYPER", T("Increased", "增生明显活跃")
    MARKEDLY_INCREASED = "EXTREME", T("Markedly increased", "增生极度活跃")
    UNKNOWN = "UNK", T("Cannot be judged", "无法判断")


class ExtramedullaryDisease(Codelist):
    NONE = "NONE", T("None", "无")
    CNS = "CNS", T("CNS", "中枢神经系统")
    OTHER = "OTHER", T("Other site", "其他部位")
    NOT_EXAMINED = "NE", T("Not examined", "未检查")


class BmMorphology(Crf):
    """One marrow under the microscope, with the blood of that day and what was concluded."""

    title = T("Marrow morphology and response", "骨髓形态学与疗效评估")
    order = 28
    origin = "literature: Gokbuget 2024 (ELN)"
    repeats = Repeats.PER_VISIT
    visits = required(SCR, C1D15, CXD15, PRE_HSCT, HD28, HD60, HD100, HM6, HM12, REL) + optional(
        HM9, FU, UNS
    )
    key = ("visit", "assessment_date")
    date = "assessment_date"
    routine_before_consent = True

    marrow_section = Section(T("Marrow", "骨髓"))
    performed = done()
    not_done_reason = reason_not_done()
    assessment_date = ask.Date(
        T("Date of the marrow", "骨髓检查日期"),
        shown_when=was_performed,
        required_when=was_performed,
        cdash="MIDAT",
        sdtm=(
            "MI.MIDTC",
            "RS.RSDTC",
        ),
    )
    bm_blasts_percent = ask.Number(
        T("Blasts", "原始细胞比例"),
        hint=T(
            "Lymphoblasts plus prolymphocytes when the report lists them separately.",
            "报告分列原始淋巴细胞与幼稚淋巴细胞时，填写两者之和。",
        ),
        unit=Unit.PERCENT,
        decimals=1,
        shown_when=was_performed,
        required_when=was_performed,
        hard=(0, 100),
        expected=(0, 5),
        cdash="BLSTMARW_MIORRES",
        sdtm=("MI.MIORRES where MITESTCD=BLSTMARW",),
    )
    cellularity = ask.Choice(
        T("Cellularity", "骨髓增生程度"),
        Cellularity,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="CELLMARW_MIORRES",
        sdtm=("MI.MIORRES where MITESTCD=CELLMARW",),
    )
    trilineage = ask.Choice(
        T("Trilineage haematopoiesis", "三系造血"),
        YesNoUnknown,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="TRILIN_MIORRES",
        sdtm=("MI.MIORRES where MITESTCD=TRILIN",),
    )

    other_section = Section(T("Blood and other sites", "外周血与其他部位"))
    pb_blasts = ask.Choice(
        T("Blasts in blood", "外周血原始细胞"),
        YesNoUnknown,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="PBBLAST_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=PBBLAST and FAOBJ=PH+ ALL",),
    )
    anc_at_assessment = ask.Number(
        T("Neutrophils on that day", "当日中性粒细胞"),
        unit=Unit.GIGA_PER_LITRE,
        decimals=2,
        shown_when=was_performed,
        hard=(0, 300),
    )
    plt_at_assessment = ask.Number(
        T("Platelets on that day", "当日血小板"),
        unit=Unit.GIGA_PER_LITRE,
        decimals=0,
        shown_when=was_performed,
        hard=(0, 3000),
    )
    transfusion_free = ask.YesNo(
        T("No platelet transfusion in the last 7 days", "近7天未输注血小板"),
        shown_when=was_performed,
        required_when=was_performed,
    )
    extramedullary = ask.Choice(
        T("Extramedullary disease", "髓外病变"),
        ExtramedullaryDisease,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="EMD_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=EMD and FAOBJ=PH+ ALL",),
    )
    cns_status = ask.Choice(
        T("CNS status", "中枢神经系统状态"),
        CnsStatus,
        shown_when=was_performed,
        cdash="CNSSTAT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CNSSTAT and FAOBJ=PH+ ALL",),
    )

    response_section = Section(T("Response", "疗效"))
    response = ask.Choice(
        T("Response", "疗效评价"),
        Response,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="OVRLRESP_RSORRES",
        sdtm=("RS.RSORRES where RSTESTCD=OVRLRESP",),
    )
    response_suggested = ask.Choice(
        T("Response from the counts", "系统提示疗效"),
        Response,
        derived=response_by_the_counts,
        hint=T(
            "From marrow blasts, blood counts, extramedullary disease and transfusion (ELN: "
            "Gökbuget 2024).",
            "依据骨髓原始细胞、血象、髓外病变及输血情况（ELN：Gökbuget 2024）。",
        ),
    )
    assessor = ask.Text(
        T("Assessor", "评估者"),
        longest=100,
        pii=True,
        shown_when=was_performed,
        required_when=was_performed,
    )
