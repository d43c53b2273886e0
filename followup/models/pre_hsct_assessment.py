"""Before transplantation: the decision, the disease, organ function, the risk of VOD."""

from decimal import Decimal

from dosing.models.dosing_cycle import VodProphylaxis
from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import days, one_of
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from followup.models.hsct import StatusAtTransplant
from trial.protocol import PRE_HSCT


def is_going_ahead(hsct_decision):
    return hsct_decision == "PROCEED"


def is_not_going_ahead(hsct_decision):
    return one_of(hsct_decision, "DEFER", "NO")


def was_bridged(bridging_therapy):
    return bridging_therapy == "Y"


def days_from_ino_to_hsct(last_ino_date, planned_hsct_date):
    """From the last infusion so far to the planned day, a span where only a month is planned."""
    return days(last_ino_date, planned_hsct_date)


class HsctDecision(Codelist):
    PROCEED = "PROCEED", T("Proceed", "进行移植")
    DEFER = "DEFER", T("Defer", "推迟")
    NO = "NO", T("No HSCT", "不移植")


class ReasonAgainstHsct(Codelist):
    NO_REMISSION = "NO_REMISSION", T("No MRD remission", "未获MRD缓解")
    RELAPSE = "RELAPSE", T("Relapse", "复发")
    TOXICITY = "TOXICITY", T("Toxicity (incl. liver or VOD)", "毒性（含肝毒性/VOD）")
    INFECTION = "INFECTION", T("Infection", "感染")
    DONOR = "DONOR", T("No donor", "无供者")
    PATIENT = "PATIENT", T("Patient’s wish", "受试者意愿")
    FUNDING = "FUNDING", T("Cost", "经济原因")
    LOGISTICS = "LOGISTICS", T("Waiting for a bed", "等待床位")
    OTHER = "OTHER", T("Other", "其他")


class PcrBeforeHsct(Codelist):
    NEGATIVE = "NEGATIVE", T("Negative (below 0.01 %)", "阴性（<0.01%）")
    POSITIVE = "POSITIVE", T("Positive", "阳性")
    NOT_EVALUABLE = "NOT_EVALUABLE", T("Not evaluable or not done", "不可评价/未做")


class FlowBeforeHsct(Codelist):
    NEGATIVE = "NEGATIVE", T("Negative (below 0.1 %)", "阴性（<0.1%）")
    POSITIVE = "POSITIVE", T("Positive", "阳性")
    NOT_EVALUABLE = "NOT_EVALUABLE", T("Not evaluable or not done", "不可评价/未做")


class VodRiskFactor(Codelist):
    MORE_THAN_TWO_CYCLES = "INO2", T("More than two InO cycles", "InO>2个周期")
    SHORT_INTERVAL = "SHORT", T("Less than 30 days since InO", "距末次InO<30天")
    BILIRUBIN = "BILI", T("Bilirubin at or above ULN", "胆红素≥ULN")
    LIVER = "LIVER", T("Earlier or present liver disease", "既往/现有肝病")
    EARLIER_HSCT = "SECOND", T("Earlier HSCT", "既往移植")
    TWO_ALKYLATORS = "DUALALK", T("Two alkylators planned", "计划使用两种烷化剂")
    ABDOMINAL_RADIOTHERAPY = "ABDRT", T("Abdominal radiotherapy", "腹部放疗")
    FERRITIN = "FERRITIN", T("High ferritin", "铁蛋白升高")
    OTHER = "OTHER", T("Other", "其他")
    NONE = "NONE", T("None", "无")


class PreHsctAssessment(Crf):
    """A decision for or against transplantation, and what it was based on."""

    title = T("Pre-HSCT assessment", "移植前评估")
    order = 30
    repeats = Repeats.LOG
    visits = required(PRE_HSCT)
    key = ("assessment_date",)
    date = "assessment_date"
    exempt = {"planned_hsct_date": ("GEN-FUTURE", "GEN-DEATH")}

    decision_section = Section(T("Decision", "移植决定"))
    assessment_date = ask.Date(
        T("Date", "评估日期"), required_when=always, cdash="RSDAT", sdtm=("RS.RSDTC",)
    )
    hsct_decision = ask.Choice(T("HSCT decision", "移植决定"), HsctDecision, required_when=always)
    no_hsct_reason = ask.Choice(
        T("Reason for no or deferred HSCT", "不移植/推迟原因"),
        ReasonAgainstHsct,
        shown_when=is_not_going_ahead,
        required_when=is_not_going_ahead,
    )
    planned_hsct_date = ask.PartialDate(
        T("Planned HSCT date", "计划移植日期"),
        shown_when=is_going_ahead,
        required_when=is_going_ahead,
    )

    status_section = Section(T("Disease status", "疾病状态"))
    remission_status = ask.Choice(
        T("Status before HSCT", "移植前疾病状态"),
        StatusAtTransplant,
        required_when=always,
        cdash="HSCTSTAT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=HSCTSTAT and FAOBJ=PH+ ALL",),
    )
    last_mrd_date = ask.Date(
        T("Last marrow MRD before HSCT", "移植前末次骨髓MRD日期"), required_when=always
    )
    pcr_status_pre_hsct = ask.Choice(
        T("PCR status of that marrow", "该次PCR状态"), PcrBeforeHsct, required_when=always
    )
    flow_status_pre_hsct = ask.Choice(
        T("Flow status of that marrow", "该次流式状态"), FlowBeforeHsct, required_when=always
    )
    bridging_therapy = ask.YesNo(
        T(
            "Other anti-leukaemia therapy between study treatment and HSCT",
            "研究治疗后至移植前的其他抗白血病治疗",
        ),
        required_when=always,
    )
    bridging_detail = ask.Text(
        T("Which", "具体治疗"),
        longest=200,
        shown_when=was_bridged,
        required_when=was_bridged,
    )

    organ_section = Section(T("Comorbidity and organ function", "合并症与脏器功能"))
    hct_ci = ask.Integer(
        T("HCT-CI score", "HCT-CI评分"),
        required_when=always,
        hard=(0, 26),
        expected=(0, 8),
        cdash="HCTCI_RSORRES",
        sdtm=("RS.RSORRES where RSTESTCD=HCTCI",),
    )
    lvef_percent = ask.Number(
        T("LVEF", "左室射血分数（LVEF）"),
        unit=Unit.PERCENT,
        decimals=1,
        qualified=True,
        required_when=always,
        hard=(5, 95),
        expected=(45, 80),
    )
    fev1_percent = ask.Number(
        T("FEV1, % predicted", "FEV1占预计值百分比"),
        unit=Unit.PERCENT,
        decimals=1,
        qualified=True,
        hard=(5, 200),
        expected=(50, 130),
    )
    dlco_percent = ask.Number(
        T("DLCO, % predicted", "DLCO占预计值百分比"),
        unit=Unit.PERCENT,
        decimals=1,
        qualified=True,
        hard=(5, 200),
        expected=(50, 130),
    )
    ferritin = ask.Number(
        T("Ferritin", "铁蛋白"),
        unit=Unit.MICROGRAM_PER_LITRE,
        decimals=2,
        qualified=True,
        hard=(0, 1_000_000),
        expected=(10, 5000),
    )
    bilirubin_total = ask.Number(
        T("Last total bilirubin before conditioning", "预处理前末次总胆红素"),
        unit=Unit.MICROMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("17.104")},
        decimals=2,
        qualified=True,
        required_when=always,
        hard=(0, 1500),
        expected=(1, 60),
    )
    bilirubin_at_uln = ask.YesNo(
        T("Last bilirubin at or above ULN", "末次胆红素是否≥ULN"), required_when=always
    )
    liver_stiffness_kpa = ask.Number(
        T("Liver stiffness", "肝脏硬度"),
        unit=Unit.KILOPASCAL,
        decimals=1,
        qualified=True,
        hard=(1, 75),
        expected=(2, 15),
    )

    vodrisk_section = Section(T("VOD risk", "VOD风险"))
    ino_to_hsct_days = ask.Integer(
        T("Days from last InO to planned HSCT", "末次InO至计划移植天数"),
        unit=Unit.DAYS,
        derived=days_from_ino_to_hsct,
        hint=T("Planned HSCT date minus last InO.", "计划移植日期减末次InO日期。"),
        hard=(-1000, 3000),
        expected=(14, 180),
    )
    vod_risk_factors = ask.MultiChoice(
        T("VOD risk factors", "VOD危险因素"), VodRiskFactor, required_when=always
    )
    vod_prophylaxis = ask.MultiChoice(
        T("VOD prophylaxis planned", "计划VOD预防"), VodProphylaxis, required_when=always
    )
