"""Graft-versus-host disease, acute and chronic, as it was found at the visits."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from trial.demonstration.course import after
from trial.demonstration.paper import Occasion, Paper
from trial.demonstration.patients import Patient
from trial.protocol import HD14, HD28, HD60, HD100, HM6, HM9, HM12

LOOKED_FOR = {
    "acute_gvhd": {planned.code for planned in (HD14, HD28, HD60, HD100)},
    "chronic_gvhd": {planned.code for planned in (HD100, HM6, HM9, HM12)},
}
LATEST_DEATH_OF_ACUTE_DISEASE = 160
# Stages of skin, liver, upper and lower gut; the biopsy and the treatment that went with them.
STAGES = (
    (("1", "0", "0", "0"), "ND", "TOPICAL"),
    (("2", "0", "0", "0"), "ND", "TOPICAL"),
    (("3", "0", "0", "0"), "CONFIRMED", "MP"),
    (("1", "0", "1", "0"), "ND", "MP"),
    (("2", "0", "0", "1"), "CONFIRMED", "MP"),
    (("2", "2", "0", "2"), "CONFIRMED", "MP,RUX"),
)
OF_THE_DEAD = (("3", "2", "1", "4"), "CONFIRMED", "MP,RUX")
ORGANS = ("skin", "skin_feature", "mouth", "eye", "gi", "liver", "lung", "joint", "genital")
SCORES = ("100000000", "101000000", "201100000", "102101000")
SCORES_OF_THE_DEAD = "203213200"


class Acute(NamedTuple):
    """Onset and worst day; it was gone by ``resolved``, unless the patient died of it."""

    onset: date
    worst: date
    resolved: date | None
    stages: tuple[str, ...]
    biopsy: str
    first_line: str


class Chronic(NamedTuple):
    """Onset; scores by organ in the order of the form; the start of systemic treatment, if any."""

    onset: date
    scores: str
    systemic: date | None


def days_to_death(patient: Patient) -> int:
    return (patient.died - patient.transplanted).days


def died_of_acute(patient: Patient) -> bool:
    is_cause = patient.cause_of_death == "GVHD"
    return is_cause and days_to_death(patient) <= LATEST_DEATH_OF_ACUTE_DISEASE


def died_of_chronic(patient: Patient) -> bool:
    return patient.cause_of_death == "GVHD" and not died_of_acute(patient)


def acute(patient: Patient) -> Acute | None:
    """Between the visits of day 14 and 28, or of day 28 and 60; in a third of the patients."""
    chance = patient.chance("acute GVHD")
    number = chance.choice([chance.randint(19, 21), chance.randint(36, 44)])
    is_ill, extent = chance.random() < 0.35, chance.choice(STAGES)
    if died_of_acute(patient):
        onset = after(patient.transplanted, 20)
        return Acute(onset, after(onset, 3), None, *OF_THE_DEAD)
    onset = after(patient.transplanted, number)
    if not is_ill:
        return None
    return Acute(onset, after(onset, 2), after(onset, chance.randint(24, 40)), *extent)


def chronic(patient: Patient) -> Chronic | None:
    """Between the visits of day 100 and month 6; in a quarter of the patients."""
    chance = patient.chance("chronic GVHD")
    onset = after(patient.transplanted, chance.randint(118, 150))
    is_ill, scores = chance.random() < 0.28, chance.choice(SCORES)
    if died_of_chronic(patient):
        scores = SCORES_OF_THE_DEAD
    elif not is_ill or (patient.relapsed and patient.relapsed < onset):
        return None
    is_mild = set(scores) <= {"0", "1"} and scores.count("1") < 3
    return Chronic(onset, scores, None if is_mild else after(onset, 4))


def papers(patient: Patient, visit: Occasion) -> Iterator[Paper]:
    found = {"acute_gvhd": acute_at, "chronic_gvhd": chronic_at}
    for form, codes in LOOKED_FOR.items():
        if visit.code in codes:
            answers = {"assessment_date": visit.on, **found[form](patient, visit.on)}
            yield Paper(visit.on, form, answers, visit.place)


def is_active(patient: Patient, on: date) -> str:
    """What there was of the disease on a day, as follow-up asks it."""
    if acute_at(patient, on)["present"] == "Y":
        return "ACUTE"
    return "CHRONIC" if chronic_at(patient, on)["present"] == "Y" else "NONE"


def acute_at(patient: Patient, on: date) -> dict:
    episode = acute(patient)
    if not episode or on < episode.worst or (episode.resolved and on > episode.resolved):
        return {"present": "N"}
    skin, liver, upper, lower = episode.stages
    is_steroid = "MP" in episode.first_line
    return {
        "present": "Y",
        "onset_date": episode.onset,
        "worst_date": episode.worst,
        "skin_stage": skin,
        "liver_stage": liver,
        "upper_gi_stage": upper,
        "lower_gi_stage": lower,
        "biopsy": episode.biopsy,
        "late_onset": "N",
        "first_line": episode.first_line,
        **(
            {"steroid_refractory": "Y" if "RUX" in episode.first_line else "N"}
            if is_steroid
            else {}
        ),
        "outcome": "WORSE" if died_of_acute(patient) else "IMPROVING",
    }


def chronic_at(patient: Patient, on: date) -> dict:
    episode = chronic(patient)
    if not episode or on < (episode.systemic or episode.onset):
        return {"present": "N"}
    scores = dict(zip(ORGANS, episode.scores, strict=True))
    return {
        "present": "Y",
        "onset_date": episode.onset,
        "onset_type": "QUIESCENT" if acute(patient) else "DENOVO",
        "overlap": "N",
        **{f"{organ}_score": score for organ, score in scores.items()},
        "systemic_treatment": "Y" if episode.systemic else "N",
        **({"systemic_start_date": episode.systemic} if episode.systemic else {}),
        "outcome": "WORSE" if died_of_chronic(patient) else "PERSISTENT",
    }
