"""Blood at a visit: counts, chemistry, coagulation, viruses, as the course would have them."""

from decimal import Decimal
from random import Random
from typing import NamedTuple

from edc.codelists import MissingReason
from edc.logic import rounded
from trial.demonstration.course import counts_are_low_on, days_on_treatment
from trial.demonstration.laboratories import laboratory_of, normal, printed
from trial.demonstration.paper import Occasion
from trial.demonstration.patients import Patient
from trial.demonstration.traits import carries_hepatitis_b, cmv, sex
from trial.protocol import C1D8, C1D15, C1D22, CXD8, CXD15, HD14, HD28, HD60, HSCT, REL

ON_TREATMENT = {planned.code for planned in (C1D8, C1D15, C1D22, CXD8, CXD15)}
SOON_AFTER = {planned.code for planned in (HSCT, HD14, HD28, HD60)}
# Neutrophils and lymphocytes (0.01 x 10^9/L), haemoglobin (g/L), platelets (10^9/L): from, to.
COUNTS = {
    "before": ((180, 420), (60, 180), (95, 138), (118, 260)),
    "low": ((110, 210), (30, 100), (82, 115), (54, 110)),
    "very low": ((42, 88), (20, 60), (75, 98), (28, 47)),
    "recovered": ((190, 420), (60, 160), (92, 130), (101, 210)),
    "conditioned": ((2, 30), (1, 8), (75, 95), (16, 45)),
    "taking": ((60, 280), (5, 40), (72, 95), (18, 60)),
    "taken": ((150, 400), (20, 90), (80, 110), (55, 130)),
    "late": ((190, 480), (70, 240), (100, 145), (95, 240)),
    "relapse": ((60, 260), (60, 220), (78, 110), (24, 110)),
}
# Chemistry that takes little part in the course: from, to, in hundredths of the standard unit.
STEADY = {
    "alp": (5000, 11500),
    "urea": (330, 690),
    "sodium": (13700, 14400),
    "calcium": (212, 244),
    "phosphate": (88, 142),
    "glucose": (430, 760),
    "cholesterol": (320, 560),
    "triglycerides": (70, 260),
    "hdl": (100, 170),
    "ldl": (150, 330),
    "creatine_kinase": (6000, 19000),
    "ferritin": (32000, 150000),
}
URATE = {"M": (23000, 41000), "F": (17000, 33000)}
CREATININE = {"M": (5700, 8300), "F": (4300, 6100)}


class Counts(NamedTuple):
    """Cells of the blood in 10^9/L, haemoglobin in g/L."""

    anc: Decimal
    lymphocytes: Decimal
    wbc: Decimal
    haemoglobin: Decimal
    platelets: int

    @property
    def are_significant(self) -> bool:
        return self.platelets < 75 or self.anc < Decimal("1.5")


def hundredths(chance: Random, span: tuple[int, int]) -> Decimal:
    return Decimal(chance.randint(*span)) / 100


def phase(patient: Patient, visit: Occasion) -> str:
    """Which stretch of the course the counts belong to."""
    grafted = {HSCT.code: "conditioned", HD14.code: "taking", HD28.code: "taken"}
    if visit.code == REL.code:
        return "relapse"
    if patient.transplanted and visit.on >= patient.transplanted:
        return grafted.get(visit.code, "late")
    if counts_are_low_on(patient, visit.on):
        return "very low"
    if visit.code in ON_TREATMENT:
        return "low"
    is_treated = patient.first_dose and days_on_treatment(patient, visit.on) > 0
    return "recovered" if is_treated else "before"


def counts(patient: Patient, visit: Occasion) -> Counts:
    chance = patient.chance(f"counts at {visit.code} {visit.sequence}")
    anc, lymphocytes, haemoglobin, platelets = COUNTS[phase(patient, visit)]
    neutrophils, others = hundredths(chance, anc), hundredths(chance, lymphocytes)
    monocytes = hundredths(chance, (1, 8)) + neutrophils / 10
    return Counts(
        neutrophils,
        others,
        rounded(neutrophils + others + monocytes, 2),
        Decimal(chance.randint(*haemoglobin)),
        chance.randint(*platelets),
    )


def taken(patient: Patient, visit: Occasion) -> dict:
    return {
        "performed": "Y",
        "lab_name": laboratory_of(patient.site),
        "sample_date": visit.on,
    }


def haematology(patient: Patient, visit: Occasion) -> dict:
    found, site = counts(patient, visit), patient.site
    is_grafting = visit.code in {HD14.code, HSCT.code}
    needs_red_cells = is_grafting and found.haemoglobin < 85
    is_told = visit.code in ON_TREATMENT and found.are_significant
    low = ["platelets"] * (found.platelets < 75) + ["anc"] * (found.anc < Decimal("1.5"))
    return {
        **taken(patient, visit),
        "wbc": found.wbc,
        "anc": found.anc,
        "lymphocytes": found.lymphocytes,
        "haemoglobin": printed(site, "haemoglobin", found.haemoglobin),
        "platelets": found.platelets,
        "pb_blasts_percent": "0",
        "platelet_transfusion_7d": "Y" if is_grafting and found.platelets < 40 else "N",
        "rbc_transfusion_7d": "Y" if needs_red_cells else "N",
        "gcsf_7d": "Y" if visit.code == HD14.code else "N",
        "any_clinically_significant": "Y" if is_told else "N",
        **({"cs_tests": ",".join(low)} if is_told else {}),
    }


def has_raised_transaminases(patient: Patient) -> bool:
    """In nearly half of the patients, from the first week of treatment."""
    return patient.chance("transaminases").random() < 0.45


def times_upper_limit(patient: Patient, visit: Occasion, chance: Random) -> dict[str, Decimal]:
    """Liver enzymes, bilirubin and those of the pancreas in hundredths of the upper limit."""
    alt = ast = (30, 85)
    bilirubin = (30, 80)
    if visit.code in ON_TREATMENT and has_raised_transaminases(patient):
        alt, ast, bilirubin = (115, 235), (90, 210), (40, 115)
    elif patient.transplanted and visit.on >= patient.transplanted:
        alt, ast = (40, 190), (40, 160)
        bilirubin = (50, 120) if visit.code in SOON_AFTER else (35, 90)
    found = {"alt": alt, "ast": ast, "ggt": (40, 180), "bilirubin_total": bilirubin}
    found |= {"lipase": (30, 110), "amylase": (35, 95), "ldh": (60, 105)}
    return {name: hundredths(chance, span) for name, span in found.items()}


def electrolytes(patient: Patient, visit: Occasion, chance: Random) -> dict[str, Decimal]:
    is_grafted = patient.transplanted and visit.on >= patient.transplanted
    return {
        "potassium": hundredths(chance, (320, 440) if is_grafted else (360, 475)),
        "magnesium": hundredths(chance, (62, 90) if is_grafted else (72, 98)),
        "albumin": hundredths(chance, (3000, 4000) if is_grafted else (3600, 4700)),
        "urate": hundredths(chance, URATE[sex(patient)]),
        "creatinine": hundredths(chance, CREATININE[sex(patient)]),
        **{name: hundredths(chance, span) for name, span in STEADY.items()},
    }


def chemistry_values(patient: Patient, visit: Occasion) -> dict[str, Decimal]:
    """Every result of the chemistry in its standard unit."""
    chance = patient.chance(f"chemistry at {visit.code} {visit.sequence}")
    found = {
        name: ratio * normal(patient.site, name, sex(patient)).high
        for name, ratio in times_upper_limit(patient, visit, chance).items()
    }
    found["bilirubin_direct"] = found["bilirubin_total"] * hundredths(chance, (18, 30))
    return found | electrolytes(patient, visit, chance)


def chemistry(patient: Patient, visit: Occasion) -> dict:
    """Of the liver enzymes it is told when they are raised on treatment; something may be lost."""
    chance = patient.chance(f"urine at {visit.code} {visit.sequence}")
    found = chemistry_values(patient, visit)
    is_told = visit.code in ON_TREATMENT and has_raised_transaminases(patient)
    answers = {
        **taken(patient, visit),
        "fasting": chance.choice(["Y", "Y", "Y", "N"]),
        **{name: printed(patient.site, name, value) for name, value in found.items()},
        "urine_protein": chance.choice(["NEG", "NEG", "NEG", "TRACE"]),
        "any_clinically_significant": "Y" if is_told else "N",
        **({"cs_tests": "alt,ast"} if is_told else {}),
    }
    if chance.random() < 0.02:
        answers["urate"] = MissingReason.NOT_DONE
    return answers


def coagulation(patient: Patient, visit: Occasion) -> dict:
    chance = patient.chance(f"coagulation at {visit.code} {visit.sequence}")
    return {
        **taken(patient, visit),
        "pt": f"{chance.randint(112, 140) / 10:.1f}",
        "inr": f"{chance.randint(92, 116) / 100:.2f}",
        "aptt": f"{chance.randint(280, 410) / 10:.1f}",
        "fibrinogen": printed(patient.site, "fibrinogen", hundredths(chance, (190, 410))),
        "d_dimer": printed(patient.site, "d_dimer", hundredths(chance, (12, 140))),
        "antithrombin": f"{chance.randint(780, 1180) / 10:.1f}",
        "any_clinically_significant": "N",
    }


def viruses(patient: Patient, visit: Occasion) -> dict:
    """A carrier of hepatitis B, a past infection, or neither."""
    chance = patient.chance("viruses")
    is_carrier, is_past = carries_hepatitis_b(patient), chance.random() < 0.2
    return {
        **taken(patient, visit),
        "hbsag": "POS" if is_carrier else "NEG",
        "anti_hbs": "NEG" if is_carrier else chance.choice(["POS", "NEG"]),
        "hbeag": "NEG",
        "anti_hbe": "POS" if is_carrier or is_past else "NEG",
        "anti_hbc": "POS" if is_carrier or is_past else "NEG",
        **({"hbv_dna_result": "NOT"} if is_carrier or is_past else {}),
        "anti_hcv": "NEG",
        "hiv": "NEG",
        "syphilis": "NEG",
        "cmv_igg": cmv(patient),
        "ebv_igg": chance.choice(["POS", "POS", "POS", "NEG"]),
    }


def pregnancy(visit: Occasion) -> dict:
    return {
        "performed": "Y",
        "sample_date": visit.on,
        "specimen": "SERUM",
        "result": "NEG",
    }
