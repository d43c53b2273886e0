"""Pregnancy test, for women of childbearing potential."""

from edc import questions as ask
from edc.codelists import Codelist, PosNeg
from edc.crf import Crf, Repeats, Section
from edc.schedule import conditional
from edc.text import T
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.sampling import day_of_sample
from trial.protocol import C1D1, CXD1, SCR


def may_become_pregnant(demographics):
    return demographics.childbearing_potential == "Y"


class Specimen(Codelist):
    SERUM = "SERUM", "SERUM", T("Serum", "血清")
    URINE = "URINE", "URINE", T("Urine", "尿液")


class LabPregnancy(Crf):
    """One test, in serum or urine."""

    title = T("Pregnancy test", "妊娠试验")
    order = 17
    repeats = Repeats.PER_VISIT
    visits = conditional(SCR, C1D1, CXD1, when=may_become_pregnant)
    key = ("visit",)
    date = "sample_date"

    test_section = Section(T("Test", "检测"))
    performed = done()
    not_done_reason = reason_not_done()
    sample_date = day_of_sample()
    specimen = ask.Choice(
        T("Specimen", "标本"),
        Specimen,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="LBSPEC",
        sdtm=("LB.LBSPEC",),
    )
    result = ask.Choice(
        T("Result (hCG)", "结果（hCG）"),
        PosNeg,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="HCG_LBORRES",
        sdtm=("LB.LBORRES where LBTESTCD=HCG",),
    )
