"""CD22 and companion antigens on the leukaemic cells: the target of inotuzumab ozogamicin."""

from edc import questions as ask
from edc.codelists import Codelist, SpecimenType
from edc.crf import Crf, Repeats, Section
from edc.schedule import always, optional, required
from edc.text import T
from edc.units import Unit
from trial.protocol import REL, SCR, UNS


def leukaemic_cells_were_gated(evaluable_cells):
    return evaluable_cells == "Y"


class Cd22TimePoint(Codelist):
    DIAGNOSIS = "DIAGNOSIS", T("Diagnosis", "初诊")
    LATEST = "LATEST", T("Latest before study treatment", "治疗前最近一次")
    RELAPSE = "RELAPSE", T("Relapse", "复发")
    OTHER = "OTHER", T("Other", "其他")


class Cd22Intensity(Codelist):
    BRIGHT = "BRIGHT", T("Bright", "强表达")
    NORMAL = "NORMAL", T("Normal", "正常表达")
    DIM = "DIM", T("Dim", "弱表达")
    ABSENT = "ABSENT", T("Absent", "表达缺失")


class Cd22Expression(Crf):
    """One sample in which leukaemic cells were looked at for CD22, CD19 and CD20."""

    title = T("CD22 expression", "CD22表达")
    order = 29
    repeats = Repeats.PER_VISIT
    visits = required(SCR, REL) + optional(UNS)
    key = ("visit", "sample_date")
    date = "sample_date"
    exempt = {"sample_date": ("GEN-CONSENT",)}

    cd22_section = Section(T("CD22", "CD22表达"))
    sample_date = ask.Date(
        T("Sample date", "采样日期"), required_when=always, cdash="CPDAT", sdtm=("CP.CPDTC",)
    )
    timepoint = ask.Choice(T("Time point", "时间点"), Cd22TimePoint, required_when=always)
    specimen = ask.Choice(
        T("Specimen", "标本"),
        SpecimenType,
        required_when=always,
        cdash="CPSPEC",
        sdtm=("CP.CPSPEC",),
    )
    evaluable_cells = ask.YesNo(
        T("Leukaemic cells could be gated", "是否可设门识别白血病细胞"), required_when=always
    )
    cd22_percent = ask.Number(
        T("CD22 positive leukaemic cells", "CD22阳性白血病细胞比例"),
        unit=Unit.PERCENT,
        decimals=1,
        shown_when=leukaemic_cells_were_gated,
        required_when=leukaemic_cells_were_gated,
        hard=(0, 100),
        cdash="CD22PCT_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=CD22PCT",),
    )
    cd22_intensity = ask.Choice(
        T("Intensity", "表达强度"),
        Cd22Intensity,
        shown_when=leukaemic_cells_were_gated,
        required_when=leukaemic_cells_were_gated,
        cdash="CD22INT_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=CD22INT",),
    )
    cd22_mfi_ratio = ask.Number(
        T("Mean fluorescence ratio", "平均荧光强度（MFI）比值"),
        decimals=1,
        shown_when=leukaemic_cells_were_gated,
        hard=(0, 100_000),
        cdash="CD22MFI_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=CD22MFI",),
    )
    cd19_percent = ask.Number(
        T("CD19 positive", "CD19阳性比例"),
        unit=Unit.PERCENT,
        decimals=1,
        shown_when=leukaemic_cells_were_gated,
        hard=(0, 100),
        cdash="CD19PCT_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=CD19PCT",),
    )
    cd20_percent = ask.Number(
        T("CD20 positive", "CD20阳性比例"),
        unit=Unit.PERCENT,
        decimals=1,
        shown_when=leukaemic_cells_were_gated,
        hard=(0, 100),
        cdash="CD20PCT_CPORRES",
        sdtm=("CP.CPORRES where CPTESTCD=CD20PCT",),
    )
    lab_name = ask.Text(
        T("Laboratory", "实验室"),
        longest=200,
        required_when=always,
        cdash="CPNAM",
        sdtm=("CP.CPNAM",),
    )
