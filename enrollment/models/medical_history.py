"""Other illnesses of the patient before the first dose."""

from edc import questions as ask
from edc.codelists import Codelist, Ctcae
from edc.crf import Crf, Repeats, Section
from edc.schedule import always
from edc.text import T


def is_over(ongoing):
    return ongoing == "N"


def is_ongoing(ongoing):
    return ongoing == "Y"


class RiskCategory(Codelist):
    LIVER = "LIVER", T("Liver or biliary", "肝胆")
    CARDIAC = "CARDIAC", T("Heart", "心脏")
    HYPERTENSION = "HYPERTENSION", T("Hypertension", "高血压")
    ARTERIAL = "ARTERIAL", T("Arterial disease or stroke", "动脉疾病或卒中")
    VENOUS = "VENOUS", T("Venous thrombosis", "静脉血栓")
    PANCREAS = "PANCREAS", T("Pancreatitis", "胰腺炎")
    DIABETES = "DIABETES", T("Diabetes", "糖尿病")
    LIPID = "LIPID", T("Lipid disorder", "血脂异常")
    RENAL = "RENAL", T("Kidney", "肾脏")
    LUNG = "LUNG", T("Lung", "肺")
    INFECTION = "INFECTION", T("Chronic or earlier infection", "慢性或既往感染")
    BLEEDING = "BLEEDING", T("Bleeding disorder", "出血性疾病")
    MALIGNANCY = "MALIGNANCY", T("Other malignancy", "其他恶性肿瘤")
    ALLERGY = "ALLERGY", T("Allergy", "过敏")
    OTHER = "OTHER", T("Other", "其他")


class MedicalHistory(Crf):
    """One illness; those that raise the risk of the study drugs are told by their category."""

    title = T("Medical history", "既往病史")
    order = 10
    origin = "standard: CDASHIG v2.2"
    repeats = Repeats.LOG
    key = ("term", "start_date")
    date = "start_date"
    exempt = {"start_date": ("GEN-CONSENT",)}

    mh_section = Section(T("Condition", "疾病"))
    term = ask.Text(
        T("Condition", "疾病名称"),
        longest=200,
        coded_with="MEDDRA",
        required_when=always,
        cdash="MHTERM",
        sdtm=("MH.MHTERM",),
    )
    meddra_pt = ask.Text(
        T("MedDRA preferred term", "MedDRA首选术语"),
        hint=T("Filled by coding, not by the site.", "由编码人员填写。"),
        longest=100,
        cdash="MHDECOD",
        sdtm=("MH.MHDECOD",),
    )
    category = ask.Choice(
        T("Risk category", "风险类别"),
        RiskCategory,
        required_when=always,
        cdash="MHCAT",
        sdtm=("MH.MHCAT",),
    )
    start_date = ask.PartialDate(
        T("Start date", "开始日期"), required_when=always, cdash="MHSTDAT", sdtm=("MH.MHSTDTC",)
    )
    ongoing = ask.YesNo(
        T("Ongoing at the first dose", "首次给药时仍存在"),
        required_when=always,
        cdash="MHONGO",
        sdtm=("MH.MHENRTPT",),
    )
    end_date = ask.PartialDate(
        T("End date", "结束日期"),
        shown_when=is_over,
        required_when=is_over,
        cdash="MHENDAT",
        sdtm=("MH.MHENDTC",),
    )
    grade = ask.Choice(
        T("CTCAE grade at the first dose", "首次给药时CTCAE分级"),
        Ctcae,
        shown_when=is_ongoing,
        required_when=is_ongoing,
    )
    on_treatment = ask.YesNo(T("Under treatment", "是否正在治疗"), required_when=always)
