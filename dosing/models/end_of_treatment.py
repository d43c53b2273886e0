"""End of study treatment: when and why it ended, and what follows."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import exists, filled, has, negation, one_of
from edc.schedule import always, required
from edc.text import T
from trial.protocol import EOT


def olverembatinib_was_taken(olverembatinib_periods):
    return exists(olverembatinib_periods, lambda period: period.period_status == "TAKEN")


def ino_was_given(first_ino_date):
    return filled(first_ino_date)


def an_adverse_event_is_behind_it(reason):
    return one_of(reason, "AE", "VOD")


def is_another_reason(reason):
    return reason == "OTHER"


def another_treatment_follows(next_treatment):
    return negation(has(next_treatment, "NONE"))


def cycles_with_ino(ino_cycles_given):
    return ino_cycles_given


class ReasonToEnd(Codelist):
    TO_HSCT = "TO_HSCT", "COMPLETED", T("Completed; going to HSCT", "按计划完成，拟移植")
    COMPLETED_WITHOUT_HSCT = (
        "COMPLETED_NOHSCT",
        "COMPLETED",
        T("Completed; no HSCT planned", "按计划完成，不移植"),
    )
    NO_REMISSION = "NO_REMISSION", "LACK OF EFFICACY", T("No MRD remission", "未获MRD缓解")
    RELAPSE = "RELAPSE", "DISEASE RELAPSE", T("Relapse", "复发")
    ADVERSE_EVENT = "AE", "ADVERSE EVENT", T("Adverse event", "不良事件")
    VOD = "VOD", "ADVERSE EVENT", T("VOD/SOS", "肝静脉闭塞病/肝窦阻塞综合征（VOD/SOS）")
    DEATH = "DEATH", "DEATH", T("Death", "死亡")
    PATIENT = "PATIENT", "WITHDRAWAL BY SUBJECT", T("Patient’s wish", "受试者要求")
    PHYSICIAN = "PHYSICIAN", "PHYSICIAN DECISION", T("Physician’s decision", "研究者决定")
    PREGNANCY = "PREGNANCY", "PREGNANCY", T("Pregnancy", "妊娠")
    DEVIATION = "DEVIATION", "PROTOCOL DEVIATION", T("Protocol deviation", "方案偏离")
    LOST = "LTFU", "LOST TO FOLLOW-UP", T("Lost to follow-up", "失访")
    SPONSOR = (
        "SPONSOR",
        "STUDY TERMINATED BY SPONSOR",
        T("Study ended by sponsor", "申办方终止研究"),
    )
    OTHER = "OTHER", "OTHER", T("Other", "其他")


class NextTreatment(Codelist):
    HSCT = "HSCT", T("HSCT", "造血干细胞移植")
    TKI = "TKI", T("TKI alone", "单用TKI")
    CHEMOTHERAPY = "CHEMO", T("Chemotherapy", "化疗")
    BLINATUMOMAB = "BLINA", T("Blinatumomab", "贝林妥欧单抗")
    CAR_T = "CART", T("CAR-T", "CAR-T细胞治疗")
    OTHER = "OTHER", T("Other", "其他")
    NONE = "NONE", T("None", "无")
    UNKNOWN = "UNK", T("Unknown", "未知")


class EndOfTreatment(Crf):
    """The decision to end study treatment, for transplantation or for another reason."""

    title = T("End of study treatment", "研究治疗结束")
    order = 24
    repeats = Repeats.ONCE
    visits = required(EOT)
    date = "eot_date"
    exempt = dict.fromkeys(("eot_date", "next_treatment_date"), ("GEN-DEATH",))

    eot_section = Section(T("End of treatment", "治疗结束"))
    eot_date = ask.Date(
        T("Date of the decision", "决定日期"),
        required_when=always,
        cdash="DSSTDAT",
        sdtm=("DS.DSSTDTC where DSSCAT=STUDY TREATMENT",),
    )
    last_olv_date = ask.Date(
        T("Last olverembatinib dose", "末次奥雷巴替尼日期"),
        required_when=olverembatinib_was_taken,
    )
    last_ino_date = ask.Date(T("Last InO infusion", "末次InO输注日期"), required_when=ino_was_given)
    reason = ask.Choice(
        T("Main reason", "主要原因"),
        ReasonToEnd,
        required_when=always,
        cdash="DSDECOD",
        sdtm=("DS.DSDECOD where DSSCAT=STUDY TREATMENT",),
    )
    related_ae = ask.Reference(
        T("Adverse event", "相关不良事件"),
        to_form="adverse_event",
        shown_when=an_adverse_event_is_behind_it,
        required_when=an_adverse_event_is_behind_it,
    )
    reason_other = ask.Text(
        T("Other reason", "其他原因"),
        longest=200,
        shown_when=is_another_reason,
        required_when=is_another_reason,
    )
    next_treatment = ask.MultiChoice(
        T("Next anti-leukaemia treatment", "后续抗白血病治疗"), NextTreatment, required_when=always
    )
    next_treatment_date = ask.PartialDate(
        T("Start of that treatment", "后续治疗开始日期"),
        shown_when=another_treatment_follows,
    )
    ino_cycles = ask.Integer(
        T("InO cycles given", "InO周期数"),
        derived=cycles_with_ino,
        hint=T("Cycles with at least one infusion of InO given.", "至少输注过一次InO的周期数。"),
        hard=(0, 6),
        expected=(0, 2),
    )
