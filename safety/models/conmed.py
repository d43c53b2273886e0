"""Concomitant medication: what was taken beside the study drugs, when and why."""

from edc import questions as ask
from edc.codelists import Codelist, Frequency, Route
from edc.crf import Crf, Repeats, Section
from edc.schedule import always
from edc.text import T
from safety.models.adverse_event import has_ended


class MedicineCategory(Codelist):
    PREMEDICATION = "PREMED", T("Premedication", "输注前用药")
    VOD_PROPHYLAXIS = (
        "VOD_PROPHYLAXIS",
        T("VOD prophylaxis (ursodeoxycholic acid, heparin)", "VOD预防（熊去氧胆酸、肝素）"),
    )
    ANTIEMETIC = "ANTIEMETIC", T("Antiemetic", "止吐药")
    ANTIBIOTIC = "ANTIBIOTIC", T("Antibiotic", "抗细菌药")
    ANTIFUNGAL = "ANTIFUNGAL", T("Antifungal", "抗真菌药")
    HBV_ANTIVIRAL = "ANTIVIRAL_HBV", T("HBV antiviral", "抗乙肝病毒药")
    ANTIVIRAL = "ANTIVIRAL", T("Other antiviral", "其他抗病毒药")
    G_CSF = "GCSF", T("G-CSF", "粒细胞集落刺激因子")
    TPO = "TPO", T("Thrombopoietin agonist", "促血小板生成药（TPO及其受体激动剂）")
    ANTIHYPERTENSIVE = "ANTIHYPERTENSIVE", T("Antihypertensive", "降压药")
    LIPID_LOWERING = "LIPID", T("Lipid lowering", "降脂药")
    ANTICOAGULANT = "ANTICOAG", T("Anticoagulant or antiplatelet", "抗凝/抗血小板药")
    STEROID = "STEROID", T("Corticosteroid", "糖皮质激素")
    INTRATHECAL = "INTRATHECAL", T("Intrathecal", "鞘内给药")
    TRANSFUSION = "TRANSFUSION", T("Transfusion", "输血")
    IMMUNOSUPPRESSANT = "IMMUNOSUPPRESSANT", T("Immunosuppressant", "免疫抑制剂")
    LEUKAEMIA = "LEUKAEMIA", T("Other anti-leukaemia", "其他抗白血病药")
    OTHER = "OTHER", T("Other", "其他")


class Cyp3a4Effect(Codelist):
    NONE = "NONE", T("None or unknown", "无/未知")
    STRONG_INHIBITOR = (
        "STRONG_INHIBITOR",
        T("Strong inhibitor (e.g. voriconazole, posaconazole)", "强抑制剂（如伏立康唑、泊沙康唑）"),
    )
    MODERATE_INHIBITOR = "MODERATE_INHIBITOR", T("Moderate inhibitor", "中效抑制剂")
    STRONG_INDUCER = "STRONG_INDUCER", T("Strong inducer (e.g. rifampicin)", "强诱导剂（如利福平）")
    MODERATE_INDUCER = "MODERATE_INDUCER", T("Moderate inducer", "中效诱导剂")


class DoseUnit(Codelist):
    MILLIGRAM = "MG", T("mg", "mg")
    GRAM = "G", T("g", "g")
    MICROGRAM = "UG", T("ug", "μg")
    MILLILITRE = "ML", T("mL", "mL")
    INTERNATIONAL_UNIT = "IU", T("IU", "IU")
    TABLET = "TABLET", T("Tablet", "片")
    UNIT = "UNIT", T("Unit (transfusion)", "单位/治疗量（输血）")
    OTHER = "OTHER", T("Other", "其他")


class Conmed(Crf):
    """A medicine taken from 28 days before consent until collection of events ends.

    Later only what bears on safety or on the transplant.
    """

    title = T("Concomitant medication", "合并用药")
    order = 46
    origin = "standard: CDASHIG v2.2"
    repeats = Repeats.LOG
    key = ("medication", "route", "dose", "start_date")
    date = "start_date"
    exempt = {"start_date": ("GEN-CONSENT",)}

    cm_section = Section(T("Medication", "用药"))
    medication = ask.Text(
        T("Medicine", "药物名称"),
        longest=200,
        coded_with="WHODRUG",
        required_when=always,
        cdash="CMTRT",
        sdtm=("CM.CMTRT",),
    )
    who_drug_name = ask.Text(
        T("WHO Drug preferred name", "WHO Drug首选名"),
        hint=T("Filled by coding.", "由编码人员填写。"),
        longest=100,
        cdash="CMDECOD",
        sdtm=("CM.CMDECOD",),
    )
    category = ask.Choice(
        T("Category", "类别"),
        MedicineCategory,
        required_when=always,
        cdash="CMCAT",
        sdtm=("CM.CMCAT",),
    )
    indication = ask.Text(
        T("Indication", "适应证"),
        longest=150,
        required_when=always,
        cdash="CMINDC",
        sdtm=("CM.CMINDC",),
    )
    related_ae = ask.Reference(T("Adverse event", "相关不良事件"), to_form="adverse_event")
    cyp3a4_effect = ask.Choice(
        T("CYP3A4 effect", "CYP3A4影响"),
        Cyp3a4Effect,
        hint=T("From the interaction list kept by pharmacy.", "依据药学部相互作用清单。"),
        required_when=always,
    )
    dose = ask.Number(
        T("Dose", "剂量"), decimals=2, hard=(0, 100_000), cdash="CMDSTXT", sdtm=("CM.CMDOSE",)
    )
    dose_unit = ask.Choice(T("Unit", "单位"), DoseUnit, cdash="CMDOSU", sdtm=("CM.CMDOSU",))
    frequency = ask.Choice(
        T("Frequency", "频次"), Frequency, cdash="CMDOSFRQ", sdtm=("CM.CMDOSFRQ",)
    )
    route = ask.Choice(
        T("Route", "途径"), Route, required_when=always, cdash="CMROUTE", sdtm=("CM.CMROUTE",)
    )
    start_date = ask.PartialDate(
        T("Start date", "开始日期"), required_when=always, cdash="CMSTDAT", sdtm=("CM.CMSTDTC",)
    )
    ongoing = ask.YesNo(
        T("Ongoing", "是否持续"), required_when=always, cdash="CMONGO", sdtm=("CM.CMENRTPT",)
    )
    end_date = ask.PartialDate(
        T("Stop date", "结束日期"),
        shown_when=has_ended,
        required_when=has_ended,
        cdash="CMENDAT",
        sdtm=("CM.CMENDTC",),
    )
