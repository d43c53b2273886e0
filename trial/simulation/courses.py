"""What becomes of a made-up patient: a course by chance, in plausible shares.

A course is told in the raw facts that the demonstration's files tell of its patients, so that the
same papers can be written of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from random import Random

from trial.demonstration.patients import Patient
from trial.simulation.samples import samples_of

OPENED = date(2022, 1, 10)
LAST_ENROLMENT = date(2024, 12, 31)
CLOSED = date(2026, 6, 30)
AVERAGE_DAYS_TO_CONDITIONING = 95


class Way(StrEnum):
    """How far a patient comes and what ends it; one way each."""

    SCREEN_FAILURE = auto()
    WITHDRAWAL = auto()  # of consent, before the first dose
    EARLY_DEATH = auto()  # on treatment
    NO_REMISSION = auto()  # no transplant: the leukaemia did not go
    NO_TRANSPLANT = auto()  # in remission, followed without one
    RELAPSE_BEFORE = auto()  # no transplant: relapsed on treatment
    ALIVE = auto()  # transplanted, seen at one year or later
    RELAPSE = auto()  # after transplantation
    NON_RELAPSE_DEATH = auto()
    VOD_DEATH = auto()
    LOST = auto()  # transplanted, not seen again within the year


SHARES = {
    Way.SCREEN_FAILURE: 12,
    Way.WITHDRAWAL: 2,
    Way.EARLY_DEATH: 2,
    Way.NO_REMISSION: 6,
    Way.NO_TRANSPLANT: 6,
    Way.RELAPSE_BEFORE: 2,
    Way.ALIVE: 36,
    Way.RELAPSE: 12,
    Way.NON_RELAPSE_DEATH: 10,
    Way.VOD_DEATH: 2,
    Way.LOST: 10,
}
CAUSES = {"INFECTION": 5, "GVHD": 4, "CARDIAC": 1, "UNKNOWN": 1}
RELAPSE_TYPES = {"MORPHOLOGICAL": 7, "MOLECULAR": 2, "EXTRAMEDULLARY": 1, "CNS": 1}
UNTREATED = {Way.SCREEN_FAILURE, Way.WITHDRAWAL}
NOT_GRAFTED = {Way.EARLY_DEATH, Way.NO_REMISSION, Way.NO_TRANSPLANT, Way.RELAPSE_BEFORE}


@dataclass(frozen=True)
class Simulated(Patient):
    """A patient whose every chance hangs on the seed of the simulation.

    ``site`` is the hospital of the demonstration whose habits the patient's own shares.
    """

    seed: int
    way: Way

    @property
    def hospital(self) -> str:
        """The code of the patient's own hospital."""
        return self.id.partition("-")[0]

    def chance(self, about: str) -> Random:
        return Random(f"{self.seed} {self.id} {about}")  # noqa: S311 - made up, nothing is secret


def weighed(chance: Random, weights: dict):
    """One of the keys, as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def patients(*, seed: int, site: str, like: str, numbers: Iterator[int]) -> Iterator[Simulated]:
    """A site's patients by their running number; ``like``: the hospital whose habits it shares."""
    for number in numbers:
        yield patient(seed=seed, identity=f"{site}-{number:03}", like=like)


def patient(*, seed: int, identity: str, like: str, way: Way | None = None) -> Simulated:
    """One patient; the way is left to chance unless it is given."""
    chance = Random(f"{seed} {identity} course")  # noqa: S311 - made up, nothing is secret
    way = way or weighed(chance, SHARES)
    decided = after(OPENED, chance.randint(60, (LAST_ENROLMENT - OPENED).days))
    facts = within_the_trial((untreated if way in UNTREATED else treated)(way, decided, chance))
    blank = dict.fromkeys(("first_dose", "conditioning", "transplanted", "relapsed", "died"))
    texts = {"relapse_type": "", "cause_of_death": ""}
    course = {"id": identity, "site": like, "seed": seed, "way": way} | blank | texts | facts
    return Simulated(**course, samples=samples_of(course, chance))


def within_the_trial(facts: dict) -> dict:
    """The same course so much earlier that nothing happens after the trial was closed."""
    late = max((facts["last_contact"] - CLOSED).days, 0)
    return {
        name: after(value, -late) if isinstance(value, date) else value
        for name, value in facts.items()
    }


def untreated(way: Way, decided: date, chance: Random) -> dict:
    return {
        "enrolled": None if way is Way.SCREEN_FAILURE else decided,
        "last_contact": after(decided, 0 if way is Way.SCREEN_FAILURE else chance.randint(5, 30)),
    }


def treated(way: Way, decided: date, chance: Random) -> dict:
    first_dose = after(decided, chance.choice([0, 1, 2, 3, 3, 4, 5]))
    start = {"enrolled": decided, "first_dose": first_dose}
    if way in NOT_GRAFTED:
        return start | without_transplant(way, first_dose, chance)
    conditioning = after(first_dose, chance.randint(60, 2 * AVERAGE_DAYS_TO_CONDITIONING - 60))
    transplanted = after(conditioning, chance.randint(7, 10))
    grafted = {"conditioning": conditioning, "transplanted": transplanted}
    return start | grafted | with_transplant(way, transplanted, chance)


def without_transplant(way: Way, first_dose: date, chance: Random) -> dict:
    if way is Way.EARLY_DEATH:
        died = after(first_dose, chance.randint(6, 60))
        cause = chance.choice(["INFECTION", "INFECTION", "CARDIAC"])
        return {"died": died, "cause_of_death": cause, "last_contact": died}
    last_contact = after(first_dose, chance.randint(170, 600))
    if way is not Way.RELAPSE_BEFORE:
        return {"last_contact": last_contact}
    relapsed = after(first_dose, chance.randint(60, 150))
    return relapse(relapsed, chance) | {"last_contact": last_contact}


def with_transplant(way: Way, transplanted: date, chance: Random) -> dict:
    year = after(transplanted, 365)
    match way:
        case Way.ALIVE:
            return {"last_contact": after(year, chance.randint(0, 350))}
        case Way.LOST:
            return {"last_contact": after(transplanted, chance.randint(15, 330))}
        case Way.RELAPSE:
            return after_relapse(after(transplanted, sooner(chance, 35, 700)), chance)
        case Way.NON_RELAPSE_DEATH:
            return death(after(transplanted, sooner(chance, 1, 600)), weighed(chance, CAUSES))
        case _:
            return death(after(transplanted, sooner(chance, 16, 120)), "VOD")


def sooner(chance: Random, least: int, most: int) -> int:
    """Days, the early ones likelier than the late ones."""
    return round(chance.triangular(least, most, least))


def relapse(on: date, chance: Random) -> dict:
    return {"relapsed": on, "relapse_type": weighed(chance, RELAPSE_TYPES)}


def after_relapse(relapsed: date, chance: Random) -> dict:
    found = relapse(relapsed, chance)
    if chance.random() < 0.4:
        return found | death(after(relapsed, chance.randint(20, 300)), "RELAPSE")
    return found | {"last_contact": after(relapsed, chance.randint(30, 300))}


def death(died: date, cause: str) -> dict:
    return {"died": died, "cause_of_death": cause, "last_contact": died}
