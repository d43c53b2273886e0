"""The transplant: day 0, donor, graft, conditioning, GVHD prophylaxis."""

from edc import questions as ask
from edc.codelists import Codelist, PosNeg, Sex
from edc.crf import Crf, Repeats, Section
from edc.logic import has, negation, one_of
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from trial.protocol import HSCT


def donor_is_a_relative(donor_type):
    return one_of(donor_type, "MSD", "MRD_OTHER", "HAPLO")


def donor_is_somebody_else(donor_type):
    return donor_type != "SELF"


def donor_is_a_living_person(donor_type):
    return negation(one_of(donor_type, "CORD", "SELF"))


def donor_may_be_mismatched(donor_type):
    return one_of(donor_type, "HAPLO", "MMUD", "CORD")


def was_conditioned(conditioning_given):
    return conditioning_given == "Y"


def was_irradiated(tbi_given):
    return tbi_given == "Y"


def was_given_atg(gvhd_prophylaxis):
    return has(gvhd_prophylaxis, "ATG")


class TransplantKind(Codelist):
    ALLO = "ALLO", T("Allogeneic", "异基因")
    AUTO = "AUTO", T("Autologous", "自体")
    BOOST = "BOOST", T("Stem cell boost without conditioning", "干细胞补充回输（无预处理）")


class StatusAtTransplant(Codelist):
    CR1_MRDNEG = "CR1_MRDNEG", T("CR1, MRD remission", "CR1，MRD缓解")
    CR1_MRDPOS = "CR1_MRDPOS", T("CR1, MRD positive", "CR1，MRD阳性")
    CR2_MRDNEG = "CR2_MRDNEG", T("CR2 or later, MRD remission", "≥CR2，MRD缓解")
    CR2_MRDPOS = "CR2_MRDPOS", T("CR2 or later, MRD positive", "≥CR2，MRD阳性")
    NO_CR = "NO_CR", T("Not in remission", "未缓解")


class DonorType(Codelist):
    MSD = "MSD", T("Matched sibling", "同胞全相合")
    MRD_OTHER = "MRD_OTHER", T("Other matched relative", "其他亲属全相合")
    HAPLO = "HAPLO", T("Haploidentical relative", "亲缘单倍体相合")
    MUD = "MUD", T("Matched unrelated (10/10 or 8/8)", "非血缘全相合（10/10或8/8）")
    MMUD = "MMUD", T("Mismatched unrelated", "非血缘不全相合")
    CORD = "CORD", T("Cord blood", "脐血")
    SELF = "SELF", T("Autologous", "自体")


class DonorRelation(Codelist):
    SIBLING = "SIBLING", T("Sibling", "同胞")
    PARENT = "PARENT", T("Parent", "父母")
    CHILD = "CHILD", T("Child", "子女")
    OTHER = "OTHER", T("Other relative", "其他亲属")


class HlaAllelesTyped(Codelist):
    SIX = "6", T("6", "6位点")
    EIGHT = "8", T("8", "8位点")
    TEN = "10", T("10", "10位点")
    TWELVE = "12", T("12", "12位点")


class AboMatch(Codelist):
    MATCH = "MATCH", T("Matched", "相合")
    MINOR = "MINOR", T("Minor mismatch", "次侧不合")
    MAJOR = "MAJOR", T("Major mismatch", "主侧不合")
    BOTH = "BOTH", T("Both", "双向不合")


class GraftSource(Codelist):
    PB = "PB", T("Peripheral blood", "外周血")
    BM = "BM", T("Bone marrow", "骨髓")
    BMPB = "BMPB", T("Bone marrow and peripheral blood", "骨髓+外周血")
    PBCB = (
        "PBCB",
        T("Peripheral blood (with or without marrow) and cord blood", "外周血（±骨髓）+脐血"),
    )
    CB = "CB", T("Cord blood", "脐血")


class GraftManipulation(Codelist):
    NONE = "NONE", T("None", "无")
    TCD = "TCD", T("T-cell depletion", "去T细胞")
    CD34SEL = "CD34SEL", T("CD34 selection", "CD34分选")
    OTHER = "OTHER", T("Other", "其他")


class ConditioningIntensity(Codelist):
    MAC = "MAC", T("Myeloablative (MAC)", "清髓性（MAC）")
    RIC = "RIC", T("Reduced intensity (RIC)", "减低强度（RIC）")
    NMA = "NMA", T("Non-myeloablative (NMA)", "非清髓性（NMA）")


class GvhdProphylaxis(Codelist):
    CSA = "CSA", T("Ciclosporin", "环孢素")
    TAC = "TAC", T("Tacrolimus", "他克莫司")
    MTX = "MTX", T("Methotrexate", "甲氨蝶呤")
    MMF = "MMF", T("Mycophenolate mofetil", "吗替麦考酚酯")
    ATG = (
        "ATG",
        T(
            "Antithymocyte or antilymphocyte globulin (ATG, ALG)",
            "抗胸腺/淋巴细胞球蛋白（ATG/ALG）",
        ),
    )
    PTCY = "PTCY", T("Post-transplant cyclophosphamide", "移植后环磷酰胺（PTCy）")
    RUX = "RUX", T("Ruxolitinib", "芦可替尼")
    BASI = "BASI", T("Basiliximab", "巴利昔单抗")
    SIRO = "SIRO", T("Sirolimus", "西罗莫司")
    MSC = "MSC", T("Mesenchymal cells", "间充质干细胞")
    OTHER = "OTHER", T("Other", "其他")
    NONE = "NONE", T("None", "无")


class Hsct(Crf):
    """One infusion of stem cells, given as a transplant or as a boost."""

    title = T("Transplant", "造血干细胞移植")
    order = 31
    origin = "literature: EBMT Handbook 2024"
    repeats = Repeats.LOG
    visits = required(HSCT)
    key = ("transplant_number",)
    date = "d0_date"

    day0_section = Section(T("Day 0", "回输"))
    transplant_number = ask.Integer(
        T("Transplant number in this trial", "本研究内移植次序"), required_when=always, hard=(1, 3)
    )
    hsct_kind = ask.Choice(
        T("Kind", "移植类型"),
        TransplantKind,
        required_when=always,
        cdash="PRTRT",
        sdtm=("PR.PRTRT",),
    )
    d0_date = ask.Date(
        T("Day 0 (infusion of the graft)", "移植日（0天，回输日期）"),
        hint=T(
            "Day of the first graft infusion when the graft is given over several days.",
            "分次回输时为首次回输日期。",
        ),
        required_when=always,
        cdash="PRSTDAT",
        sdtm=("PR.PRSTDTC where PRDECOD=HEMATOPOIETIC STEM CELL TRANSPLANTATION",),
    )
    disease_status = ask.Choice(
        T("Disease status at HSCT", "移植时疾病状态"), StatusAtTransplant, required_when=always
    )

    donor_section = Section(T("Donor", "供者"))
    donor_type = ask.Choice(
        T("Donor", "供者类型"),
        DonorType,
        required_when=always,
        cdash="DONTYPE_SCORRES",
        sdtm=("SC.SCORRES where SCTESTCD=DONTYPE",),
    )
    donor_relation = ask.Choice(
        T("Relation", "亲缘关系"),
        DonorRelation,
        shown_when=donor_is_a_relative,
        required_when=donor_is_a_relative,
    )
    hla_matched_loci = ask.Integer(
        T("HLA alleles matched", "HLA相合位点数"),
        shown_when=donor_is_somebody_else,
        required_when=donor_is_somebody_else,
        hard=(0, 12),
        expected=(4, 12),
    )
    hla_loci_typed = ask.Choice(
        T("HLA alleles typed", "HLA检测位点数"),
        HlaAllelesTyped,
        shown_when=donor_is_somebody_else,
        required_when=donor_is_somebody_else,
    )
    donor_age = ask.Integer(
        T("Donor age", "供者年龄"),
        unit=Unit.YEARS,
        shown_when=donor_is_a_living_person,
        hard=(0, 80),
        expected=(8, 65),
    )
    donor_sex = ask.Choice(
        T("Donor sex", "供者性别"),
        Sex,
        shown_when=donor_is_a_living_person,
        required_when=donor_is_a_living_person,
    )
    donor_abo = ask.Choice(
        T("ABO match", "供受者ABO血型相合情况"),
        AboMatch,
        shown_when=donor_is_somebody_else,
        required_when=donor_is_somebody_else,
    )
    recipient_cmv = ask.Choice(T("Patient CMV IgG", "受试者CMV IgG"), PosNeg, required_when=always)
    donor_cmv = ask.Choice(
        T("Donor CMV IgG", "供者CMV IgG"),
        PosNeg,
        shown_when=donor_is_somebody_else,
        required_when=donor_is_somebody_else,
    )
    dsa = ask.Choice(
        T("Donor-specific HLA antibodies", "供者特异性HLA抗体（DSA）"),
        PosNeg,
        shown_when=donor_may_be_mismatched,
        required_when=donor_may_be_mismatched,
    )

    graft_section = Section(T("Graft", "移植物"))
    graft_source = ask.Choice(
        T("Source", "干细胞来源"), GraftSource, required_when=always, sdtm=("PR.PRDOSFRM",)
    )
    tnc_dose = ask.Number(
        T("Nucleated cells", "总有核细胞（TNC）"),
        unit=Unit.HUNDRED_MILLION_PER_KILOGRAM,
        decimals=2,
        required_when=always,
        hard=("0.01", 100),
        expected=("0.2", 25),
        sdtm=("SUPPPR.QVAL where QNAM=TNCDOSE",),
    )
    cd34_dose = ask.Number(
        T("CD34 positive cells", "CD34阳性细胞"),
        unit=Unit.MILLION_PER_KILOGRAM,
        decimals=2,
        required_when=always,
        hard=("0.01", 100),
        expected=("0.1", 15),
        cdash="PRDOSE",
        sdtm=("PR.PRDOSE",),
    )
    cd3_dose = ask.Number(
        T("CD3 positive cells", "CD3阳性细胞"),
        unit=Unit.HUNDRED_MILLION_PER_KILOGRAM,
        decimals=2,
        hard=("0.001", 50),
        expected=("0.01", 10),
    )
    graft_manipulation = ask.Choice(
        T("Graft manipulation", "移植物体外处理"), GraftManipulation, required_when=always
    )

    conditioning_section = Section(T("Conditioning", "预处理"))
    conditioning_given = ask.YesNo(T("Conditioning given", "是否给予预处理"), required_when=always)
    conditioning_start_date = ask.Date(
        T("First day of conditioning", "预处理开始日期"),
        shown_when=was_conditioned,
        required_when=was_conditioned,
        cdash="ECSTDAT",
        sdtm=("EC.ECSTDTC where ECCAT=CONDITIONING",),
    )
    intensity = ask.Choice(
        T("Intensity", "预处理强度"),
        ConditioningIntensity,
        shown_when=was_conditioned,
        required_when=was_conditioned,
    )
    tbi_given = ask.YesNo(
        T("Total body irradiation", "是否全身照射（TBI）"),
        shown_when=was_conditioned,
        required_when=was_conditioned,
    )
    tbi_dose_gy = ask.Number(
        T("TBI dose", "TBI总剂量"),
        unit=Unit.GRAY,
        decimals=1,
        shown_when=was_irradiated,
        required_when=was_irradiated,
        hard=("0.5", 20),
        expected=(2, 14),
    )
    dual_alkylator = ask.YesNo(
        T("Two alkylators in the conditioning", "预处理是否含两种烷化剂"),
        hint=T(
            "Cyclophosphamide after transplant does not count. "
            "Enter the drugs on the conditioning form.",
            "移植后环磷酰胺不计入；药物请录入预处理药物表。",
        ),
        shown_when=was_conditioned,
        required_when=was_conditioned,
    )

    prophylaxis_section = Section(T("GVHD prophylaxis", "GVHD预防"))
    gvhd_prophylaxis = ask.MultiChoice(
        T("Medicines", "GVHD预防药物"),
        GvhdProphylaxis,
        required_when=always,
        cdash="CMTRT",
        sdtm=("CM.CMTRT where CMCAT=GVHD PROPHYLAXIS",),
    )
    atg_total_dose = ask.Number(
        T("ATG or ALG total dose", "ATG/ALG总剂量"),
        unit=Unit.MILLIGRAM_PER_KILOGRAM,
        decimals=1,
        shown_when=was_given_atg,
        required_when=was_given_atg,
        hard=("0.5", 200),
        expected=("2.5", 15),
    )
