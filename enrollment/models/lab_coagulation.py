"""Coagulation: clotting times, fibrinogen, D-dimer, antithrombin."""

from decimal import Decimal

from edc import questions as ask
from edc.crf import Crf, Repeats, Section
from edc.schedule import optional, required
from edc.text import T
from edc.units import Unit
from enrollment.analytes import Analyte
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.remarks import result
from enrollment.samples import was_significant
from enrollment.sampling import day_of_sample, laboratory, time_of_sample
from trial.protocol import C1D1, C1D15, EOT, HD14, HD28, PRE_HSCT, SCR, UNS


class LabCoagulation(Crf):
    """Coagulation tests of one sample."""

    title = T("Coagulation", "凝血功能")
    order = 15
    repeats = Repeats.PER_VISIT
    visits = required(SCR, C1D15, PRE_HSCT, HD14) + optional(C1D1, EOT, HD28, UNS)
    key = ("visit", "sample_date")
    date = "sample_date"

    head_section = Section(T("Sample", "采样"))
    performed = done()
    not_done_reason = reason_not_done()
    lab_name = laboratory()
    sample_date = day_of_sample()
    sample_time = time_of_sample()

    tests_section = Section(T("Tests", "检验项目"), shown_when=was_performed)
    pt = result(
        "pt",
        T("Prothrombin time", "凝血酶原时间（PT）"),
        "PT",
        unit=Unit.SECOND,
        decimals=1,
        required_when=was_performed,
        hard=(5, 200),
        expected=(8, 25),
    )
    inr = result(
        "inr",
        T("INR", "国际标准化比值（INR）"),
        "INR",
        decimals=2,
        required_when=was_performed,
        hard=("0.4", 20),
        expected=("0.8", 2),
    )
    aptt = result(
        "aptt",
        T("APTT", "活化部分凝血活酶时间（APTT）"),
        "APTT",
        unit=Unit.SECOND,
        decimals=1,
        required_when=was_performed,
        hard=(10, 300),
        expected=(20, 60),
    )
    fibrinogen = result(
        "fibrinogen",
        T("Fibrinogen", "纤维蛋白原"),
        "FIBRINO",
        unit=Unit.GRAM_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.01")},
        decimals=3,
        required_when=was_performed,
        hard=(0, 15),
        expected=(1, 6),
    )
    d_dimer = result(
        "d_dimer",
        T("D-dimer", "D-二聚体"),
        "DDIMER",
        unit=Unit.MILLIGRAM_PER_LITRE_FEU,
        other_units={
            Unit.MICROGRAM_PER_MILLILITRE_FEU: Decimal("1"),
            Unit.MICROGRAM_PER_LITRE_FEU: Decimal("0.001"),
            Unit.NANOGRAM_PER_MILLILITRE_FEU: Decimal("0.001"),
        },
        decimals=3,
        hard=(0, 1000),
        expected=(0, 10),
    )
    antithrombin = result(
        "antithrombin",
        T("Antithrombin activity", "抗凝血酶活性"),
        "ANTHRMA",
        unit=Unit.PERCENT,
        decimals=1,
        hard=(5, 200),
        expected=(40, 150),
    )

    cs_section = Section(T("Clinical significance", "临床意义"), shown_when=was_performed)
    any_clinically_significant = ask.YesNo(
        T("Any clinically significant abnormal value", "是否存在有临床意义的异常值"),
        required_when=was_performed,
        cdash="LBCLSIG",
        sdtm=("LB.LBCLSIG",),
    )
    cs_tests = ask.MultiChoice(
        T("Which tests", "异常项目"),
        Analyte,
        shown_when=was_significant,
        required_when=was_significant,
    )
    cs_comment = ask.Text(T("Comment", "说明"), longest=500, shown_when=was_significant)
