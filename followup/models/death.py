"""Death: date, cause, relation to relapse and treatment."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, any_of, blank, days, filled, yes_no
from edc.schedule import always
from edc.text import T
from edc.units import Unit


def days_since_hsct(hsct_d0, death_date):
    return days(hsct_d0, death_date)


def days_since_last_dose(last_dose_date, death_date):
    return days(last_dose_date, death_date)


def is_non_relapse_mortality(hsct_d0, death_date, hsct_relapse_date):
    """The dates decide, not the cause that was written down."""
    was_free_of_relapse = any_of(blank(hsct_relapse_date), hsct_relapse_date > death_date)
    return yes_no(all_of(filled(hsct_d0), death_date >= hsct_d0, was_free_of_relapse))


class PrimaryCause(Codelist):
    RELAPSE = "RELAPSE", T("Relapse or progression", "复发/疾病进展")
    GVHD = "GVHD", T("GVHD", "移植物抗宿主病")
    INFECTION = "INFECTION", T("Infection", "感染")
    VOD = "VOD", T("VOD/SOS", "肝静脉闭塞病/肝窦阻塞综合征（VOD/SOS）")
    HEPATIC = "HEPATIC", T("Other liver failure", "其他肝功能衰竭")
    CARDIAC = "CARDIAC", T("Cardiovascular", "心血管事件")
    HAEMORRHAGE = "HAEMORRHAGE", T("Bleeding", "出血")
    TMA = "TMA", T("Thrombotic microangiopathy", "血栓性微血管病")
    IPS = "IPS", T("Interstitial or idiopathic pneumonia", "间质性肺炎/特发性肺炎综合征")
    GRAFT_FAILURE = "GRAFT_FAILURE", T("Graft failure", "植入失败")
    CNS = "CNS", T("Neurological", "神经系统疾病")
    SECOND_MALIGNANCY = "SECOND_MALIGNANCY", T("Second malignancy", "第二肿瘤")
    ACCIDENT = "ACCIDENT", T("Accident or suicide", "意外/自杀")
    UNKNOWN = "UNKNOWN", T("Unknown", "未知")
    OTHER = "OTHER", T("Other", "其他")


class ContributingCause(Codelist):
    GVHD = "GVHD", T("GVHD", "移植物抗宿主病")
    INFECTION = "INFECTION", T("Infection", "感染")
    VOD = "VOD", T("VOD/SOS", "肝静脉闭塞病/肝窦阻塞综合征（VOD/SOS）")
    RELAPSE = "RELAPSE", T("Relapse", "复发")
    GRAFT_FAILURE = "GRAFT_FAILURE", T("Graft failure", "植入失败")
    OTHER = "OTHER", T("Other", "其他")


class RelationToStudyDrugs(Codelist):
    OLV = "OLV", T("Olverembatinib", "奥雷巴替尼")
    INO = "INO", T("InO", "InO（奥加伊妥珠单抗）")
    BOTH = "BOTH", T("Both", "两者均相关")
    NO = "NO", T("No", "无关")
    UNKNOWN = "UNK", T("Unknown", "未知")


class DeathSource(Codelist):
    CERTIFICATE = "CERTIFICATE", T("Death certificate", "死亡证明")
    HOSPITAL = "HOSPITAL", T("Hospital record", "医院病历")
    FAMILY = "FAMILY", T("Family", "家属")
    REGISTRY = "REGISTRY", T("Registry", "登记系统")
    OTHER = "OTHER", T("Other", "其他")


class Death(Crf):
    """The end of a subject's life."""

    title = T("Death", "死亡")
    order = 40
    repeats = Repeats.ONCE
    date = "death_date"

    death_section = Section(T("Death", "死亡"))
    death_date = ask.Date(
        T("Date of death", "死亡日期"),
        required_when=always,
        cdash="DTHDAT",
        sdtm=("DM.DTHDTC", "DS.DSSTDTC where DSDECOD=DEATH"),
    )
    date_certain = ask.YesNo(T("Date certain", "日期是否确切"), required_when=always)
    primary_cause = ask.Choice(
        T("Primary cause", "主要死因"),
        PrimaryCause,
        required_when=always,
        cdash="PRCDTH_DDORRES",
        sdtm=("DD.DDORRES where DDTESTCD=PRCDTH",),
    )
    cause_text = ask.Text(
        T("Cause in words", "死因描述"),
        longest=500,
        required_when=always,
        cdash="DTHTXT_DDORRES",
        sdtm=("DD.DDORRES where DDTESTCD=DTHTXT",),
    )
    contributing_causes = ask.MultiChoice(
        T("Contributing causes", "次要死因"),
        ContributingCause,
        cdash="SECDTH_DDORRES",
        sdtm=("DD.DDORRES where DDTESTCD=SECDTH",),
    )
    related_to_study_drug = ask.Choice(
        T("Related to a study drug", "是否与研究药物相关"),
        RelationToStudyDrugs,
        required_when=always,
        cdash="DTHREL_DDORRES",
        sdtm=("DD.DDORRES where DDTESTCD=DTHREL",),
    )
    autopsy = ask.YesNo(
        T("Autopsy", "尸检"),
        required_when=always,
        cdash="AUTOPIND_DDORRES",
        sdtm=("DD.DDORRES where DDTESTCD=AUTOPIND",),
    )
    source = ask.Choice(T("Source", "信息来源"), DeathSource, required_when=always)

    endpoint_section = Section(T("Endpoint class", "终点分类"))
    days_after_hsct = ask.Integer(
        T("Days after HSCT", "移植后天数"),
        unit=Unit.DAYS,
        derived=days_since_hsct,
        hint=T("Death minus day 0.", "死亡日期减移植日（0天）。"),
        hard=(0, 20_000),
    )
    days_after_last_dose = ask.Integer(
        T("Days after the last study dose", "末次研究给药后天数"),
        unit=Unit.DAYS,
        derived=days_since_last_dose,
        hint=T("Death minus the last study dose.", "死亡日期减末次研究给药日期。"),
        hard=(0, 20_000),
    )
    nrm = ask.YesNo(
        T("Non-relapse mortality", "是否非复发死亡"),
        derived=is_non_relapse_mortality,
        hint=T(
            "Yes for a death from day 0 on without a counting relapse before; the dates decide, "
            "not the cause.",
            "移植日及以后死亡且此前无计为事件的复发时为“是”；以日期而非死因判定。",
        ),
        cdash="NRM_DDORRES",
        sdtm=("DD.DDORRES where DDTESTCD=NRM",),
    )
