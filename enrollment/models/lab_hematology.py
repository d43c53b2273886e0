"""Blood counts: cells, haemoglobin, circulating blasts, and the support that changes them."""

from decimal import Decimal

from edc import questions as ask
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import optional, required
from edc.text import T
from edc.units import Unit
from enrollment.analytes import Analyte
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.remarks import result
from enrollment.samples import was_significant
from enrollment.sampling import day_of_sample, laboratory, time_of_sample
from enrollment.visits import AROUND_TREATMENT, FROM_HSCT
from trial.protocol import FU, PRE_HSCT, REL, SCR, UNS


def blasts_are_looked_for(visit):
    return one_of(visit.code, SCR.code, REL.code)


class LabHematology(Crf):
    """A blood count with its differential, at a visit."""

    title = T("Haematology", "血常规")
    order = 13
    repeats = Repeats.PER_VISIT
    visits = required(*AROUND_TREATMENT, PRE_HSCT, *FROM_HSCT, REL) + optional(FU, UNS)
    key = ("visit", "sample_date")
    date = "sample_date"

    head_section = Section(T("Sample", "采样"))
    performed = done()
    not_done_reason = reason_not_done()
    lab_name = laboratory()
    sample_date = day_of_sample()
    sample_time = time_of_sample()

    count_section = Section(T("Blood count", "血细胞计数"), shown_when=was_performed)
    wbc = result(
        "wbc",
        T("White blood cells", "白细胞计数"),
        "WBC",
        unit=Unit.GIGA_PER_LITRE,
        other_units={Unit.THOUSAND_PER_MICROLITRE: Decimal("1")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 500),
        expected=(0, 30),
    )
    anc = result(
        "anc",
        T("Neutrophils, absolute", "中性粒细胞绝对值"),
        "NEUT",
        unit=Unit.GIGA_PER_LITRE,
        other_units={Unit.THOUSAND_PER_MICROLITRE: Decimal("1")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 300),
        expected=(0, 20),
    )
    lymphocytes = result(
        "lymphocytes",
        T("Lymphocytes, absolute", "淋巴细胞绝对值"),
        "LYM",
        unit=Unit.GIGA_PER_LITRE,
        other_units={Unit.THOUSAND_PER_MICROLITRE: Decimal("1")},
        decimals=2,
        hard=(0, 300),
        expected=(0, 15),
    )
    haemoglobin = result(
        "haemoglobin",
        T("Haemoglobin", "血红蛋白"),
        "HGB",
        unit=Unit.GRAM_PER_LITRE,
        other_units={
            Unit.GRAM_PER_DECILITRE: Decimal("10"),
            Unit.MILLIMOLE_PER_LITRE: Decimal("16.11"),
        },
        decimals=1,
        required_when=was_performed,
        hard=(15, 250),
        expected=(50, 180),
    )
    platelets = result(
        "platelets",
        T("Platelets", "血小板计数"),
        "PLAT",
        unit=Unit.GIGA_PER_LITRE,
        other_units={Unit.THOUSAND_PER_MICROLITRE: Decimal("1")},
        decimals=0,
        required_when=was_performed,
        hard=(0, 3000),
        expected=(1, 700),
    )
    pb_blasts_percent = ask.Number(
        T("Blasts in blood", "外周血原始细胞比例"),
        unit=Unit.PERCENT,
        decimals=1,
        qualified=True,
        required_when=blasts_are_looked_for,
        hard=(0, 100),
        cdash="BLASTLE_LBORRES",
        sdtm=("LB.LBORRES where LBTESTCD=BLASTLE",),
    )

    support_section = Section(
        T("Support in the last 7 days", "近7天支持治疗"), shown_when=was_performed
    )
    platelet_transfusion_7d = ask.YesNo(
        T("Platelet transfusion", "血小板输注"), required_when=was_performed
    )
    rbc_transfusion_7d = ask.YesNo(
        T("Red cell transfusion", "红细胞输注"), required_when=was_performed
    )
    gcsf_7d = ask.YesNo(T("G-CSF", "粒细胞集落刺激因子"), required_when=was_performed)

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
