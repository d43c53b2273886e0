"""Clearance of creatinine, as Cockcroft and Gault predict it from one blood sample."""

from decimal import Decimal

from edc.logic import Unknown, age_in_years, ratio, rounded
from edc.series import last_before

# mL/min for creatinine in µmol/L: 88.4 / 72 for men, 15 % less for women.
FACTORS = {"M": Decimal("1.23"), "F": Decimal("1.04")}


def cockcroft_gault(*, age, weight_kg, sex, creatinine):
    """Clearance in mL/min, whole: (140 - age) x weight in kg x 1.23 or 1.04 / creatinine in µmol/L.

    Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine. Nephron
    1976;16:31-41. Unknown for who is neither recorded as a man nor as a woman.
    """
    factor = Unknown if sex is Unknown else FACTORS[sex]
    return rounded(ratio((140 - age) * weight_kg * factor, creatinine), 0)


def creatinine_clearance(creatinine, sample_date, demographics, vital_signs_records):
    """Of the subject on the day of the sample, with the weight last measured until then."""
    return cockcroft_gault(
        age=age_in_years(demographics.birth_date, sample_date),
        weight_kg=last_before(vital_signs_records, "weight_kg", sample_date),
        sex=demographics.sex,
        creatinine=creatinine,
    )
