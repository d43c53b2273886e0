"""The medicines of conditioning."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import always, required
from edc.text import T
from trial.protocol import HSCT


def is_not_listed(drug):
    return drug == "OTHER"


def is_alkylator(drug):
    return one_of(drug, "BU", "CY", "MEL", "TT", "ME-CCNU", "CARM", "TREO")


class Medicine(Codelist):
    BUSULFAN = "BU", T("Busulfan", "白消安")
    CYCLOPHOSPHAMIDE = "CY", T("Cyclophosphamide", "环磷酰胺")
    FLUDARABINE = "FLU", T("Fludarabine", "氟达拉滨")
    MELPHALAN = "MEL", T("Melphalan", "美法仑")
    THIOTEPA = "TT", T("Thiotepa", "塞替派")
    CYTARABINE = "ARAC", T("Cytarabine", "阿糖胞苷")
    ETOPOSIDE = "VP16", T("Etoposide", "依托泊苷")
    SEMUSTINE = "ME-CCNU", T("Semustine", "司莫司汀")
    CARMUSTINE = "CARM", T("Carmustine", "卡莫司汀")
    TREOSULFAN = "TREO", T("Treosulfan", "曲奥舒凡")
    DECITABINE = "DEC", T("Decitabine", "地西他滨")
    CLADRIBINE = "CLAD", T("Cladribine", "克拉屈滨")
    IDARUBICIN = "IDA", T("Idarubicin", "伊达比星（去甲氧柔红霉素）")
    VENETOCLAX = "VEN", T("Venetoclax", "维奈克拉")
    OTHER = "OTHER", T("Other", "其他")


class ConditioningDoseUnit(Codelist):
    MILLIGRAM = "MG", T("mg", "mg")
    MILLIGRAM_PER_KILOGRAM = "MGKG", T("mg/kg", "mg/kg")
    MILLIGRAM_PER_SQUARE_METRE = "MGM2", T("mg/m2", "mg/m²")
    GRAM_PER_SQUARE_METRE = "GM2", T("g/m2", "g/m²")


class ConditioningDrug(Crf):
    """One medicine given in the conditioning of a transplant."""

    title = T("Conditioning medicine", "预处理药物")
    order = 32
    origin = "literature: EBMT Handbook 2024"
    repeats = Repeats.LOG
    visits = required(HSCT)
    key = ("drug", "drug_other", "start_date")
    date = "start_date"
    parent = "hsct"

    drug_section = Section(T("Drug", "药物"))
    drug = ask.Choice(
        T("Drug", "药物名称"),
        Medicine,
        required_when=always,
        cdash="ECTRT",
        sdtm=("EC.ECTRT where ECCAT=CONDITIONING",),
    )
    drug_other = ask.Text(
        T("Other drug", "其他药物"),
        longest=60,
        shown_when=is_not_listed,
        required_when=is_not_listed,
    )
    total_dose = ask.Number(
        T("Total dose", "总剂量"),
        decimals=2,
        required_when=always,
        hard=("0.01", 100_000),
        cdash="ECDOSTOT",
        sdtm=("EC.ECDOSTOT",),
    )
    dose_unit = ask.Choice(
        T("Unit", "剂量单位"), ConditioningDoseUnit, required_when=always, sdtm=("EC.ECDOSU",)
    )
    start_date = ask.Date(
        T("First day", "开始日期"), required_when=always, cdash="ECSTDAT", sdtm=("EC.ECSTDTC",)
    )
    end_date = ask.Date(
        T("Last day", "结束日期"), required_when=always, cdash="ECENDAT", sdtm=("EC.ECENDTC",)
    )
