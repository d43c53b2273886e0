"""Subjects on both study drugs, on paper: doses, pauses, and what was found meanwhile."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from dosing.models import DosingCycle, InoInfusion, OlverembatinibPeriod
from edc.checking import checks_on, findings
from enrollment.models import Ecg, Enrolment, VitalSigns
from safety.models import AdverseEvent
from tests.enrollment.laboratory import blood_count, chemistry, known_subject
from tests.enrollment.paper import SHANGHAI, fill

START = date(2026, 1, 1)


def day(number):
    """So many days after the first dose; olverembatinib is due on the even ones."""
    return START + timedelta(days=number)


def subject():
    """A subject whose laboratory calls ALT and AST up to 50 and 40, bilirubin up to 20 normal."""
    return known_subject(treated=False)


def takes(chart, first=0, last=None, *, dose="40", missed=0, frequency="QOD", **answers):
    """Olverembatinib from one day to another; without a last day it is still being taken."""
    return fill(
        chart,
        OlverembatinibPeriod,
        period_status="TAKEN",
        start_date=day(first),
        end_date=None if last is None else day(last),
        ongoing="Y" if last is None else "N",
        dose_mg=dose,
        frequency=frequency,
        doses_missed=missed,
        **answers,
    )


def pauses(chart, first, last=None, *, status="INTERRUPTED", reason="AE_HAEM"):
    """An interruption; without a last day it goes on, or is a permanent stop."""
    has_ended = last is not None or status == "STOPPED"
    return fill(
        chart,
        OlverembatinibPeriod,
        period_status=status,
        start_date=day(first),
        end_date=None if last is None else day(last),
        ongoing="N" if has_ended else "Y",
        change_type=status,
        change_reason=reason,
    )


def stops(chart, first, **answers):
    return pauses(chart, first, status="STOPPED", **answers)


def blood(chart, on, anc="2.0", platelets=150, **signs):
    """A blood count: neutrophils and platelets, None when not measured."""
    neutrophils = None if anc is None else Decimal(anc)
    return blood_count(chart, day(on), anc=neutrophils, platelets=platelets, **signs)


def liver(chart, on, *, alt=1, ast=1, bilirubin=1, **others):
    """Liver tests as multiples of the upper limit of normal, None when not measured."""
    values = {"alt": (alt, 50), "ast": (ast, 40), "bilirubin_total": (bilirubin, 20)}
    measured = {
        name: None if times is None else Decimal(str(times)) * limit
        for name, (times, limit) in values.items()
    }
    return chemistry(chart, day(on), **measured, **others)


def ecg(chart, on, qt):
    """An electrocardiogram at a rate of 60, at which QTcF is QT."""
    return fill(chart, Ecg, performed="Y", ecg_date=day(on), qt_ms=qt, heart_rate=60)


def pressure(chart, on, systolic, diastolic=80):
    readings = {"systolic_mmhg": systolic, "diastolic_mmhg": diastolic}
    return fill(chart, VitalSigns, performed="Y", assessment_date=day(on), **readings)


def event(chart, first, last=None, *, grade="3", kind="NONE", term="Nausea", **answers):
    """An adverse event put down to both drugs; without a last day it is ongoing."""
    causality = dict.fromkeys(("causality_olv", "causality_ino"), "PROBABLE")
    dates = {"start_date": first if isinstance(first, str) else str(day(first))}
    if last is not None:
        dates["end_date"] = last if isinstance(last, str) else str(day(last))
    return fill(
        chart,
        AdverseEvent,
        **dates
        | causality
        | {"ctcae_term": term, "aesi": kind, "grade": grade}
        | {"ongoing": "Y" if last is None else "N", "outcome": "RECOVERED"}
        | answers,
    )


def plan(chart, regimen="LABEL_INDUCTION"):
    """The regimen planned at enrolment."""
    return fill(chart, Enrolment, decision="ENROLLED", planned_ino_regimen=regimen)


def cycle(chart, number, first, *, regimen="LABEL_CR", **answers):
    header = {"cycle_number": number, "cycle_start_date": day(first), "ino_regimen": regimen}
    return fill(chart, DosingCycle, **header | answers)


def infused(chart, on, *, number=1, planned="D1", dose="0.5", change=("NONE",), **answers):
    """An infusion that was given."""
    start = datetime.combine(day(on), datetime.min.time(), SHANGHAI).replace(hour=9)
    given = {"given": "Y", "infusion_date": day(on), "infusion_start": start}
    doses = dict.fromkeys(("planned_dose_mg_m2", "actual_dose_mg_m2"), Decimal(dose))
    place = {"cycle_number": number, "planned_day": planned, "modification": list(change)}
    return fill(chart, InoInfusion, **given | doses | place | answers)


def on_ino(*days_of_cycle, regimen="LABEL_CR"):
    """A subject in cycle 1, infused on these days of it: D1, D8, D15 in this order."""
    chart = subject()
    plan(chart, regimen)
    cycle(chart, 1, 0, regimen=regimen)
    for planned, on in zip(("D1", "D8", "D15"), days_of_cycle, strict=False):
        infused(chart, on, planned=planned)
    return chart


def left_out(chart, *, number=1, planned="D8", reason="AE_HEP", change=("OMITTED",)):
    """An infusion that was not given."""
    place = {"cycle_number": number, "planned_day": planned, "modification": list(change)}
    dose = {"planned_dose_mg_m2": Decimal("0.5")}
    return fill(chart, InoInfusion, given="N", not_given_reason=reason, **place | dose)


def rules_asked(chart, record):
    """The rules of the watch that a query on the record would show."""
    watched = [check for check in checks_on(record._crf) if check.id.startswith("DOSE-")]
    return [found.check.id for found in findings(chart, record, watched)]


def asked(chart, rule):
    """On which of the dosing records the rule is asked, counted from 0 in the order of filling."""
    forms = ("olverembatinib_period", "ino_infusion")
    return [
        place
        for form in forms
        for place, record in enumerate(chart.records.get(form, ()))
        if rule in rules_asked(chart, record)
    ]
