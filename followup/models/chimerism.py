"""Donor chimerism after transplantation."""

from edc import questions as ask
from edc.codelists import Codelist, SpecimenType
from edc.crf import Crf, Repeats, Section
from edc.schedule import always, conditional, optional, required
from edc.text import T
from edc.units import Unit
from followup.gates import was_transplanted
from trial.protocol import HD28, HD60, HD100, HM6, HM9, HM12, REL, UNS


class CellFraction(Codelist):
    WHOLE_SAMPLE = "WHOLE", T("Whole blood or marrow", "全血/骨髓")
    CD3 = "CD3", T("CD3 cells", "CD3细胞")
    CD34 = "CD34", T("CD34 cells", "CD34细胞")
    CD33 = "CD33", T("CD33 cells", "CD33细胞")


class ChimerismMethod(Codelist):
    STR = "STR", T("STR-PCR", "STR-PCR法")
    QPCR = "QPCR", T("qPCR", "qPCR法")
    NGS = "NGS", T("NGS", "NGS法")
    FISH = "FISH", T("XY-FISH", "XY-FISH法")


class Chimerism(Crf):
    """How much of one kind of cells comes from the donor."""

    title = T("Chimerism", "嵌合度")
    order = 34
    origin = "literature: EBMT Handbook 2024"
    repeats = Repeats.PER_VISIT
    visits = (
        required(HD28, HD60, HD100, HM6, HM12)
        + optional(HM9, UNS)
        + conditional(REL, when=was_transplanted)
    )
    key = ("visit", "sample_date", "cell_fraction")
    date = "sample_date"

    chim_section = Section(T("Chimerism", "嵌合度检测"))
    sample_date = ask.Date(
        T("Sample date", "采样日期"), required_when=always, cdash="FADAT", sdtm=("FA.FADTC",)
    )
    specimen = ask.Choice(T("Specimen", "标本"), SpecimenType, required_when=always)
    cell_fraction = ask.Choice(T("Cells tested", "检测细胞"), CellFraction, required_when=always)
    method = ask.Choice(
        T("Method", "方法"),
        ChimerismMethod,
        required_when=always,
        sdtm=("SUPPFA.QVAL where QNAM=CHIMETH",),
    )
    donor_percent = ask.Number(
        T("Donor cells", "供者细胞比例"),
        unit=Unit.PERCENT,
        decimals=2,
        required_when=always,
        hard=(0, 100),
        expected=(80, 100),
        cdash="DONCHIM_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=DONCHIM and FAOBJ=HSCT",),
    )
