"""Adverse events as they befell a patient, and what was reported of the serious ones."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from trial.demonstration import veins
from trial.demonstration.course import (
    after,
    counts_are_low_on,
    had_reaction,
    last_infusion,
    visits_under_infusions,
)
from trial.demonstration.laboratory import counts, has_raised_transaminases
from trial.demonstration.paper import Paper
from trial.demonstration.patients import Patient

LOW_PLATELETS, VERY_LOW_PLATELETS = 75, 50
LOW_NEUTROPHILS, VERY_LOW_NEUTROPHILS = 1.5, 1
RECOVERY = 7
EVERY_CRITERION = ("death", "life", "hosp", "disab", "cong", "mie")


class Kind(NamedTuple):
    """As it was written down, the CTCAE term, and the kind of special interest."""

    term: str
    ctcae: str
    aesi: str = "NONE"


class Common(NamedTuple):
    """What befalls many: its grade, and how likely it came from either drug."""

    kind: Kind
    grade: str
    olv: str
    ino: str


COMMON = (
    Common(Kind("Nausea 恶心", "Nausea"), "1", "POSSIBLE", "POSSIBLE"),
    Common(Kind("Headache 头痛", "Headache"), "1", "POSSIBLE", "UNLIKELY"),
    Common(Kind("Rash on the trunk 躯干皮疹", "Rash maculo-papular"), "2", "PROBABLE", "UNLIKELY"),
    Common(
        Kind("High blood pressure 血压升高", "Hypertension", "HYPERTENSION"), "2", "PROBABLE", "NOT"
    ),
    Common(Kind("Fatigue 乏力", "Fatigue"), "1", "POSSIBLE", "POSSIBLE"),
    Common(Kind("Constipation 便秘", "Constipation"), "1", "POSSIBLE", "UNLIKELY"),
    Common(
        Kind("Raised lipase 脂肪酶升高", "Lipase increased", "PANCREATITIS"),
        "1",
        "PROBABLE",
        "UNLIKELY",
    ),
    Common(Kind("Nose bleed 鼻出血", "Epistaxis", "HAEMORRHAGE"), "1", "UNLIKELY", "POSSIBLE"),
)
REACTION = Kind("Infusion reaction 输注反应", "Infusion related reaction", "IRR")
LIVER = Kind("Raised ALT 丙氨酸氨基转移酶升高", "Alanine aminotransferase increased", "HEPATOTOX")
PLATELETS = Kind("Low platelets 血小板减少", "Platelet count decreased")
NEUTROPHILS = Kind("Low neutrophils 中性粒细胞减少", "Neutrophil count decreased")
PNEUMONIA = Kind("Pneumonia 肺炎", "Lung infection", "INFECTION")
SEPSIS = Kind("Sepsis 脓毒症", "Sepsis", "INFECTION")
VOD = Kind("Veno-occlusive disease 肝静脉闭塞病", "Sinusoidal obstruction syndrome", "VOD")
FATAL = {
    "INFECTION": Kind("Septic shock 感染性休克", "Sepsis", "INFECTION"),
    "CARDIAC": Kind("Acute heart failure 急性心力衰竭", "Heart failure"),
}


class Event(NamedTuple):
    """An adverse event; without an ``end`` it goes on; ``criteria``: why it is serious, if so."""

    kind: Kind
    start: date
    end: date | None
    grade: str
    olv: str = "UNLIKELY"
    ino: str = "UNLIKELY"
    hsct: str = ""
    action_olv: str = "NONE"
    criteria: tuple[str, ...] = ()

    @property
    def is_fatal(self) -> bool:
        return "death" in self.criteria


def events(patient: Patient) -> list[Event]:
    """Everything that befell the patient from the first dose on, in the order of the days."""
    found = [*on_infusions(patient), *in_the_blood(patient), *common(patient), *serious(patient)]
    known = [event for event in found if event.start <= patient.last_contact]
    return sorted(known, key=lambda event: (event.start, event.kind))


def number_of(patient: Patient, ctcae: str) -> int:
    """The number of an event among the patient's by its CTCAE term; 0 where it did not occur."""
    terms = [event.kind.ctcae for event in events(patient)]
    return terms.index(ctcae) + 1 if ctcae in terms else 0


def ended(patient: Patient, day: date) -> date | None:
    """None while the event went on at the last contact."""
    return day if day <= patient.last_seen else None


def on_infusions(patient: Patient) -> Iterator[Event]:
    """The reaction to the first, and liver enzymes that rise a week later."""
    if had_reaction(patient):
        yield Event(REACTION, patient.first_dose, patient.first_dose, "1", ino="DEFINITE")
    visits = visits_under_infusions(patient)
    if has_raised_transaminases(patient) and visits:
        end = ended(patient, after(visits[-1].on, RECOVERY))
        yield Event(LIVER, visits[0].on, end, "1", "POSSIBLE", "PROBABLE")


def in_the_blood(patient: Patient) -> Iterator[Event]:
    """Low platelets and neutrophils, from the first low count to a week after the last."""
    found = [(visit.on, counts(patient, visit)) for visit in visits_under_infusions(patient)]
    platelets = {day: c.platelets for day, c in found if c.platelets < LOW_PLATELETS}
    neutrophils = {day: c.anc for day, c in found if c.anc < LOW_NEUTROPHILS}
    if platelets:
        is_severe = min(platelets.values()) < VERY_LOW_PLATELETS
        yield low(patient, PLATELETS, [*platelets], "3" if is_severe else "2")
    if neutrophils:
        is_severe = min(neutrophils.values()) < VERY_LOW_NEUTROPHILS
        yield low(patient, NEUTROPHILS, [*neutrophils], "3" if is_severe else "2")


def low(patient: Patient, kind: Kind, days: list[date], grade: str) -> Event:
    end = ended(patient, after(max(days), RECOVERY))
    is_paused = any(counts_are_low_on(patient, day) for day in days)
    action = "INTERRUPTED" if is_paused else "NONE"
    return Event(kind, min(days), end, grade, "POSSIBLE", "PROBABLE", action_olv=action)


def common(patient: Patient) -> Iterator[Event]:
    chance = patient.chance("common events")
    for kind, grade, olv, ino in chance.sample(COMMON, chance.choice([0, 1, 1, 2])):
        start = after(patient.first_dose, chance.randint(2, 24))
        end = ended(patient, after(start, chance.randint(3, 18)))
        yield Event(kind, start, end, grade, olv, ino)


def serious(patient: Patient) -> Iterator[Event]:
    """Pneumonia on treatment, sepsis after transplantation, VOD/SOS, what the patient died of."""
    chance = patient.chance("serious events")
    if chance.random() < 0.1:
        start = after(last_infusion(patient), chance.randint(3, 12))
        if start < (patient.conditioning or patient.last_seen):
            yield infection(patient, PNEUMONIA, start)
    if patient.transplanted and chance.random() < 0.12:
        start = after(patient.transplanted, chance.randint(35, 95))
        if after(start, 21) <= patient.last_seen:
            yield infection(patient, SEPSIS, start)
    if found := veins.case(patient):
        yield of_the_veins(patient, found)
    elif patient.cause_of_death in FATAL:
        yield fatal(patient)


def infection(patient: Patient, kind: Kind, start: date) -> Event:
    hsct = "PROBABLE" if kind is SEPSIS else ""
    end = ended(patient, after(start, 16))
    return Event(kind, start, end, "3", hsct=hsct, criteria=("hosp",))


def of_the_veins(patient: Patient, found: veins.Case) -> Event:
    why: tuple[str, ...] = ("death", "hosp") if found.is_fatal else ("hosp",)
    end = patient.died if found.is_fatal else found.resolved
    grade = "5" if found.is_fatal else "3"
    return Event(VOD, found.onset, end, grade, ino="PROBABLE", hsct="POSSIBLE", criteria=why)


def fatal(patient: Patient) -> Event:
    """Some days of it, though none before the transplant that it followed."""
    days = patient.chance("fatal event").randint(2, 9)
    start = after(min(patient.died, patient.last_contact), -days)
    start = max(start, patient.transplanted or patient.first_dose)
    return Event(
        FATAL[patient.cause_of_death],
        start,
        patient.died,
        "5",
        ino="UNLIKELY" if patient.transplanted else "POSSIBLE",
        hsct="PROBABLE" if patient.transplanted else "",
        criteria=("death", "hosp"),
    )


def papers(patient: Patient) -> Iterator[Paper]:
    line = 0
    for number, event in enumerate(events(patient), start=1):
        yield Paper(event.start, "adverse_event", answers(patient, event, number), None, number)
        if event.criteria:
            for report in reports(patient, event, number):
                line += 1
                yield Paper(event.start, "sae", report, None, line)


def answers(patient: Patient, event: Event, number: int) -> dict:
    is_related = {event.olv, event.ino} & {"DEFINITE", "PROBABLE", "POSSIBLE"}
    is_serious = bool(event.criteria)
    return {
        "ae_number": number,
        "term": event.kind.term,
        "ctcae_term": event.kind.ctcae,
        "aesi": event.kind.aesi,
        "start_date": event.start,
        "ongoing": "N" if event.end else "Y",
        **({"end_date": event.end} if event.end else {}),
        "grade": event.grade,
        "outcome": outcome(event),
        "treatment_given": "N" if event.grade == "1" else "Y",
        "causality_olv": event.olv,
        "causality_ino": event.ino,
        "causality_combo": "POSSIBLE" if is_related else "UNLIKELY",
        **({"causality_hsct": event.hsct} if event.hsct else {}),
        "action_olv": "NA" if is_after_treatment(patient, event) else event.action_olv,
        "action_ino": "NA" if is_after_treatment(patient, event) else "NONE",
        "serious": "Y" if is_serious else "N",
        **(criteria(event) if is_serious else {}),
    }


def outcome(event: Event) -> str:
    if event.is_fatal:
        return "FATAL"
    return "RECOVERED" if event.end else "NOTRECOVERED"


def is_after_treatment(patient: Patient, event: Event) -> bool:
    return bool(patient.conditioning and event.start >= patient.conditioning)


def criteria(event: Event) -> dict:
    return {f"crit_{name}": "Y" if name in event.criteria else "N" for name in EVERY_CRITERION}


def reports(patient: Patient, event: Event, number: int) -> Iterator[dict]:
    """The first within a day, as a rule; the last one when the outcome is known."""
    chance = patient.chance(f"report on {event.kind.ctcae}")
    hours = chance.randint(27, 60) if chance.random() < 0.12 else chance.randint(2, 21)
    aware = datetime.combine(event.start, datetime.min.time()) + timedelta(
        hours=chance.randint(8, 20)
    )
    told = aware + timedelta(hours=hours)
    yield {
        **report(event, number, told, aware),
        "report_type": "INITIAL",
        "report_number": 1,
        "aware_time": f"{aware:%Y-%m-%d %H:%M}",
        "expected": "Y",
    }
    if event.end:
        last = datetime.combine(after(event.end, chance.randint(1, 5)), aware.time())
        yield {
            **report(event, number, last, aware),
            "report_type": "FINAL",
            "report_number": 2,
            "expected": "Y",
        }


def report(event: Event, number: int, told: datetime, aware: datetime) -> dict:
    return {
        "ae_number": number,
        "report_date": told.date(),
        "report_time": f"{told:%Y-%m-%d %H:%M}",
        "aware_date": aware.date(),
        "narrative": f"{event.kind.term}: begun on {event.start}. {event.start}发生。",
        "relevant_history": "Ph+ ALL in remission with residual disease Ph+ ALL缓解期，MRD阳性",
        "suspected_drug": "INO" if event.ino in {"PROBABLE", "POSSIBLE"} else "NEITHER",
        "dechallenge": "NA",
        "rechallenge": "NA",
        "hospital_in": event.start,
        **({"hospital_out": event.end} if event.end else {}),
        "reported_to_ethics": "Y",
        "reported_to_regulator": "NA",
    }
