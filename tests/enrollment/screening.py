"""A patient in screening, on paper: what the other forms say when eligibility is assessed."""

from datetime import date

from edc.logic import Unknown
from enrollment.models import (
    Demographics,
    DiseaseHistory,
    Ecg,
    Echocardiography,
    Eligibility,
    InformedConsent,
    LabChemistry,
    LabInfection,
    LabPregnancy,
    LabReferenceRange,
    MedicalHistory,
    PriorTherapy,
    VitalSigns,
)
from enrollment.models.eligibility import EXCLUSION, INCLUSION
from mrd.models import BmMorphology, Cd22Expression
from tests.enrollment.paper import blank_chart, fill

CONSENT = date(2026, 1, 5)
ASSESSED = "2026-01-20"
THE_DAY_AFTER = "2026-01-21"
LABORATORY = "Central laboratory"
UPPER_LIMITS = {"alt": 40, "ast": 40, "bilirubin_total": 20, "lipase": 60, "amylase": 100}
UNITS = {"bilirubin_total": "umol/L"}
# Every criterion answered as the trial asks.
ELIGIBLE = dict.fromkeys(INCLUSION, "Y") | dict.fromkeys(EXCLUSION, "N")

consents = InformedConsent, {"consent_type": "MAIN", "consent_date": CONSENT}


def given(form, **answers):
    """A form and what is answered on it."""
    return form, answers


def a_person(**answers):
    return given(Demographics, **{"collection_date": CONSENT} | answers)


def history(**answers):
    return given(DiseaseHistory, **{"collection_date": CONSENT} | answers)


def therapy(kind, **answers):
    return given(PriorTherapy, therapy_class=kind, start_date="2025-03", **answers)


def illness(category, **answers):
    return given(MedicalHistory, **{"category": category, "term": category.title()} | answers)


def examined(form, *, on=ASSESSED, **answers):
    """An examination that took place, on the day of assessment unless told otherwise."""
    return given(form, **{form.date: on, "performed": "Y"} | answers)


def ecog(score, **more):
    return examined(VitalSigns, ecog=score, **more)


def marrow(**more):
    return examined(BmMorphology, **more)


def chemistry(**more):
    return examined(LabChemistry, **{"lab_name": LABORATORY} | more)


def virology(**more):
    return examined(LabInfection, **more)


def pregnancy_test(result, **more):
    return examined(LabPregnancy, result=result, **more)


def lvef(percent, **more):
    return examined(Echocardiography, lvef_percent=percent, **more)


def qtcf(ms, **more):
    """At 60 beats a minute QTcF is QT."""
    return examined(Ecg, qt_ms=ms, heart_rate=60, **more)


def cd22(percent, *, on=ASSESSED, **more):
    return given(Cd22Expression, sample_date=on, evaluable_cells="Y", cd22_percent=percent, **more)


def ranges():
    """What the laboratory calls normal for everybody."""
    return [
        given(
            LabReferenceRange,
            lab_name=LABORATORY,
            analyte=analyte,
            range_unit=UNITS.get(analyte, "U/L"),
            upper_limit=limit,
            sex="ALL",
            age_from=18,
            age_to=120,
            valid_from=date(2020, 1, 1),
        )
        for analyte, limit in UPPER_LIMITS.items()
    ]


def screened(*papers):
    """The chart of a patient with these papers."""
    chart = blank_chart()
    for form, answers in papers:
        fill(chart, form, **answers)
    chart.sort()
    return chart


def agrees(check, *papers, **answers):
    """Whether a check on eligibility, assessed on the day, holds beside these papers."""
    chart = screened(*papers)
    assessment = fill(chart, Eligibility, **{"assessment_date": ASSESSED} | answers)
    return chart.evaluate(check, assessment)


def finding(criterion, *papers, assessed=ASSESSED):
    """What the evidence of a patient with these papers says on a criterion."""
    chart = screened(given(Eligibility, assessment_date=assessed), *papers)
    return next(f for f in chart.fact("eligibility_evidence") if f.criterion == criterion)


def verdict(criterion, *papers):
    return finding(criterion, *papers).verdict


def is_open(criterion, *papers):
    return verdict(criterion, *papers) is Unknown
