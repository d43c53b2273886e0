"""What a patient is and brings along: sex, age, body, leukaemia; the same on every paper."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edc.logic import rounded
from enrollment.rules import body_surface_area
from trial.demonstration.course import after, consented_on, days_on_treatment
from trial.demonstration.patients import Patient

AGES = (20, 63)
MENOPAUSE = 50


class Body(NamedTuple):
    """Height and weight as measured, and the body surface area."""

    height_cm: Decimal
    weight_kg: Decimal
    area_m2: Decimal


def sex(patient: Patient) -> str:
    return patient.chance("sex").choice("MF")


def age(patient: Patient) -> int:
    """Completed years at consent, give or take one for the month of birth."""
    return patient.chance("age").randint(*AGES)


def born(patient: Patient) -> str:
    """Year and month, as the trial asks for them."""
    month = patient.chance("month of birth").randint(1, 12)
    return f"{consented_on(patient).year - age(patient)}-{month:02}"


def childbearing(patient: Patient) -> str:
    if age(patient) >= MENOPAUSE:
        return "N_POSTMENO"
    return "N_STERILE" if patient.chance("sterile").random() < 0.1 else "Y"


def may_be_pregnant(patient: Patient) -> bool:
    return sex(patient) == "F" and childbearing(patient) == "Y"


def body_of(patient: Patient) -> Body:
    """As measured at the first dose."""
    chance = patient.chance("body")
    tall = (1600, 1830) if sex(patient) == "M" else (1520, 1720)
    centimetres = Decimal(chance.randint(*tall)) / 10
    index = Decimal(chance.randint(200, 270)) / 10
    kilograms = rounded(index * (centimetres / 100) ** 2, 1)
    return Body(centimetres, kilograms, body_surface_area(centimetres, kilograms))


def weight_on(patient: Patient, on: date) -> Decimal:
    """As at the first dose until then; a little more or less on treatment, less once grafted."""
    kilograms = body_of(patient).weight_kg
    chance = patient.chance(f"weight on {on}")
    if patient.transplanted and on > patient.transplanted:
        return rounded(kilograms * (100 - Decimal(chance.randint(20, 80)) / 10) / 100, 1)
    if patient.first_dose is None or days_on_treatment(patient, on) <= 1:
        return kilograms
    return rounded(kilograms * (100 + Decimal(chance.randint(-30, 15)) / 10) / 100, 1)


def transcript(patient: Patient) -> str:
    return patient.chance("transcript").choice(["P190", "P190", "P210_E14A2"])


def remission(patient: Patient) -> str:
    """Which complete remission the patient is in when treatment begins."""
    return patient.chance("remission").choice(["CR1", "CR1", "CR1", "CR2"])


def carries_hepatitis_b(patient: Patient) -> bool:
    """HBsAg without virus in the blood, under prophylaxis."""
    return patient.chance("hepatitis B").random() < 0.07


def cmv(patient: Patient) -> str:
    return patient.chance("CMV").choice(["POS", "POS", "POS", "NEG"])


def diagnosed_on(patient: Patient) -> date:
    months = patient.chance("diagnosis").randint(5, 9)
    return after(consented_on(patient), -30 * (months if remission(patient) == "CR1" else 20))
