"""What a hospital says of itself: approval, laboratories, and what they call normal."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import NamedTuple

from edc.logic import rounded
from enrollment.ranges import measured
from trial.demonstration.paper import InUnit, Paper
from trial.demonstration.people import Hospital, investigator_at

OPENED = date(2022, 1, 10)
APPROVED = date(2021, 12, 20)
PCR_LABORATORY = "Central molecular laboratory (fictional)"
FLOW_LABORATORY = "Central flow cytometry laboratory (fictional)"
CITIES = {
    "01": ("Beijing", "Beijing"),
    "02": ("Shanghai", "Shanghai"),
    "03": ("Guangdong", "Guangzhou"),
    "04": ("Sichuan", "Chengdu"),
    "05": ("Hubei", "Wuhan"),
    "06": ("Shaanxi", "Xi'an"),
}
ELSEWHERE = ("Zhejiang", "Hangzhou")

# Lower and upper limit of adults in the standard unit; for women where theirs differ.
NORMAL = {
    "wbc": ("3.5", "9.5"),
    "anc": ("1.8", "6.3"),
    "lymphocytes": ("1.1", "3.2"),
    "haemoglobin": ("130", "175"),
    "platelets": ("125", "350"),
    "alt": ("7", "45"),
    "ast": ("13", "40"),
    "alp": ("45", "125"),
    "ggt": ("7", "50"),
    "bilirubin_total": ("5", "21"),
    "bilirubin_direct": ("0", "6.8"),
    "albumin": ("40", "55"),
    "ldh": ("120", "250"),
    "creatinine": ("57", "97"),
    "urea": ("2.8", "7.6"),
    "urate": ("208", "428"),
    "sodium": ("137", "147"),
    "potassium": ("3.5", "5.3"),
    "calcium": ("2.11", "2.52"),
    "magnesium": ("0.75", "1.02"),
    "phosphate": ("0.85", "1.51"),
    "glucose": ("3.9", "6.1"),
    "lipase": ("13", "60"),
    "amylase": ("35", "135"),
    "cholesterol": ("2.8", "5.2"),
    "triglycerides": ("0.45", "1.7"),
    "hdl": ("1.0", "1.9"),
    "ldl": ("1.3", "3.4"),
    "creatine_kinase": ("50", "310"),
    "ferritin": ("30", "400"),
    "pt": ("11", "14.5"),
    "inr": ("0.8", "1.2"),
    "aptt": ("28", "43"),
    "fibrinogen": ("2", "4"),
    "d_dimer": ("0", "0.55"),
    "antithrombin": ("80", "120"),
}
OF_WOMEN = {"haemoglobin": ("115", "150"), "creatinine": ("41", "73"), "urate": ("155", "357")}
VARIES = {"alt": ("40", "45", "50"), "ast": ("35", "40"), "bilirubin_total": ("20.5", "21", "23"),
          "lipase": ("60", "67", "78"), "ggt": ("45", "50", "60")}  # fmt: skip
UNITS = {
    "03": {"haemoglobin": "g/dL"},
    "05": {"bilirubin_total": "mg/dL", "bilirubin_direct": "mg/dL", "creatinine": "mg/dL"},
}


class Limits(NamedTuple):
    """Lower and upper limit of normal in the standard unit."""

    low: Decimal
    high: Decimal


def laboratory_of(site: str) -> str:
    return f"Clinical laboratory of site {site} (fictional)"


def normal(site: str, analyte: str, of: str = "M") -> Limits:
    """What the laboratory of the site calls normal; upper limits vary with its methods."""
    low, high = OF_WOMEN.get(analyte, NORMAL[analyte]) if of == "F" else NORMAL[analyte]
    if analyte in VARIES:
        high = Random(f"{site} {analyte}").choice(VARIES[analyte])  # noqa: S311 - made up
    return Limits(Decimal(low), Decimal(high))


def unit_at(site: str, analyte: str) -> str:
    """The unit in which the laboratory of the site reports."""
    return UNITS.get(site, {}).get(analyte) or str(measured()[analyte].unit or "1")


def printed(site: str, analyte: str, value: Decimal) -> Decimal | InUnit:
    """A value of the standard unit as the laboratory of the site prints it."""
    question, unit = measured()[analyte], unit_at(site, analyte)
    if analyte not in UNITS.get(site, {}):
        return rounded(value, question.decimals)
    number = value / question.in_standard_unit(Decimal(1), unit)
    return InUnit(rounded(number, min(2, question.decimals)), unit)


def papers(hospital: Hospital) -> Iterator[Paper]:
    yield Paper(OPENED, "site", presentation(hospital))
    ranges = [(analyte, "ALL") for analyte in NORMAL if analyte not in OF_WOMEN]
    ranges += [(analyte, sex) for analyte in OF_WOMEN for sex in "MF"]
    for line, (analyte, sex) in enumerate(ranges, start=1):
        yield Paper(OPENED, "lab_reference_range", limits(hospital, analyte, sex), None, line)


def presentation(hospital: Hospital) -> dict:
    province, city = CITIES.get(hospital.code, ELSEWHERE)
    return {
        "site_code": hospital.code,
        "site_name_en": hospital.name_en,
        "site_name_zh": hospital.name_zh,
        "province": province,
        "city": city,
        "pi_name": investigator_at(hospital.code).name,
        "pi_phone": f"000-0000-00{hospital.code}",
        "is_lead_site": "Y" if hospital.code == "01" else "N",
        "time_zone": "Asia/Shanghai",
        "ethics_approval_number": f"FICTIONAL-2021-{hospital.code}",
        "ethics_approval_date": APPROVED,
        "site_status": "ACTIVE",
        "activation_date": OPENED,
        "planned_enrolment": 10,
        "pcr_lab_name": PCR_LABORATORY,
        "pcr_lab_accreditation": "ISO15189,NCCL",
        "pcr_lod_percent": "0.0032",
        "pcr_control_gene": "ABL1",
        "flow_lab_name": FLOW_LABORATORY,
        "flow_colours": 10,
        "flow_lod_percent": "0.002",
    }


def limits(hospital: Hospital, analyte: str, sex: str) -> dict:
    low, high = (
        as_limit(hospital.code, analyte, limit) for limit in normal(hospital.code, analyte, sex)
    )
    return {
        "lab_name": laboratory_of(hospital.code),
        "analyte": analyte,
        "range_unit": unit_at(hospital.code, analyte),
        "lower_limit": low,
        "upper_limit": high,
        "sex": sex,
        "age_from": 18,
        "age_to": 120,
        "valid_from": OPENED,
    }


def as_limit(site: str, analyte: str, value: Decimal) -> Decimal:
    number = printed(site, analyte, value)
    return number.number if isinstance(number, InUnit) else number
