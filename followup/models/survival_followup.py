"""Follow-up contacts: alive or dead, in remission or not."""

from edc import questions as ask
from edc.codelists import Codelist, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, filled, one_of
from edc.schedule import always, optional, required
from edc.text import T
from enrollment.codelists import ContactMode
from trial.protocol import FU, HD28, HD60, HD100, HM6, HM9, HM12, REL


def is_alive(survival_status):
    return survival_status == "ALIVE"


def is_not_known_dead(survival_status):
    return survival_status != "DEAD"


def was_not_reached(survival_status):
    return survival_status == "UNKNOWN"


def is_in_remission(disease_status):
    return one_of(disease_status, "REMISSION_MRDNEG", "REMISSION_MRDPOS", "REMISSION_MRDUNK")


def is_alive_after_hsct(survival_status, hsct_d0):
    return all_of(survival_status == "ALIVE", filled(hsct_d0))


def had_new_therapy(new_therapy):
    return new_therapy == "Y"


class InformationSource(Codelist):
    PATIENT = "PATIENT", T("Patient", "受试者本人")
    FAMILY = "FAMILY", T("Family", "家属")
    RECORDS = "RECORDS", T("Records", "病历")
    REGISTRY = "REGISTRY", T("Registry", "登记系统")


class SurvivalStatus(Codelist):
    ALIVE = "ALIVE", "ALIVE", T("Alive", "存活")
    DEAD = "DEAD", "DEAD", T("Dead", "死亡")
    UNKNOWN = "UNKNOWN", "UNKNOWN", T("Could not be reached", "未联系上")


class DiseaseStatus(Codelist):
    REMISSION_MRDNEG = "REMISSION_MRDNEG", T("Remission, MRD negative", "缓解，MRD阴性")
    REMISSION_MRDPOS = "REMISSION_MRDPOS", T("Remission, MRD positive", "缓解，MRD阳性")
    REMISSION_MRDUNK = "REMISSION_MRDUNK", T("Remission, MRD unknown", "缓解，MRD未知")
    RELAPSED = "RELAPSED", T("Relapsed", "复发")
    UNKNOWN = "UNKNOWN", T("Unknown", "未知")


class ActiveGvhd(Codelist):
    NONE = "NONE", T("None", "无")
    ACUTE = "ACUTE", T("Acute", "急性")
    CHRONIC = "CHRONIC", T("Chronic", "慢性")
    UNKNOWN = "UNKNOWN", T("Unknown", "未知")


class SurvivalFollowup(Crf):
    """One contact after transplantation, or after the end of study treatment."""

    title = T("Survival and disease follow-up", "生存与疾病随访")
    order = 41
    repeats = Repeats.PER_VISIT
    visits = required(HD28, HD60, HD100, HM6, HM9, HM12, FU) + optional(REL)
    key = ("contact_date",)
    date = "contact_date"
    exempt = {"contact_date": ("GEN-DEATH",)}

    contact_section = Section(T("Contact", "联系"))
    contact_date = ask.Date(
        T("Date of contact", "联系日期"), required_when=always, cdash="SSDAT", sdtm=("SS.SSDTC",)
    )
    contact_mode = ask.Choice(
        T("Mode", "方式"),
        ContactMode,
        required_when=always,
        cdash="SVCNTMOD",
        sdtm=("SV.SVCNTMOD",),
    )
    information_source = ask.Choice(
        T("Source", "信息来源"), InformationSource, required_when=always
    )

    status_section = Section(T("Status", "状态"))
    survival_status = ask.Choice(
        T("Survival", "生存状态"),
        SurvivalStatus,
        required_when=always,
        cdash="SURVSTAT_SSORRES",
        sdtm=("SS.SSORRES where SSTESTCD=SURVSTAT",),
    )
    last_known_alive_date = ask.Date(
        T("Last day known alive", "末次已知存活日期"),
        shown_when=is_not_known_dead,
        required_when=is_not_known_dead,
        sdtm=("DM.RFPENDTC",),
    )
    disease_status = ask.Choice(
        T("Disease", "疾病状态"),
        DiseaseStatus,
        shown_when=is_alive,
        required_when=is_alive,
        cdash="DISSTAT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=DISSTAT and FAOBJ=PH+ ALL",),
    )
    disease_assessment_date = ask.Date(
        T("Date of the last disease assessment", "末次疾病评估日期"),
        shown_when=is_in_remission,
        required_when=is_in_remission,
    )
    on_immunosuppression = ask.Choice(
        T("On immunosuppression", "是否使用免疫抑制剂"),
        YesNoUnknown,
        shown_when=is_alive,
        required_when=is_alive_after_hsct,
    )
    gvhd_now = ask.Choice(
        T("Active GVHD", "目前活动性GVHD"),
        ActiveGvhd,
        shown_when=is_alive,
        required_when=is_alive_after_hsct,
    )
    new_therapy = ask.YesNo(
        T(
            "New anti-leukaemia therapy since the last contact",
            "自上次联系后是否有新的抗白血病治疗",
        ),
        shown_when=is_alive,
        required_when=is_alive,
    )
    new_therapy_detail = ask.Text(
        T("Which", "具体治疗"),
        longest=200,
        shown_when=had_new_therapy,
        required_when=had_new_therapy,
    )

    lost_section = Section(T("If not reached", "未联系上时"))
    attempts = ask.Integer(
        T("Attempts made", "联系尝试次数"),
        shown_when=was_not_reached,
        required_when=was_not_reached,
        hard=(0, 50),
    )
    attempt_detail = ask.Text(T("Attempts", "尝试记录"), longest=500, shown_when=was_not_reached)
