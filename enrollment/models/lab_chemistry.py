"""Clinical chemistry: liver, kidney, electrolytes, pancreas, lipids and urine protein."""

from decimal import Decimal

from edc import questions as ask
from edc.codelists import YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import optional, required
from edc.text import T
from edc.units import Unit
from enrollment import clearance
from enrollment.analytes import Analyte
from enrollment.codelists import UrineProtein
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.remarks import judged_strip, result
from enrollment.samples import was_significant
from enrollment.sampling import day_of_sample, laboratory, time_of_sample
from enrollment.visits import AROUND_TREATMENT, FROM_HSCT
from trial.protocol import FU, PRE_HSCT, UNS


def pancreas_is_watched(visit):
    """From screening to the end of treatment: olverembatinib can harm the pancreas."""
    return one_of(visit.code, *(planned.code for planned in AROUND_TREATMENT))


class LabChemistry(Crf):
    """One chemistry of the blood at a visit, with the protein of the urine."""

    title = T("Clinical chemistry", "血生化")
    order = 14
    repeats = Repeats.PER_VISIT
    visits = required(*AROUND_TREATMENT, PRE_HSCT, *FROM_HSCT) + optional(FU, UNS)
    key = ("visit", "sample_date")
    date = "sample_date"

    head_section = Section(T("Sample", "采样"))
    performed = done()
    not_done_reason = reason_not_done()
    lab_name = laboratory()
    sample_date = day_of_sample()
    sample_time = time_of_sample()
    fasting = ask.Choice(
        T("Fasting", "是否空腹"),
        YesNoUnknown,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="LBFAST",
        sdtm=("LB.LBFAST",),
    )

    liver_section = Section(T("Liver", "肝功能"), shown_when=was_performed)
    alt = result(
        "alt",
        T("ALT", "丙氨酸氨基转移酶（ALT）"),
        "ALT",
        unit=Unit.UNIT_PER_LITRE,
        other_units={Unit.MICROKATAL_PER_LITRE: Decimal("60")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 20_000),
        expected=(0, 500),
    )
    ast = result(
        "ast",
        T("AST", "天门冬氨酸氨基转移酶（AST）"),
        "AST",
        unit=Unit.UNIT_PER_LITRE,
        other_units={Unit.MICROKATAL_PER_LITRE: Decimal("60")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 20_000),
        expected=(0, 500),
    )
    alp = result(
        "alp",
        T("ALP", "碱性磷酸酶（ALP）"),
        "ALP",
        unit=Unit.UNIT_PER_LITRE,
        decimals=1,
        required_when=was_performed,
        hard=(0, 10_000),
        expected=(10, 600),
    )
    ggt = result(
        "ggt",
        T("GGT", "γ-谷氨酰转移酶（GGT）"),
        "GGT",
        unit=Unit.UNIT_PER_LITRE,
        decimals=1,
        required_when=was_performed,
        hard=(0, 10_000),
        expected=(0, 600),
    )
    bilirubin_total = result(
        "bilirubin_total",
        T("Total bilirubin", "总胆红素"),
        "BILI",
        unit=Unit.MICROMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("17.104")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 1500),
        expected=(1, 60),
    )
    bilirubin_direct = result(
        "bilirubin_direct",
        T("Direct bilirubin", "直接胆红素"),
        "BILDIR",
        unit=Unit.MICROMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("17.104")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 1500),
        expected=(0, 40),
    )
    albumin = result(
        "albumin",
        T("Albumin", "白蛋白"),
        "ALB",
        unit=Unit.GRAM_PER_LITRE,
        other_units={Unit.GRAM_PER_DECILITRE: Decimal("10")},
        decimals=2,
        required_when=was_performed,
        hard=(5, 80),
        expected=(20, 55),
    )
    ldh = result(
        "ldh",
        T("LDH", "乳酸脱氢酶（LDH）"),
        "LDH",
        unit=Unit.UNIT_PER_LITRE,
        decimals=1,
        required_when=was_performed,
        hard=(0, 50_000),
        expected=(50, 1500),
    )

    renal_section = Section(T("Kidney", "肾功能"), shown_when=was_performed)
    creatinine = result(
        "creatinine",
        T("Creatinine", "肌酐"),
        "CREAT",
        unit=Unit.MICROMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("88.42")},
        decimals=2,
        required_when=was_performed,
        hard=(5, 3000),
        expected=(20, 300),
    )
    creatinine_clearance = ask.Number(
        T("Creatinine clearance (Cockcroft-Gault)", "肌酐清除率（Cockcroft-Gault公式）"),
        unit=Unit.MILLILITRE_PER_MINUTE,
        decimals=0,
        derived=clearance.creatinine_clearance,
        hint=T(
            "(140 − age) × weight in kg × 1.23 (men) or 1.04 (women) / creatinine in μmol/L "
            "(Cockcroft & Gault 1976).",
            "（140−年龄）×体重kg×1.23（男）或1.04（女）/肌酐μmol/L（Cockcroft & Gault 1976）。",
        ),
        hard=(0, 2000),
        expected=(30, 250),
        cdash="CREATCLR_LBORRES",
        sdtm=("LB.LBORRES where LBTESTCD=CREATCLR",),
    )
    urea = result(
        "urea",
        T("Urea", "尿素"),
        "UREA",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE_OF_UREA_NITROGEN: Decimal("0.357")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 100),
        expected=(1, 30),
    )
    urate = result(
        "urate",
        T("Urate", "尿酸"),
        "URATE",
        unit=Unit.MICROMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("59.48")},
        decimals=2,
        required_when=was_performed,
        hard=(0, 3000),
        expected=(60, 700),
    )
    urine_protein = ask.Choice(
        T("Urine protein (dipstick)", "尿蛋白（试纸法/尿常规）"),
        UrineProtein,
        remark=judged_strip,
        cdash="PROT_LBORRES",
        sdtm=("LB.LBORRES where LBTESTCD=PROT and LBSPEC=URINE",),
    )

    electrolytes_section = Section(T("Electrolytes", "电解质"), shown_when=was_performed)
    sodium = result(
        "sodium",
        T("Sodium", "血钠"),
        "SODIUM",
        unit=Unit.MILLIMOLE_PER_LITRE,
        decimals=2,
        required_when=was_performed,
        hard=(90, 200),
        expected=(125, 155),
    )
    potassium = result(
        "potassium",
        T("Potassium", "血钾"),
        "K",
        unit=Unit.MILLIMOLE_PER_LITRE,
        decimals=2,
        required_when=was_performed,
        hard=(1, 12),
        expected=("2.8", 6),
    )
    calcium = result(
        "calcium",
        T("Calcium", "血钙"),
        "CA",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.2495")},
        decimals=2,
        required_when=was_performed,
        hard=("0.5", 5),
        expected=("1.8", "2.8"),
    )
    magnesium = result(
        "magnesium",
        T("Magnesium", "血镁"),
        "MG",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.4114")},
        decimals=2,
        required_when=was_performed,
        hard=("0.1", 5),
        expected=("0.5", "1.3"),
    )
    phosphate = result(
        "phosphate",
        T("Phosphate", "血磷"),
        "PHOS",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.3229")},
        decimals=2,
        required_when=was_performed,
        hard=("0.05", 8),
        expected=("0.5", "2.2"),
    )

    metabolic_section = Section(
        T("Pancreas, glucose and lipids", "胰酶、血糖与血脂"), shown_when=was_performed
    )
    glucose = result(
        "glucose",
        T("Glucose", "葡萄糖"),
        "GLUC",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.05551")},
        decimals=2,
        required_when=was_performed,
        hard=("0.5", 80),
        expected=(3, 20),
    )
    lipase = result(
        "lipase",
        T("Lipase", "脂肪酶"),
        "LIPASET",
        unit=Unit.UNIT_PER_LITRE,
        decimals=1,
        required_when=pancreas_is_watched,
        hard=(0, 20_000),
        expected=(0, 300),
    )
    amylase = result(
        "amylase",
        T("Amylase", "淀粉酶"),
        "AMYLASE",
        unit=Unit.UNIT_PER_LITRE,
        decimals=1,
        required_when=pancreas_is_watched,
        hard=(0, 20_000),
        expected=(0, 400),
    )
    cholesterol = result(
        "cholesterol",
        T("Total cholesterol", "总胆固醇"),
        "CHOL",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.02586")},
        decimals=2,
        hard=("0.3", 40),
        expected=(2, 10),
    )
    triglycerides = result(
        "triglycerides",
        T("Triglycerides", "甘油三酯"),
        "TRIG",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.01129")},
        decimals=2,
        required_when=pancreas_is_watched,
        hard=("0.1", 120),
        expected=("0.3", 6),
    )
    hdl = result(
        "hdl",
        T("HDL cholesterol", "高密度脂蛋白胆固醇"),
        "HDL",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.02586")},
        decimals=2,
        hard=("0.05", 8),
        expected=("0.4", 3),
    )
    ldl = result(
        "ldl",
        T("LDL cholesterol", "低密度脂蛋白胆固醇"),
        "LDL",
        unit=Unit.MILLIMOLE_PER_LITRE,
        other_units={Unit.MILLIGRAM_PER_DECILITRE: Decimal("0.02586")},
        decimals=2,
        hard=("0.05", 25),
        expected=("0.5", 8),
    )
    creatine_kinase = result(
        "creatine_kinase",
        T("Creatine kinase", "肌酸激酶"),
        "CK",
        unit=Unit.UNIT_PER_LITRE,
        decimals=1,
        hard=(0, 1_000_000),
        expected=(10, 1000),
    )
    ferritin = result(
        "ferritin",
        T("Ferritin", "铁蛋白"),
        "FERRITIN",
        unit=Unit.MICROGRAM_PER_LITRE,
        other_units={Unit.NANOGRAM_PER_MILLILITRE: Decimal("1")},
        decimals=2,
        hard=(0, 1_000_000),
        expected=(10, 5000),
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
