"""The decision at the end of screening; it gives the subject its number."""

from edc import questions as ask
from edc.access import Permission
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import Unknown
from edc.schedule import always, required
from edc.text import T
from enrollment.codelists import Criterion
from trial.protocol import SCR


def is_enrolled(decision):
    return decision == "ENROLLED"


def is_screen_failure(decision):
    return decision == "SCREEN_FAILURE"


def failed_a_criterion(screen_failure_reason):
    return screen_failure_reason == "CRITERIA"


def other_regimen_is_planned(planned_ino_regimen):
    return planned_ino_regimen == "OTHER"


def number_of_subject(subject):
    """Given once, when the enrolment is completed; Unknown until then."""
    return subject.number if subject and subject.number else Unknown


class EnrolmentDecision(Codelist):
    ENROLLED = "ENROLLED", "ENTERED INTO TRIAL", T("Enrolled", "入组")
    SCREEN_FAILURE = "SCREEN_FAILURE", "SCREEN FAILURE", T("Screen failure", "筛选失败")
    WITHDREW = "WITHDREW", "WITHDRAWAL BY SUBJECT", T("Withdrew before enrolment", "入组前退出")


class ScreenFailureReason(Codelist):
    CRITERIA = "CRITERIA", T("Criterion not met", "不符合入排标准")
    MRD_NEG = "MRD_NEG", T("MRD no longer positive", "MRD已转阴")
    RELAPSE = "RELAPSE", T("Morphological relapse during screening", "筛选期形态学复发")
    DEATH = "DEATH", T("Died during screening", "筛选期死亡")
    NO_DONOR = "NO_DONOR", T("No donor or no longer an HSCT candidate", "无供者或不再适合移植")
    OTHER = "OTHER", T("Other", "其他")


class PlannedRegimen(Codelist):
    LABEL_INDUCTION = (
        "LABEL_INDUCTION",
        T(
            "0.8 / 0.5 / 0.5 mg/m2 in cycle 1, then 0.5 x 3",
            "首周期0.8/0.5/0.5 mg/m²，后续0.5 mg/m²×3",
        ),
    )
    LABEL_CR = "LABEL_CR", T("0.5 / 0.5 / 0.5 mg/m2 in every cycle", "各周期0.5/0.5/0.5 mg/m²")
    LOW_MRD = (
        "LOW_MRD",
        T(
            "0.6 / 0.3 mg/m2 in cycle 1 (D1, D8), then 0.3 x 2",
            "首周期0.6/0.3 mg/m²（D1、D8），后续0.3 mg/m²×2",
        ),
    )
    OTHER = "OTHER", T("Other (explain)", "其他（请说明）")


class PlannedDose(Codelist):
    DOSE_40 = "40", T("40 mg every other day", "40 mg 隔日一次")
    DOSE_30 = "30", T("30 mg every other day", "30 mg 隔日一次")
    DOSE_20 = "20", T("20 mg every other day", "20 mg 隔日一次")


class DonorStatus(Codelist):
    MSD = "MSD", T("Matched sibling", "同胞全相合供者")
    MRD_OTHER = "MRD_OTHER", T("Other matched relative", "其他亲属全相合供者")
    MUD = "MUD", T("Matched unrelated", "非血缘全相合供者")
    MMUD = "MMUD", T("Mismatched unrelated", "非血缘不全相合供者")
    HAPLO = "HAPLO", T("Haploidentical", "亲缘单倍体相合供者")
    CORD = "CORD", T("Cord blood", "脐血")
    SEARCH = "SEARCH", T("Search under way", "寻找中")
    NONE = "NONE", T("None", "无")


class Enrolment(Crf):
    title = T("Enrolment decision", "入组决定")
    order = 6
    repeats = Repeats.ONCE
    visits = required(SCR)
    date = "decision_date"
    completed_by = Permission.ENROL
    gives_number_when = is_enrolled
    exempt = {"decision_date": ("GEN-DEATH",)}

    decision_section = Section(T("Decision", "入组决定"))
    decision_date = ask.Date(
        T("Date of decision", "决定日期"),
        required_when=always,
        cdash="DSSTDAT",
        sdtm=("DS.DSSTDTC",),
    )
    decision = ask.Choice(
        T("Decision", "决定"),
        EnrolmentDecision,
        required_when=always,
        cdash="DSDECOD",
        sdtm=("DS.DSDECOD",),
    )
    enrolment_date = ask.Date(
        T("Date of enrolment", "入组日期"),
        shown_when=is_enrolled,
        required_when=always,
        cdash="DSSTDAT",
        sdtm=("DS.DSSTDTC where DSDECOD=ENTERED INTO TRIAL",),
    )
    subject_number = ask.Text(
        T("Subject number", "受试者编号"),
        longest=7,
        derived=number_of_subject,
        hint=T(
            "Site number and the next number within the site, given once at enrolment and never "
            "reused.",
            "中心编号加中心内流水号，入组时一次性赋予，不重复使用。",
        ),
        cdash="SUBJID",
        sdtm=("DM.SUBJID",),
    )
    screen_failure_reason = ask.Choice(
        T("Main reason for screen failure", "筛选失败主要原因"),
        ScreenFailureReason,
        shown_when=is_screen_failure,
        required_when=always,
    )
    failed_criteria = ask.MultiChoice(
        T("Criteria not met", "不符合的入排标准（未满足的入选标准或符合的排除标准）"),
        Criterion,
        shown_when=failed_a_criterion,
        required_when=always,
    )
    decision_comment = ask.Text(T("Comment", "备注"), longest=500)

    plan_section = Section(T("Planned treatment", "计划治疗"))
    planned_ino_regimen = ask.Choice(
        T("Planned InO regimen", "计划InO方案"),
        PlannedRegimen,
        shown_when=is_enrolled,
        required_when=always,
        sdtm=("SUPPDM.QVAL where QNAM=PLANREG",),
        hint=T("InO = inotuzumab ozogamicin.", "InO指奥加伊妥珠单抗（inotuzumab ozogamicin）。"),
    )
    planned_ino_other = ask.Text(
        T("Other regimen", "其他方案说明"),
        longest=300,
        shown_when=other_regimen_is_planned,
        required_when=always,
    )
    planned_olv_dose = ask.Choice(
        T("Planned olverembatinib dose", "计划奥雷巴替尼剂量"),
        PlannedDose,
        shown_when=is_enrolled,
        required_when=always,
    )
    donor_status = ask.Choice(
        T("Donor at enrolment", "入组时供者情况"),
        DonorStatus,
        shown_when=is_enrolled,
        required_when=always,
    )
