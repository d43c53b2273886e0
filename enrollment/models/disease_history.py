"""Leukaemia history: diagnosis, genetics, remissions and residual disease up to screening."""

from decimal import Decimal

from edc import questions as ask
from edc.codelists import Codelist, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, any_of, days, one_of, yes_no
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from enrollment.codelists import CnsStatus, Transcript
from trial.protocol import SCR

ZERO_MEANS_NOT_DETECTED = T("0 when not detected; blank when not done.", "未检出填0；未检测留空。")


def has_ikzf1_deletion(ikzf1_deletion):
    return ikzf1_deletion == "Y"


def was_extramedullary(extramedullary_at_diagnosis):
    return extramedullary_at_diagnosis == "Y"


def has_relapsed(number_of_relapses):
    return number_of_relapses > 0


def was_transplanted(prior_hsct):
    return one_of(prior_hsct, "AUTO", "ALLO")


def is_positive(pcr_percent, flow_percent, param):
    """Whether a marrow before treatment shows residual disease, by PCR or by flow cytometry."""
    return any_of(
        pcr_percent >= param.mrd.pcr_threshold_percent,
        flow_percent >= param.mrd.baseline_flow_positive_percent,
    )


def residual_disease_persists(
    mrd1_date,
    mrd1_pcr_percent,
    mrd1_flow_percent,
    mrd2_date,
    mrd2_pcr_percent,
    mrd2_flow_percent,
    param,
):
    """Two positive marrows far enough apart [registry]."""
    return yes_no(
        all_of(
            days(mrd1_date, mrd2_date) >= param.mrd.persistence_min_interval_days,
            is_positive(mrd1_pcr_percent, mrd1_flow_percent, param),
            is_positive(mrd2_pcr_percent, mrd2_flow_percent, param),
        )
    )


class AdditionalAbnormality(Codelist):
    NONE = "NONE", T("None", "无")
    MONOSOMY_7 = "MINUS7", T("Monosomy 7 or 7q-", "7号染色体单体或7q缺失（-7/7q-）")
    TRISOMY_8 = "PLUS8", T("Trisomy 8", "8号染色体三体（+8）")
    EXTRA_PH = "DER22", T("Extra Ph chromosome, +der(22)", "额外Ph染色体/+der(22)")
    ABNORMAL_9P = "ABN9P", T("9p abnormality", "9p异常")
    COMPLEX = "COMPLEX", T("Complex (5 or more)", "复杂核型（≥5种）")
    HYPERDIPLOID = "HYPERDIP", T("High hyperdiploidy", "高超二倍体")
    OTHER = "OTHER", T("Other", "其他")
    UNKNOWN = "UNK", T("Not done or unknown", "未做/未知")


class RemissionNumber(Codelist):
    CR1 = "CR1", T("First remission", "第一次完全缓解（CR1）")
    CR2 = "CR2", T("Second remission", "第二次完全缓解（CR2）")
    CR3 = "CR3", T("Third or later remission", "第三次及以上完全缓解（≥CR3）")


class RemissionType(Codelist):
    CR = "CR", T("CR", "完全缓解（CR）")
    CRH = "CRH", T("CRh", "完全缓解伴血液学部分恢复（CRh）")
    CRI = "CRI", T("CRi", "完全缓解伴血液学不完全恢复（CRi）")


class PriorHsct(Codelist):
    NONE = "NONE", T("None", "无")
    AUTO = "AUTO", T("Autologous", "自体")
    ALLO = "ALLO", T("Allogeneic", "异基因")


class DiseaseHistory(Crf):
    """The Ph+ ALL of a subject, from its diagnosis to the remission in which it was screened."""

    title = T("Leukaemia history", "白血病病史")
    order = 7
    repeats = Repeats.ONCE
    visits = required(SCR)
    date = "collection_date"
    exempt = {"collection_date": ("GEN-CONSENT", "GEN-DEATH")}

    dx_section = Section(T("Diagnosis", "诊断"))
    collection_date = ask.Date(
        T("Date collected", "采集日期"), required_when=always, cdash="MHDAT", sdtm=("MH.MHDTC",)
    )
    diagnosis_date = ask.PartialDate(
        T("Date of first diagnosis of Ph+ ALL", "Ph+ ALL初诊日期"),
        required_when=always,
        cdash="MHSTDAT",
        sdtm=("MH.MHSTDTC where MHTERM=PH+ ALL",),
    )
    wbc_at_diagnosis = ask.Number(
        T("White cells at diagnosis", "初诊白细胞计数"),
        unit=Unit.GIGA_PER_LITRE,
        other_units={Unit.THOUSAND_PER_MICROLITRE: Decimal("1")},
        decimals=2,
        hard=(0, 1500),
        expected=("0.5", 500),
        cdash="WBCDX_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=WBCDX and FAOBJ=PH+ ALL",),
    )
    bm_blasts_at_diagnosis = ask.Number(
        T("Marrow blasts at diagnosis", "初诊骨髓原始细胞比例"),
        unit=Unit.PERCENT,
        decimals=1,
        hard=(0, 100),
        expected=(20, 100),
        cdash="BLSTDX_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=BLSTDX and FAOBJ=PH+ ALL",),
    )
    ph_by_karyotype = ask.Choice(
        T("t(9;22) by karyotype", "染色体核型检出t(9;22)"),
        YesNoUnknown,
        required_when=always,
        cdash="PHKARYO_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=PHKARYO",),
    )
    ph_by_fish = ask.Choice(
        T("BCR-ABL1 by FISH", "FISH检出BCR-ABL1"),
        YesNoUnknown,
        required_when=always,
        cdash="BCRABLF_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=BCRABLF",),
    )
    transcript_type = ask.Choice(
        T("BCR-ABL1 transcript type", "BCR-ABL1转录本类型"),
        Transcript,
        required_when=always,
        cdash="BCRABLTY_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=BCRABLTY",),
    )
    karyotype_text = ask.Text(
        T("Karyotype at diagnosis (ISCN)", "初诊核型（ISCN）"),
        longest=500,
        cdash="KARYOTYP_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=KARYOTYP",),
    )
    additional_abnormalities = ask.MultiChoice(
        T("Additional chromosomal abnormalities", "附加染色体异常"),
        AdditionalAbnormality,
        required_when=always,
        cdash="ADDABN_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=ADDABN",),
    )
    ikzf1_deletion = ask.Choice(
        T("IKZF1 deletion", "IKZF1缺失"),
        YesNoUnknown,
        required_when=always,
        cdash="IKZF1DEL_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=IKZF1DEL",),
    )
    ikzf1_plus = ask.Choice(
        T(
            "IKZF1-plus (with CDKN2A/B, PAX5 or PAR1 deletion, no ERG deletion)",
            "IKZF1plus（合并CDKN2A/B、PAX5或PAR1缺失且无ERG缺失）",
        ),
        YesNoUnknown,
        shown_when=has_ikzf1_deletion,
        required_when=has_ikzf1_deletion,
        cdash="IKZF1PLS_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=IKZF1PLS",),
    )
    cns_at_diagnosis = ask.Choice(
        T("CNS status at diagnosis", "初诊中枢神经系统状态"),
        CnsStatus,
        required_when=always,
        cdash="CNSSTAT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CNSSTAT and FAOBJ=PH+ ALL",),
    )
    intrathecal_doses = ask.Integer(
        T("Number of intrathecal treatments so far", "既往鞘内注射次数"),
        required_when=always,
        hard=(0, 60),
        expected=(0, 24),
    )
    extramedullary_at_diagnosis = ask.YesNo(
        T("Extramedullary disease at diagnosis (outside CNS)", "初诊髓外病变（中枢神经系统除外）"),
        required_when=always,
        cdash="EMDDX_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=EMDDX and FAOBJ=PH+ ALL",),
    )
    extramedullary_sites = ask.Text(
        T("Sites", "部位"),
        longest=200,
        shown_when=was_extramedullary,
        required_when=was_extramedullary,
    )

    remission_section = Section(T("Remission", "缓解情况"))
    first_cr_date = ask.PartialDate(
        T("Date of first CR or CRi", "首次CR/CRi日期"),
        required_when=always,
        cdash="RSDAT",
        sdtm=("RS.RSDTC where RSTESTCD=OVRLRESP",),
    )
    remission_number = ask.Choice(
        T("Remission at screening", "筛选时缓解次数"),
        RemissionNumber,
        required_when=always,
        cdash="REMNUM_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=REMNUM and FAOBJ=PH+ ALL",),
    )
    number_of_relapses = ask.Integer(
        T("Number of earlier relapses", "既往复发次数"),
        required_when=always,
        hard=(0, 10),
        expected=(0, 3),
    )
    last_relapse_date = ask.PartialDate(
        T("Date of the last relapse", "末次复发日期"),
        shown_when=has_relapsed,
        required_when=has_relapsed,
    )
    current_cr_date = ask.PartialDate(
        T("Date of the current CR or CRi", "本次CR/CRi日期"), required_when=always
    )
    remission_type = ask.Choice(
        T("Remission at screening", "筛选时缓解类型"), RemissionType, required_when=always
    )
    prior_courses = ask.Integer(
        T("Treatment courses before screening", "筛选前治疗疗程数"),
        required_when=always,
        hard=(1, 40),
        expected=(1, 12),
    )

    mrd_section = Section(T("MRD before screening", "筛选前可测量残留病（MRD）"))
    mrd1_date = ask.Date(
        T("Earlier marrow MRD test: date", "前一次骨髓MRD检测日期"), required_when=always
    )
    mrd1_pcr_percent = ask.Number(
        T("Earlier test: BCR-ABL1 ratio", "前一次BCR-ABL1比值"),
        hint=ZERO_MEANS_NOT_DETECTED,
        unit=Unit.PERCENT,
        decimals=5,
        hard=(0, 1000),
        expected=(0, 50),
    )
    mrd1_flow_percent = ask.Number(
        T("Earlier test: flow MRD", "前一次流式MRD"),
        hint=ZERO_MEANS_NOT_DETECTED,
        unit=Unit.PERCENT,
        decimals=4,
        hard=(0, 100),
        expected=(0, 5),
    )
    mrd2_date = ask.Date(
        T("Baseline marrow MRD test: date", "基线骨髓MRD检测日期"), required_when=always
    )
    mrd2_pcr_percent = ask.Number(
        T("Baseline test: BCR-ABL1 ratio", "基线BCR-ABL1比值"),
        hint=ZERO_MEANS_NOT_DETECTED,
        unit=Unit.PERCENT,
        decimals=5,
        hard=(0, 1000),
        expected=(0, 50),
    )
    mrd2_flow_percent = ask.Number(
        T("Baseline test: flow MRD", "基线流式MRD"),
        hint=ZERO_MEANS_NOT_DETECTED,
        unit=Unit.PERCENT,
        decimals=4,
        hard=(0, 100),
        expected=(0, 5),
    )
    persistent_mrd_met = ask.YesNo(
        T("Persistent MRD confirmed", "是否满足MRD持续阳性"),
        derived=residual_disease_persists,
        hint=T(
            "Yes when both marrow tests are positive, by PCR at 0.01 % or more or by flow at "
            "0.01 % or more, at least 14 days apart.",
            "两次骨髓检测均为阳性（PCR≥0.01%或流式≥0.01%）且间隔≥14天时为“是”。",
        ),
        cdash="PERSMRD_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=PERSMRD and FAOBJ=PH+ ALL",),
    )

    other_section = Section(T("Earlier transplant and liver", "既往移植与肝脏情况"))
    prior_hsct = ask.Choice(
        T("Earlier HSCT", "既往造血干细胞移植"), PriorHsct, required_when=always
    )
    prior_hsct_date = ask.PartialDate(
        T("Date of earlier HSCT", "既往造血干细胞移植日期"),
        shown_when=was_transplanted,
        required_when=was_transplanted,
    )
    prior_vod = ask.YesNo(T("Earlier VOD/SOS", "既往VOD/SOS"), required_when=always)
    gilbert = ask.Choice(T("Gilbert syndrome", "Gilbert综合征"), YesNoUnknown, required_when=always)
