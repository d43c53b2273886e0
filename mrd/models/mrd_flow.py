"""Flow cytometry: abnormal cells, sensitivity, phenotype, and the flow half of the endpoint."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.text import T
from edc.units import Unit
from enrollment.gates import done, reason_not_done, was_performed
from mrd import rules
from mrd.models.mrd_specimen import MrdSpecimen


def was_found(result_class):
    return one_of(result_class, "BELOW_LLOQ", "QUANTIFIED")


def was_quantified(result_class):
    return result_class == "QUANTIFIED"


class Denominator(Codelist):
    NUCLEATED = "NUCLEATED", T("Nucleated cells", "有核细胞")
    MONONUCLEAR = "MNC", T("Mononuclear cells", "单个核细胞")
    LEUCOCYTES = "LEUCO", T("Leucocytes", "白细胞")


class FlowResult(Codelist):
    NOT_DETECTED = "NOT_DETECTED", T("No abnormal population", "未检出异常细胞群")
    BELOW_LLOQ = (
        "BELOW_LLOQ",
        T("Abnormal population below the limit of quantification", "检出异常细胞群但低于定量下限"),
    )
    QUANTIFIED = "QUANTIFIED", T("Abnormal population quantified", "检出异常细胞群并定量")
    FAILED = "FAILED", T("Test failed or not interpretable", "检测失败或无法判读")


class MarkerExpression(Codelist):
    POSITIVE = "POS", T("Positive", "阳性")
    PARTIAL = "PARTIAL", T("Partial or dim", "部分/弱表达")
    NEGATIVE = "NEG", T("Negative", "阴性")
    NOT_EVALUABLE = "NE", T("Not evaluable", "不可评价")


class FlowStatus(Codelist):
    NEGATIVE = "NEGATIVE", T("Negative (below 0.1 %)", "阴性（<0.1%）")
    POSITIVE = "POSITIVE", T("Positive (0.1 % or more)", "阳性（≥0.1%）")
    NOT_EVALUABLE = "NOT_EVALUABLE", T("Not evaluable", "不可评价")


class MrdFlow(Crf):
    """The flow cytometry result of one specimen."""

    title = T("Flow cytometry MRD result", "流式细胞术MRD结果")
    order = 27
    repeats = Repeats.CHILD
    visits = MrdSpecimen.visits
    parent = "mrd_specimen"
    key = ("parent",)
    date = "report_date"
    exempt = {"report_date": ("GEN-DEATH",)}
    routine_before_consent = True

    assay_section = Section(T("Assay", "检测"))
    performed = done()
    not_done_reason = reason_not_done()
    lab_name = ask.Text(
        T("Flow laboratory", "流式实验室"),
        longest=200,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="CPNAM",
        sdtm=("CP.CPNAM",),
    )
    report_date = ask.Date(
        T("Report date", "报告日期"), shown_when=was_performed, required_when=was_performed
    )
    colours = ask.Integer(
        T("Colours", "荧光通道数"),
        shown_when=was_performed,
        required_when=was_performed,
        hard=(3, 40),
        expected=(6, 20),
    )
    panel = ask.Text(
        T("Markers in the panel", "抗体组合"),
        longest=300,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="CPTSTPNL",
        sdtm=("CP.CPTSTPNL",),
    )
    gating_without_cd22 = ask.YesNo(
        T("Gating does not depend on CD22", "设门是否不依赖CD22"),
        hint=T(
            "InO removes or masks CD22, so blasts must be found with other markers "
            "(CD19, CD10, CD34, CD38, CD58).",
            "InO会清除或遮蔽CD22，须以CD19、CD10、CD34、CD38、CD58等识别异常细胞。",
        ),
        shown_when=was_performed,
        required_when=was_performed,
    )

    events_section = Section(T("Events", "获取事件数"))
    events_acquired = ask.Integer(
        T("Nucleated events acquired", "获取有核细胞事件数"),
        shown_when=was_performed,
        required_when=was_performed,
        hard=(0, 100_000_000),
        expected=(100_000, 10_000_000),
        cdash="NCEVT_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=NCEVT",),
    )
    abnormal_events = ask.Integer(
        T("Abnormal events", "异常细胞事件数"),
        shown_when=was_performed,
        hard=(0, 100_000_000),
        cdash="ABNEVT_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=ABNEVT",),
    )
    denominator = ask.Choice(
        T("Denominator", "分母"),
        Denominator,
        shown_when=was_performed,
        required_when=was_performed,
        sdtm=("CP.CPGATDEF",),
    )
    result_class = ask.Choice(
        T("Result", "结果"),
        FlowResult,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="MRDRC_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=MRDRC",),
    )
    abnormal_percent = ask.Number(
        T("Abnormal cells", "异常细胞比例"),
        unit=Unit.PERCENT,
        decimals=4,
        qualified=True,
        shown_when=was_performed,
        required_when=was_quantified,
        hard=(0, 100),
        expected=(0, 20),
        cdash="ABNCELLP_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=ABNCELLP",),
    )
    abnormal_calculated_percent = ask.Number(
        T("Recalculated percentage", "复算比例"),
        unit=Unit.PERCENT,
        decimals=4,
        derived=rules.abnormal_calculated_percent,
        hint=T("Abnormal events / nucleated events × 100.", "异常细胞数/有核细胞数×100。"),
        hard=(0, 100),
    )

    sensitivity_section = Section(T("Sensitivity", "检测灵敏度"))
    lod_percent = ask.Number(
        T("Limit of detection of this sample", "本标本检测下限（LOD）"),
        unit=Unit.PERCENT,
        decimals=4,
        qualified=True,
        shown_when=was_performed,
        required_when=was_performed,
        hard=("0.0001", 10),
        expected=("0.0005", "0.1"),
        sdtm=("SUPPCP.QVAL where QNAM=CPLOD",),
    )
    lloq_percent = ask.Number(
        T("Limit of quantification", "定量下限（LLOQ）"),
        unit=Unit.PERCENT,
        decimals=4,
        qualified=True,
        shown_when=was_performed,
        required_when=was_found,
        hard=("0.0001", 10),
        expected=("0.001", "0.1"),
        sdtm=("SUPPCP.QVAL where QNAM=CPLLOQ",),
    )
    events_enough = ask.YesNo(
        T("Enough events", "事件数是否足够"),
        derived=rules.events_enough,
        hint=T("Yes from 100 000 nucleated events.", "有核细胞数≥10万时为“是”。"),
    )

    phenotype_section = Section(T("Phenotype", "免疫表型"))
    phenotype_text = ask.Text(
        T("Phenotype of the abnormal cells", "异常细胞表型"),
        longest=500,
        shown_when=was_performed,
        cdash="CPMRKSTR",
        sdtm=("CP.CPMRKSTR",),
    )
    cd22_on_abnormal = ask.Choice(
        T("CD22 on abnormal cells", "异常细胞CD22表达"),
        MarkerExpression,
        shown_when=was_found,
        required_when=was_found,
        cdash="CD22EXP_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=CD22EXP",),
    )
    cd19_on_abnormal = ask.Choice(
        T("CD19 on abnormal cells", "异常细胞CD19表达"),
        MarkerExpression,
        shown_when=was_found,
        required_when=was_found,
        cdash="CD19EXP_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=CD19EXP",),
    )

    status_section = Section(T("Flow half of the endpoint", "终点（流式部分）"))
    flow_status = ask.Choice(
        T("Flow status", "流式状态"),
        FlowStatus,
        derived=rules.flow_status,
        hint=T(
            "Positive from 0.1 % on, whatever the quality; negative below it with enough events "
            "of a usable marrow; otherwise not evaluable (protocol 4.1).",
            "≥0.1%即为阳性，不论标本质量；低于0.1%且标本与细胞数合格为阴性；"
            "否则不可评价（方案4.1）。",
        ),
        cdash="MRDST_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=MRDST",),
    )
    deep_negative = ask.YesNo(
        T("Below 0.01 % (sensitivity analysis)", "低于0.01%（敏感性分析）"),
        derived=rules.deep_negative,
        hint=T(
            "Yes when negative at 0.01 % too; for information.",
            "在0.01%水平亦为阴性时为“是”；仅供参考。",
        ),
    )
    comment = ask.Text(T("Comment", "备注"), longest=500, shown_when=was_performed)
