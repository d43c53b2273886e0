"""Unscheduled visits: why they happened, and which forms they ask for."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.schedule import always, required
from edc.text import T
from trial.protocol import UNS


class UnscheduledReason(Codelist):
    REPEAT_SAMPLE = "REPEAT_SAMPLE", T("Repeat of an inadequate sample", "不合格标本重采")
    MRD_CHECK = "MRD_CHECK", T("Extra MRD test", "额外MRD检测")
    SUSPECTED_RELAPSE = "SUSPECTED_RELAPSE", T("Suspected relapse", "疑似复发")
    ADVERSE_EVENT = "AE", T("Adverse event", "不良事件")
    SUSPECTED_VOD = "VOD", T("Suspected VOD/SOS", "疑似VOD/SOS")
    DOSE_DECISION = "DOSE", T("Dose decision", "剂量调整")
    OTHER = "OTHER", T("Other", "其他")


class FormOpened(Codelist):
    VITAL_SIGNS = "vital_signs", T("Vital signs", "生命体征")
    LAB_HEMATOLOGY = "lab_hematology", T("Haematology", "血常规")
    LAB_CHEMISTRY = "lab_chemistry", T("Chemistry", "血生化")
    LAB_COAGULATION = "lab_coagulation", T("Coagulation", "凝血功能")
    ECG = "ecg", T("ECG", "心电图")
    ECHOCARDIOGRAPHY = "echocardiography", T("Echocardiography", "超声心动图")
    MRD_SPECIMEN = "mrd_specimen", T("Marrow or blood MRD sample", "骨髓/外周血MRD标本")
    BM_MORPHOLOGY = "bm_morphology", T("Morphology and response", "骨髓形态学与疗效评估")
    CD22_EXPRESSION = "cd22_expression", T("CD22 expression", "CD22表达")
    KD_MUTATION = "kd_mutation", T("Mutation test", "ABL1激酶区突变检测")
    CHIMERISM = "chimerism", T("Chimerism", "嵌合度")
    NONE = "NONE", T("None", "无")


class UnscheduledVisit(Crf):
    """The reasons for one visit outside the schedule, and what is to be done there."""

    title = T("Unscheduled visit", "计划外访视")
    order = 20
    repeats = Repeats.PER_VISIT
    visits = required(UNS)
    key = ("visit",)
    date = "visit_date"
    exempt = {"visit_date": ("GEN-DEATH",)}

    why_section = Section(T("Reason", "原因"))
    visit_date = ask.Date(
        T("Date", "日期"), required_when=always, cdash="VISDAT", sdtm=("SV.SVSTDTC",)
    )
    reason = ask.MultiChoice(
        T("Reason", "原因"), UnscheduledReason, required_when=always, sdtm=("SV.SVUPDES",)
    )
    forms_opened = ask.MultiChoice(
        T("Forms to complete", "需填写的表单"), FormOpened, required_when=always
    )
    comment = ask.Text(T("Comment", "备注"), longest=500)
