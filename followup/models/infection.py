"""Infections after transplantation: reactivated viruses, and whatever needed treatment."""

from edc import questions as ask
from edc.codelists import Codelist, Ctcae, EventOutcome
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import always
from edc.text import T
from edc.units import Unit


def virus_is_counted(infection_type):
    return one_of(infection_type, "CMV", "EBV", "HBV", "HHV6", "BKV", "ADV")


def may_be_reactivation_alone(infection_type):
    return one_of(infection_type, "CMV", "EBV", "HHV6", "BKV", "ADV")


def has_resolved(outcome):
    return one_of(outcome, "RECOVERED", "SEQUELAE")


class InfectionType(Codelist):
    CMV = "CMV", T("CMV reactivation or disease", "CMV再激活/CMV病")
    EBV = "EBV", T("EBV reactivation or PTLD", "EBV再激活/移植后淋巴细胞增殖性疾病（PTLD）")
    HBV = "HBV", T("Hepatitis B reactivation", "乙肝病毒再激活")
    HHV6 = "HHV6", T("HHV-6", "HHV-6感染")
    BKV = "BKV", T("BK virus", "BK病毒感染")
    ADENOVIRUS = "ADV", T("Adenovirus", "腺病毒感染")
    BACTERIAL = "BACTERIAL", T("Bacterial", "细菌感染")
    FUNGAL = "FUNGAL", T("Fungal", "真菌感染")
    PNEUMOCYSTIS = "PCP", T("Pneumocystis", "肺孢子菌肺炎")
    OTHER = "OTHER", T("Other", "其他")


class SiteOfInfection(Codelist):
    BLOOD = "BLOOD", T("Blood", "血流")
    LUNG = "LUNG", T("Lung", "肺部")
    GUT = "GUT", T("Gut", "胃肠道")
    LIVER = "LIVER", T("Liver", "肝脏")
    URINARY_TRACT = "URINARY", T("Urinary tract", "泌尿道")
    SKIN = "SKIN", T("Skin", "皮肤")
    CNS = "CNS", T("CNS", "中枢神经系统")
    EYE = "EYE", T("Eye", "眼")
    SINUS = "SINUS", T("Sinus", "鼻窦")
    CATHETER = "LINE", T("Catheter", "导管")
    DISSEMINATED = "DISSEM", T("Disseminated", "播散性")
    OTHER = "OTHER", T("Other", "其他")


class InfectionTreatment(Codelist):
    GANCICLOVIR = "GANCICLOVIR", T("Ganciclovir or valganciclovir", "更昔洛韦/缬更昔洛韦")
    FOSCARNET = "FOSCARNET", T("Foscarnet", "膦甲酸钠")
    LETERMOVIR = "LETERMOVIR", T("Letermovir", "来特莫韦")
    RITUXIMAB = "RITUXIMAB", T("Rituximab", "利妥昔单抗")
    LESS_IMMUNOSUPPRESSION = "REDUCE_IS", T("Immunosuppression reduced", "减停免疫抑制剂")
    ANTIBIOTIC = "ANTIBIOTIC", T("Antibiotic", "抗细菌治疗")
    ANTIFUNGAL = "ANTIFUNGAL", T("Antifungal", "抗真菌治疗")
    VIRUS_SPECIFIC_T_CELLS = "CTL", T("Virus-specific T cells", "病毒特异性T细胞")
    OTHER = "OTHER", T("Other", "其他")
    NONE = "NONE", T("None", "无")


class Infection(Crf):
    """One infection, from its onset to its outcome."""

    title = T("Infection", "感染")
    order = 38
    repeats = Repeats.LOG
    key = ("infection_type", "organism", "onset_date")
    date = "onset_date"

    infection_section = Section(T("Infection", "感染事件"))
    infection_type = ask.Choice(
        T("Type", "类型"), InfectionType, required_when=always, cdash="CECAT", sdtm=("CE.CECAT",)
    )
    organism = ask.Text(
        T("Organism", "病原体"),
        hint=T("Enter 'unknown' when none was identified.", "未检出病原体时填写“不明”。"),
        longest=100,
        required_when=always,
        cdash="CETERM",
        sdtm=("CE.CETERM",),
    )
    onset_date = ask.Date(
        T("Onset", "发病日期"), required_when=always, cdash="CESTDAT", sdtm=("CE.CESTDTC",)
    )
    site_of_infection = ask.MultiChoice(
        T("Site", "感染部位"), SiteOfInfection, required_when=always
    )
    viral_load_max = ask.Number(
        T("Highest viral load", "最高病毒载量"),
        hint=T(
            "In the unit of the report; copies/mL are not converted.",
            "按报告单单位填写；copies/mL不作换算。",
        ),
        unit=Unit.INTERNATIONAL_UNIT_PER_MILLILITRE,
        other_units={Unit.COPIES_PER_MILLILITRE: 1},
        decimals=0,
        qualified=True,
        shown_when=virus_is_counted,
        hard=(0, 1_000_000_000_000),
        cdash="VRLLOAD_MBORRES",
        sdtm=("MB.MBORRES where MBTESTCD=VRLLOAD",),
    )
    disease_not_reactivation = ask.YesNo(
        T("Organ disease, not only reactivation", "是否为病毒性器官疾病（而非单纯再激活）"),
        shown_when=may_be_reactivation_alone,
        required_when=may_be_reactivation_alone,
    )
    grade = ask.Choice(
        T("CTCAE grade", "CTCAE分级"),
        Ctcae,
        required_when=always,
        cdash="CETOXGR",
        sdtm=("CE.CETOXGR",),
    )
    treatment = ask.MultiChoice(
        T("Treatment", "治疗"),
        InfectionTreatment,
        required_when=always,
        sdtm=("CM.CMTRT where CMCAT=ANTI-INFECTIVE",),
    )
    outcome = ask.Choice(
        T("Outcome", "转归"),
        EventOutcome,
        required_when=always,
        cdash="OUTC_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=OUTC and FAOBJ=INFECTION",),
    )
    end_date = ask.Date(
        T("Date resolved", "结束日期"),
        shown_when=has_resolved,
        required_when=has_resolved,
        cdash="CEENDAT",
        sdtm=("CE.CEENDTC",),
    )
