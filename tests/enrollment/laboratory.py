"""A laboratory on paper: a subject of known sex and age, ranges, and what was measured."""

from datetime import date

from dosing.models import OlverembatinibPeriod
from enrollment.models import Demographics, LabChemistry, LabHematology, LabReferenceRange
from tests.enrollment.paper import blank_chart, fill

CENTRAL = "Central laboratory"
BEFORE, FIRST_DOSE, AFTER = date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 20)
RANGES = {
    "alt": (9, 50, "U/L"),
    "ast": (15, 40, "U/L"),
    "bilirubin_total": (None, 20, "umol/L"),
    "albumin": (40, 55, "g/L"),
    "creatinine": (57, 97, "umol/L"),
    "calcium": ("2.11", "2.52", "mmol/L"),
    "potassium": ("3.5", "5.3", "mmol/L"),
    "urea": ("3.1", "8", "mmol/L"),
    "glucose": ("3.9", "6.1", "mmol/L"),
    "lipase": (None, 60, "U/L"),
    "amylase": (30, 110, "U/L"),
    "hdl": (1, None, "mmol/L"),
    "ferritin": (30, 400, "ug/L"),
    "anc": ("1.8", "6.3", "10^9/L"),
    "haemoglobin": (130, 175, "g/L"),
}


def known_subject(*, treated=True):
    """A man of forty whose laboratory has filed its ranges; treated from FIRST_DOSE on."""
    chart = blank_chart()
    fill(chart, Demographics, sex="M", birth_date="1985-06")
    for analyte, (low, high, unit) in RANGES.items():
        file_range(chart, analyte, low, high, unit)
    if treated:
        fill(
            chart,
            OlverembatinibPeriod,
            period_status="TAKEN",
            start_date=FIRST_DOSE,
            ongoing="Y",
        )
    return chart


def file_range(chart, analyte, low, high, unit, **different):
    return fill(
        chart,
        LabReferenceRange,
        **{
            "lab_name": CENTRAL,
            "analyte": analyte,
            "range_unit": unit,
            "lower_limit": low,
            "upper_limit": high,
            "sex": "ALL",
            "age_from": 18,
            "age_to": 120,
            "valid_from": date(2026, 1, 1),
        }
        | different,
    )


def chemistry(chart, on=AFTER, *, visit=None, **answers):
    return _sample(LabChemistry, chart, on, visit, answers)


def blood_count(chart, on=AFTER, *, visit=None, **answers):
    return _sample(LabHematology, chart, on, visit, answers)


def _sample(form, chart, on, visit, answers):
    head = {"performed": "Y", "lab_name": CENTRAL, "sample_date": on}
    return fill(chart, form, visit=visit, **head | answers)
