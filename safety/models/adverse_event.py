"""Adverse events: what happened, how bad it was, what caused it, what was done."""

from edc import questions as ask
from edc.codelists import ActionWithDrug, Causality, Codelist, Ctcae, EventOutcome
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of
from edc.schedule import always
from edc.text import T
from followup.gates import was_transplanted
from safety import rules, terms


def has_ended(ongoing):
    return ongoing == "N"


def ended_on_a_day_to_be_known(ongoing, outcome):
    """How an event of unknown outcome ended is not known, and neither is when."""
    return all_of(has_ended(ongoing), outcome != "UNKNOWN")


def is_serious(serious):
    return serious == "Y"


def study_day_of_onset(start_date, c1d1_date):
    return rules.study_day(start_date, c1d1_date)


class SpecialInterest(Codelist):
    """Events of special interest of the two study drugs."""

    NONE = "NONE", T("None", "否")
    VOD = "VOD", T("VOD/SOS", "肝静脉闭塞病/肝窦阻塞综合征（VOD/SOS）")
    HEPATOTOXICITY = "HEPATOTOX", T("Hepatotoxicity", "肝毒性")
    INFUSION_REACTION = "IRR", T("Infusion reaction", "输注反应")
    QT_PROLONGATION = "QT", T("QT prolongation", "QT间期延长")
    PANCREATITIS = "PANCREATITIS", T("Pancreatitis or raised pancreatic enzymes", "胰腺炎/胰酶升高")
    ARTERIAL_OCCLUSION = "ARTERIAL", T("Arterial occlusion", "动脉闭塞事件")
    VENOUS_THROMBOSIS = "VENOUS", T("Venous thrombosis", "静脉血栓")
    HYPERTENSION = "HYPERTENSION", T("Hypertension", "高血压")
    HAEMORRHAGE = "HAEMORRHAGE", T("Bleeding", "出血")
    PROTEINURIA = "PROTEINURIA", T("Proteinuria", "蛋白尿")
    TUMOUR_LYSIS = "TLS", T("Tumour lysis", "肿瘤溶解综合征")
    INFECTION = "INFECTION", T("Serious infection", "严重感染")


class AdverseEvent(Crf):
    """One episode at its worst grade; one that resolves and comes back is a new record.

    A laboratory value becomes an event only when it is clinically significant, is treated, or
    changes a study dose.
    """

    title = T("Adverse event", "不良事件")
    order = 43
    origin = "standard: CDASHIG v2.2"
    repeats = Repeats.LOG
    key = ("ae_number",)
    date = "start_date"

    event_section = Section(T("Event", "事件"))
    ae_number = ask.Integer(
        T("Event number", "事件序号"),
        required_when=always,
        hard=(1, 999),
        cdash="AESPID",
        sdtm=("AE.AESPID",),
    )
    term = ask.Text(
        T("Event", "不良事件名称"),
        longest=200,
        coded_with="MEDDRA",
        required_when=always,
        cdash="AETERM",
        sdtm=("AE.AETERM",),
    )
    ctcae_term = ask.Text(
        T("CTCAE v5.0 term", "CTCAE v5.0术语"),
        hint=T("Chosen from the CTCAE v5.0 list.", "从CTCAE v5.0术语列表选择。"),
        longest=100,
        remark=terms.beside_term,
        suggests=terms.every_term,
        required_when=always,
        sdtm=("SUPPAE.QVAL where QNAM=AECTCTRM",),
    )
    meddra_pt = ask.Text(
        T("MedDRA preferred term", "MedDRA首选术语"),
        hint=T("Filled by coding.", "由编码人员填写。"),
        longest=100,
        cdash="AEDECOD",
        sdtm=("AE.AEDECOD",),
    )
    meddra_soc = ask.Text(
        T("MedDRA system organ class", "MedDRA系统器官分类"),
        hint=T("Filled by coding.", "由编码人员填写。"),
        longest=100,
        cdash="AEBODSYS",
        sdtm=("AE.AEBODSYS",),
    )
    aesi = ask.Choice(
        T("Event of special interest", "特别关注不良事件"),
        SpecialInterest,
        required_when=always,
        cdash="AECAT",
        sdtm=("AE.AECAT",),
    )
    start_date = ask.PartialDate(
        T("Start date", "开始日期"), required_when=always, cdash="AESTDAT", sdtm=("AE.AESTDTC",)
    )
    ongoing = ask.YesNo(
        T("Ongoing", "是否持续"), required_when=always, cdash="AEONGO", sdtm=("AE.AEENRTPT",)
    )
    end_date = ask.PartialDate(
        T("End date", "结束日期"),
        shown_when=has_ended,
        required_when=ended_on_a_day_to_be_known,
        cdash="AEENDAT",
        sdtm=("AE.AEENDTC",),
    )
    study_day = ask.Integer(
        T("Study day of onset", "发生时研究日"),
        derived=study_day_of_onset,
        hint=T(
            "The day of the first dose is day 1, the day before it day −1.",
            "首次给药日为第1天，前一日为第−1天。",
        ),
        hard=(-400, 4000),
        sdtm=("AE.AESTDY",),
    )

    severity_section = Section(T("Severity and outcome", "严重程度与转归"))
    grade = ask.Choice(
        T("CTCAE grade (worst)", "CTCAE分级（最重）"),
        Ctcae,
        required_when=always,
        cdash="AETOXGR",
        sdtm=("AE.AETOXGR",),
    )
    outcome = ask.Choice(
        T("Outcome", "转归"), EventOutcome, required_when=always, cdash="AEOUT", sdtm=("AE.AEOUT",)
    )
    treatment_given = ask.YesNo(
        T("Treated", "是否针对该事件治疗"),
        required_when=always,
        cdash="AECONTRT",
        sdtm=("AE.AECONTRT",),
    )
    other_action = ask.Text(
        T("Other action", "其他措施"), longest=300, cdash="AEACNOTH", sdtm=("AE.AEACNOTH",)
    )

    causality_section = Section(T("Causality and action", "因果关系与措施"))
    causality_olv = ask.Choice(
        T("Olverembatinib: causality", "与奥雷巴替尼的因果关系"),
        Causality,
        required_when=always,
        cdash="AEREL",
        sdtm=("SUPPAE.QVAL where QNAM=AERELOLV",),
    )
    causality_ino = ask.Choice(
        T("InO: causality", "与InO的因果关系"),
        Causality,
        required_when=always,
        cdash="AEREL",
        sdtm=("SUPPAE.QVAL where QNAM=AERELINO",),
    )
    causality_combo = ask.Choice(
        T("Combination: causality", "与联合治疗的因果关系"),
        Causality,
        required_when=always,
        cdash="AEREL",
        sdtm=("AE.AEREL",),
    )
    causality_hsct = ask.Choice(
        T("HSCT or conditioning: causality", "与移植/预处理的因果关系"),
        Causality,
        shown_when=was_transplanted,
        cdash="AERELNST",
        sdtm=("AE.AERELNST",),
    )
    action_olv = ask.Choice(
        T("Action with olverembatinib", "对奥雷巴替尼采取的措施"),
        ActionWithDrug,
        required_when=always,
        cdash="AEACN",
        sdtm=("SUPPAE.QVAL where QNAM=AEACNOLV",),
    )
    action_ino = ask.Choice(
        T("Action with InO", "对InO采取的措施"),
        ActionWithDrug,
        required_when=always,
        cdash="AEACN",
        sdtm=("SUPPAE.QVAL where QNAM=AEACNINO",),
    )

    serious_section = Section(T("Seriousness", "严重性"))
    serious = ask.YesNo(
        T("Serious", "是否严重不良事件"), required_when=always, cdash="AESER", sdtm=("AE.AESER",)
    )
    crit_death = ask.YesNo(
        T("Death", "死亡"),
        shown_when=is_serious,
        required_when=is_serious,
        cdash="AESDTH",
        sdtm=("AE.AESDTH",),
    )
    crit_life = ask.YesNo(
        T("Life threatening", "危及生命"),
        shown_when=is_serious,
        required_when=is_serious,
        cdash="AESLIFE",
        sdtm=("AE.AESLIFE",),
    )
    crit_hosp = ask.YesNo(
        T("Hospital stay needed or prolonged", "需要住院治疗或延长住院时间"),
        shown_when=is_serious,
        required_when=is_serious,
        cdash="AESHOSP",
        sdtm=("AE.AESHOSP",),
    )
    crit_disab = ask.YesNo(
        T("Persistent disability", "永久或严重的残疾/功能丧失"),
        shown_when=is_serious,
        required_when=is_serious,
        cdash="AESDISAB",
        sdtm=("AE.AESDISAB",),
    )
    crit_cong = ask.YesNo(
        T("Congenital anomaly", "先天异常/出生缺陷"),
        shown_when=is_serious,
        required_when=is_serious,
        cdash="AESCONG",
        sdtm=("AE.AESCONG",),
    )
    crit_mie = ask.YesNo(
        T("Other medically important", "其他重要医学事件"),
        shown_when=is_serious,
        required_when=is_serious,
        cdash="AESMIE",
        sdtm=("AE.AESMIE",),
    )
