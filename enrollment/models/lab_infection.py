"""Infection screening: hepatitis B and C, HIV, syphilis, CMV and EBV."""

from edc import questions as ask
from edc.codelists import Codelist, PosNeg
from edc.crf import Crf, Repeats, Section
from edc.logic import any_of
from edc.schedule import required
from edc.text import T
from edc.units import Unit
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.sampling import day_of_sample, laboratory, time_of_sample
from trial.protocol import PRE_HSCT, SCR


def hbv_dna_is_needed(hbsag, anti_hbc):
    return any_of(hbsag == "POS", anti_hbc == "POS")


def hbv_dna_was_quantified(hbv_dna_result):
    return hbv_dna_result == "QUANT"


def hcv_rna_is_needed(anti_hcv):
    return anti_hcv == "POS"


def is_screening(visit):
    return visit.code == "SCR"


class HbvDnaResult(Codelist):
    NOT_DETECTED = "NOT", T("Not detected", "未检出")
    BELOW_QUANTIFICATION = (
        "BLQ",
        T("Detected, below the limit of quantification", "检出但低于定量下限"),
    )
    QUANTIFIED = "QUANT", T("Quantified", "可定量")
    NOT_DONE = "ND", T("Not done", "未检测")


class HcvRnaResult(Codelist):
    NOT_DETECTED = "NOT", T("Not detected", "未检出")
    BELOW_QUANTIFICATION = "BLQ", T("Below the limit of quantification", "低于定量下限")
    QUANTIFIED = "QUANT", T("Quantified", "可定量")
    NOT_DONE = "ND", T("Not done", "未检测")


class LabInfection(Crf):
    """Status of hepatitis B and C, HIV, syphilis, CMV and EBV in one sample."""

    title = T("Infection screening", "感染性疾病筛查")
    order = 16
    repeats = Repeats.PER_VISIT
    visits = required(SCR, PRE_HSCT)
    key = ("visit", "sample_date")
    date = "sample_date"
    routine_before_consent = True

    head_section = Section(T("Sample", "采样"))
    performed = done()
    not_done_reason = reason_not_done()
    lab_name = laboratory()
    sample_date = day_of_sample()
    sample_time = time_of_sample()

    hbv_section = Section(T("Hepatitis B", "乙型肝炎"), shown_when=was_performed)
    hbsag = ask.Choice(
        T("HBsAg", "乙肝表面抗原（HBsAg）"),
        PosNeg,
        required_when=was_performed,
        cdash="HBSAG_MBORRES",
        sdtm=("MB.MBORRES where MBTESTCD=HBSAG",),
    )
    anti_hbs = ask.Choice(
        T("Anti-HBs", "乙肝表面抗体（anti-HBs）"),
        PosNeg,
        cdash="HBSAB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=HBSAB",),
    )
    hbeag = ask.Choice(
        T("HBeAg", "乙肝e抗原（HBeAg）"),
        PosNeg,
        cdash="HBEAG_MBORRES",
        sdtm=("MB.MBORRES where MBTESTCD=HBEAG",),
    )
    anti_hbe = ask.Choice(
        T("Anti-HBe", "乙肝e抗体（anti-HBe）"),
        PosNeg,
        cdash="HBEAB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=HBEAB",),
    )
    anti_hbc = ask.Choice(
        T("Anti-HBc", "乙肝核心抗体（anti-HBc）"),
        PosNeg,
        required_when=was_performed,
        cdash="HBCAB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=HBCAB",),
    )
    hbv_dna_result = ask.Choice(
        T("HBV DNA", "HBV DNA检测结果"),
        HbvDnaResult,
        shown_when=hbv_dna_is_needed,
        required_when=hbv_dna_is_needed,
        cdash="HBVDNA_MBORRES",
        sdtm=("MB.MBORRES where MBTESTCD=HBVDNA",),
    )
    hbv_dna_iu_ml = ask.Number(
        T("HBV DNA level", "HBV DNA载量"),
        unit=Unit.INTERNATIONAL_UNIT_PER_MILLILITRE,
        decimals=0,
        qualified=True,
        shown_when=hbv_dna_was_quantified,
        required_when=hbv_dna_was_quantified,
        hard=(1, 100_000_000_000),
        cdash="HBVVLD_MBORRES",
        sdtm=("MB.MBORRES where MBTESTCD=HBVVLD",),
    )

    other_section = Section(
        T("Other viruses and syphilis", "其他病毒与梅毒"), shown_when=was_performed
    )
    anti_hcv = ask.Choice(
        T("Anti-HCV", "丙肝抗体（anti-HCV）"),
        PosNeg,
        required_when=was_performed,
        cdash="HCAB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=HCAB",),
    )
    hcv_rna_result = ask.Choice(
        T("HCV RNA", "HCV RNA检测结果"),
        HcvRnaResult,
        shown_when=hcv_rna_is_needed,
        required_when=hcv_rna_is_needed,
        cdash="HCVRNA_MBORRES",
        sdtm=("MB.MBORRES where MBTESTCD=HCVRNA",),
    )
    hiv = ask.Choice(
        T("HIV antigen/antibody", "HIV抗原/抗体"),
        PosNeg,
        required_when=was_performed,
        cdash="HIV12AB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=HIV12AB",),
    )
    syphilis = ask.Choice(
        T("Treponema antibody", "梅毒螺旋体抗体"),
        PosNeg,
        required_when=was_performed,
        cdash="TPAAB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=TPAAB",),
    )
    cmv_igg = ask.Choice(
        T("CMV IgG", "巨细胞病毒IgG抗体（CMV IgG）"),
        PosNeg,
        required_when=is_screening,
        cdash="CMVIGGAB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=CMVIGGAB",),
    )
    ebv_igg = ask.Choice(
        T("EBV VCA IgG", "EB病毒衣壳抗原IgG抗体（EBV VCA IgG）"),
        PosNeg,
        cdash="EBVIGGAB_ISORRES",
        sdtm=("IS.ISORRES where ISTESTCD=EBVIGGAB",),
    )
