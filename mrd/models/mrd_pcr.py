"""BCR-ABL1 by RT-PCR: copies, ratio, sensitivity, and the PCR half of the endpoint."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.text import T
from edc.units import Unit
from enrollment.codelists import Transcript
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.models.site import ControlGene
from mrd import rules
from mrd.models.mrd_specimen import MrdSpecimen


def did_not_fail(result_class):
    return result_class != "FAILED"


def was_detected(result_class):
    return one_of(result_class, "POS_NOT_QUANT", "QUANTIFIED")


def was_quantified(result_class):
    return result_class == "QUANTIFIED"


def is_p210(transcript):
    return one_of(transcript, "P210_E13A2", "P210_E14A2", "P210_NOS")


class PcrMethod(Codelist):
    RTQPCR = "RTQPCR", T("RT-qPCR", "RT-qPCR（实时定量）")
    RTDPCR = "RTDPCR", T("Digital RT-PCR", "RT-dPCR（数字PCR）")


class PcrResult(Codelist):
    NOT_DETECTED = "NOT_DETECTED", T("Not detected", "未检出")
    BELOW_LOD = "BELOW_LOD", T("Below the limit of detection", "低于检测下限")
    POSITIVE_NOT_QUANTIFIED = (
        "POS_NOT_QUANT",
        T("Detected, below the limit of quantification", "检出但低于定量下限"),
    )
    QUANTIFIED = "QUANTIFIED", T("Detected and quantified", "检出并定量")
    FAILED = "FAILED", T("Test failed", "检测失败")


class MolecularLevel(Codelist):
    MR5 = "MR5", T("MR5", "MR5（≤0.001%）")
    MR45 = "MR45", T("MR4.5", "MR4.5（≤0.0032%）")
    MR4 = "MR4", T("MR4", "MR4（≤0.01%）")
    NOT_REACHED = "NOT_REACHED", T("Not reached", "未达到")
    NOT_EVALUABLE = "NE", T("Not evaluable", "不可评价")


class PcrStatus(Codelist):
    NEGATIVE = "NEGATIVE", T("Negative (below 0.01 %)", "阴性（<0.01%）")
    POSITIVE = "POSITIVE", T("Positive (0.01 % or more)", "阳性（≥0.01%）")
    NOT_EVALUABLE = "NOT_EVALUABLE", T("Not evaluable", "不可评价")


class MrdPcr(Crf):
    """The PCR result of one specimen."""

    title = T("BCR-ABL1 RT-qPCR result", "BCR-ABL1融合基因RT-qPCR结果")
    order = 26
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
        T("PCR laboratory", "PCR实验室"),
        longest=200,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="GFNAM",
        sdtm=("GF.GFNAM",),
    )
    report_date = ask.Date(
        T("Report date", "报告日期"), shown_when=was_performed, required_when=was_performed
    )
    method = ask.Choice(
        T("Method", "方法"),
        PcrMethod,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="GFMETHOD",
        sdtm=("GF.GFMETHOD",),
    )
    transcript = ask.Choice(
        T("Transcript measured", "检测转录本"),
        Transcript,
        shown_when=was_performed,
        required_when=was_performed,
        sdtm=("GF.GFTSTDTL",),
    )
    control_gene = ask.Choice(
        T("Control gene", "内参基因"),
        ControlGene,
        shown_when=was_performed,
        required_when=was_performed,
    )
    replicates = ask.Integer(T("Replicates", "复孔数"), shown_when=was_performed, hard=(1, 10))

    copies_section = Section(T("Copies and ratio", "拷贝数与比值"))
    bcr_abl_copies = ask.Number(
        T("BCR-ABL1 copies (sum of replicates)", "BCR-ABL1拷贝数（复孔合计）"),
        unit=Unit.COPIES,
        decimals=1,
        qualified=True,
        shown_when=was_performed,
        required_when=was_detected,
        hard=(0, 1_000_000_000),
        cdash="BCRABLCP_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=BCRABLCP",),
    )
    control_copies = ask.Number(
        T("Control gene copies (sum of replicates)", "内参基因拷贝数（复孔合计）"),
        unit=Unit.COPIES,
        decimals=0,
        qualified=True,
        shown_when=was_performed,
        required_when=did_not_fail,
        hard=(0, 1_000_000_000),
        expected=(10_000, 2_000_000),
        cdash="CTRLCP_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=CTRLCP",),
    )
    result_class = ask.Choice(
        T("Result", "结果"),
        PcrResult,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="BCRABLRC_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=BCRABLRC",),
    )
    ratio_percent = ask.Number(
        T("Reported ratio BCR-ABL1 / control gene", "报告比值（BCR-ABL1/内参）"),
        unit=Unit.PERCENT,
        decimals=5,
        qualified=True,
        shown_when=was_performed,
        required_when=was_quantified,
        hard=(0, 10_000),
        expected=(0, 100),
        cdash="BCRABLRT_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=BCRABLRT",),
    )
    ratio_calculated_percent = ask.Number(
        T("Recalculated ratio", "复算比值"),
        unit=Unit.PERCENT,
        decimals=5,
        derived=rules.ratio_calculated_percent,
        hint=T(
            "BCR-ABL1 copies / control gene copies × 100.", "BCR-ABL1拷贝数/内参基因拷贝数×100。"
        ),
        hard=(0, 10_000),
    )
    is_factor = ask.Number(
        T("International Scale conversion factor", "国际标准化（IS）转换系数"),
        decimals=4,
        qualified=True,
        shown_when=is_p210,
        hard=("0.01", 10),
        expected=("0.2", 3),
    )
    is_ratio_percent = ask.Number(
        T("International Scale ratio", "国际标准化（IS）比值"),
        unit=Unit.PERCENT,
        decimals=5,
        derived=rules.is_ratio_percent,
        hint=T(
            "Reported ratio × conversion factor, for p210 only (Cross 2015).",
            "报告比值×转换系数，仅适用于p210（Cross 2015）。",
        ),
        hard=(0, 10_000),
        cdash="BCRABLIS_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=BCRABLIS",),
    )

    sensitivity_section = Section(T("Sensitivity", "检测灵敏度"))
    lod_percent = ask.Number(
        T("Limit of detection of the assay", "检测下限（LOD）"),
        unit=Unit.PERCENT,
        decimals=5,
        qualified=True,
        shown_when=was_performed,
        required_when=was_performed,
        hard=("0.00001", 10),
        expected=("0.0001", "0.01"),
        sdtm=("SUPPGF.QVAL where QNAM=GFLOD",),
    )
    loq_percent = ask.Number(
        T("Limit of quantification", "定量下限（LOQ）"),
        unit=Unit.PERCENT,
        decimals=5,
        qualified=True,
        shown_when=was_performed,
        required_when=was_detected,
        hard=("0.00001", 10),
        expected=("0.0005", "0.05"),
        cdash="GFLLOQ",
        sdtm=("GF.GFLLOQ",),
    )
    control_copies_enough = ask.YesNo(
        T("Enough control gene copies", "内参拷贝数是否足够"),
        derived=rules.control_copies_enough,
        hint=T(
            "Yes from 10 000 copies of ABL1 or BCR, 24 000 of GUSB (Cross 2015).",
            "ABL1或BCR≥10000拷贝、GUSB≥24000拷贝时为“是”（Cross 2015）。",
        ),
    )
    molecular_level = ask.Choice(
        T("Molecular response level", "分子学反应水平"),
        MolecularLevel,
        derived=rules.molecular_level,
        hint=T(
            "Depth shown by the ratio and limited by the control copies (Cross 2015); the "
            "endpoint does not use it.",
            "由比值确定、受内参拷贝数限制的分子学缓解深度（Cross 2015）；不用于终点判定。",
        ),
        cdash="MOLRESP_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=MOLRESP",),
    )

    status_section = Section(T("PCR half of the endpoint", "终点（PCR部分）"))
    endpoint_ratio_percent = ask.Number(
        T("Ratio used for the endpoint", "终点采用的比值"),
        unit=Unit.PERCENT,
        decimals=5,
        derived=rules.endpoint_ratio_percent,
        hint=T(
            "The raw reported ratio, calculated from the copies when none is reported.",
            "报告的原始比值；未报告时由拷贝数计算。",
        ),
        hard=(0, 10_000),
    )
    pcr_status = ask.Choice(
        T("PCR status", "PCR状态"),
        PcrStatus,
        derived=rules.pcr_status,
        hint=T(
            "Positive from 0.01 % on, whatever the quality; negative below it with enough copies "
            "of a usable marrow; otherwise not evaluable (protocol 4.1).",
            "≥0.01%即为阳性，不论标本质量；低于0.01%且标本与拷贝数合格为阴性；"
            "否则不可评价（方案4.1）。",
        ),
        cdash="BCRABLST_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=BCRABLST",),
    )
    report_comment = ask.Text(T("Comment", "备注"), longest=500, shown_when=was_performed)
