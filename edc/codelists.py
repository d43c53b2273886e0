"""Closed sets of answers, and those that many trials share."""

from django.db import models

from edc.text import T


class Codelist(models.TextChoices):
    """Codes with their wordings: ``CODE = "CODE", T(english, chinese)``.

    A third element before the wording is the CDISC submission value, where one is published:
    ``IN_PERSON = "INPERSON", "IN PERSON", T(...)``. A code is never renamed.
    """

    def __new__(cls, code, submission=""):
        term = str.__new__(cls, code)
        term._value_ = code
        term.submission = submission
        return term


class YesNo(Codelist):
    """CDISC C66742 (NY), without unknown."""

    YES = "Y", "Y", T("Yes", "是")
    NO = "N", "N", T("No", "否")


class YesNoUnknown(Codelist):
    """CDISC C66742 (NY)."""

    YES = "Y", "Y", T("Yes", "是")
    NO = "N", "N", T("No", "否")
    UNKNOWN = "U", "U", T("Unknown", "未知")


class MissingReason(Codelist):
    """Why a question has no answer, whatever its type."""

    NOT_DONE = "NOT_DONE", T("Not done", "未做")
    UNKNOWN = "UNKNOWN", T("Unknown", "不详")
    NOT_APPLICABLE = "NOT_APPLICABLE", T("Not applicable", "不适用")
    REFUSED = "REFUSED", T("Refused", "拒绝")


class Sex(Codelist):
    """CDISC C66731 (SEX)."""

    MALE = "M", "M", T("Male", "男")
    FEMALE = "F", "F", T("Female", "女")


class PosNeg(Codelist):
    """Qualitative results, worded as CDISC words them."""

    POSITIVE = "POS", "POSITIVE", T("Positive", "阳性")
    NEGATIVE = "NEG", "NEGATIVE", T("Negative", "阴性")
    INDETERMINATE = "IND", "INDETERMINATE", T("Indeterminate", "不确定")
    NOT_DONE = "ND", "NOT DONE", T("Not done", "未检测")


class Ctcae(Codelist):
    """Severity grades of NCI CTCAE v5.0."""

    MILD = "1", "1", T("Grade 1 (mild)", "1级（轻度）")
    MODERATE = "2", "2", T("Grade 2 (moderate)", "2级（中度）")
    SEVERE = "3", "3", T("Grade 3 (severe)", "3级（重度）")
    LIFE_THREATENING = "4", "4", T("Grade 4 (life-threatening)", "4级（危及生命）")
    DEATH = "5", "5", T("Grade 5 (death)", "5级（死亡）")


class SpecimenType(Codelist):
    """CDISC C78734 (SPECTYPE)."""

    MARROW_ASPIRATE = "BM", "BONE MARROW ASPIRATE", T("Bone marrow aspirate", "骨髓穿刺液")
    BLOOD = "PB", "BLOOD", T("Peripheral blood", "外周血")
    MARROW_BIOPSY = "BMB", "BONE MARROW", T("Bone marrow biopsy", "骨髓活检")
    CSF = "CSF", "CEREBROSPINAL FLUID", T("Cerebrospinal fluid", "脑脊液")
    TISSUE = "TISSUE", "TISSUE", T("Other tissue", "其他组织")


class Route(Codelist):
    """CDISC C66729 (ROUTE)."""

    ORAL = "PO", "ORAL", T("Oral", "口服")
    INTRAVENOUS = "IV", "INTRAVENOUS", T("Intravenous", "静脉给药")
    SUBCUTANEOUS = "SC", "SUBCUTANEOUS", T("Subcutaneous", "皮下注射")
    INTRAMUSCULAR = "IM", "INTRAMUSCULAR", T("Intramuscular", "肌内注射")
    INTRATHECAL = "IT", "INTRATHECAL", T("Intrathecal", "鞘内注射")
    TOPICAL = "TOP", "TOPICAL", T("Topical", "外用")
    INHALED = "INH", "RESPIRATORY (INHALATION)", T("Respiratory (inhalation)", "吸入")
    OTHER = "OTHER", "OTHER", T("Other", "其他")


class Frequency(Codelist):
    """CDISC C71113 (FREQ)."""

    ONCE = "ONCE", "ONCE", T("Once", "一次")
    DAILY = "QD", "QD", T("Once daily", "每日一次")
    TWICE_DAILY = "BID", "BID", T("Twice daily", "每日两次")
    THREE_TIMES_DAILY = "TID", "TID", T("Three times daily", "每日三次")
    FOUR_TIMES_DAILY = "QID", "QID", T("Four times daily", "每日四次")
    EVERY_OTHER_DAY = "QOD", "QOD", T("Every other day", "隔日一次")
    WEEKLY = "QW", T("Once weekly", "每周一次")
    AS_NEEDED = "PRN", "PRN", T("As needed", "必要时")
    CONTINUOUS = "CONT", "CONTINUOUS", T("Continuous infusion", "持续输注")
    OTHER = "OTHER", "OTHER", T("Other", "其他")


class EventOutcome(Codelist):
    """C66768 (OUT)"""

    RECOVERED = "RECOVERED", "RECOVERED/RESOLVED", T("Recovered / resolved", "痊愈/缓解")
    SEQUELAE = (
        "SEQUELAE",
        "RECOVERED/RESOLVED WITH SEQUELAE",
        T("Recovered / resolved with sequelae", "痊愈/缓解伴后遗症"),
    )
    RECOVERING = "RECOVERING", "RECOVERING/RESOLVING", T("Recovering / resolving", "好转中")
    NOTRECOVERED = (
        "NOTRECOVERED",
        "NOT RECOVERED/NOT RESOLVED",
        T("Not recovered / not resolved", "未好转/未缓解"),
    )
    FATAL = "FATAL", "FATAL", T("Fatal", "死亡")
    UNKNOWN = "UNKNOWN", "UNKNOWN", T("Unknown", "未知")


class ActionWithDrug(Codelist):
    """C66767 (ACN)"""

    NONE = "NONE", "DOSE NOT CHANGED", T("Dose not changed", "剂量未改变")
    REDUCED = "REDUCED", "DOSE REDUCED", T("Dose reduced", "减量")
    INTERRUPTED = (
        "INTERRUPTED",
        "DRUG INTERRUPTED",
        T("Drug interrupted / delayed", "暂停/延迟给药"),
    )
    WITHDRAWN = "WITHDRAWN", "DRUG WITHDRAWN", T("Drug withdrawn permanently", "永久停药")
    NA = (
        "NA",
        "NOT APPLICABLE",
        T("Not applicable (drug not yet started or already stopped)", "不适用（尚未开始或已停药）"),
    )
    UNKNOWN = "UNKNOWN", "UNKNOWN", T("Unknown", "未知")


class Causality(Codelist):
    """China ADR monitoring five-step wording; related = DEFINITE, PROBABLE or POSSIBLE"""

    DEFINITE = "DEFINITE", T("Definitely related", "肯定有关")
    PROBABLE = "PROBABLE", T("Probably related", "很可能有关")
    POSSIBLE = "POSSIBLE", T("Possibly related", "可能有关")
    UNLIKELY = "UNLIKELY", T("Unlikely related", "可能无关")
    NOT = "NOT", T("Not related", "肯定无关")
