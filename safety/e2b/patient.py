"""The patient, the study and the event (C.5, D, E), with the drugs that were taken."""

from typing import Any

from edc.logic import blank, filled
from safety.e2b.case import CRITERIA, Case
from safety.e2b.drugs import taken
from safety.e2b.nodes import (
    COUNTRY,
    EVENT,
    GROUP,
    ICH,
    MEDDRA,
    code,
    identifier,
    node,
    observed,
    time,
    truth,
)

SERIOUSNESS = {
    "crit_death": ("34", "resultsInDeath"),  # E.i.3.2a
    "crit_life": ("21", "isLifeThreatening"),  # E.i.3.2b
    "crit_hosp": ("33", "requiresInpatientHospitalization"),  # E.i.3.2c
    "crit_disab": ("35", "resultsInPersistentOrSignificantDisability"),  # E.i.3.2d
    "crit_cong": ("12", "congenitalAnomalyBirthDefect"),  # E.i.3.2e
    "crit_mie": ("26", "otherMedicallyImportantCondition"),  # E.i.3.2f
}
OUTCOMES = {
    "RECOVERED": "1",
    "RECOVERING": "2",
    "NOTRECOVERED": "3",
    "SEQUELAE": "4",
    "FATAL": "5",
    "UNKNOWN": "0",
}
SEXES = {"M": "1", "F": "2"}


def patient(case: Case, study_number: str, study_name: str):
    """Whom the case is about; initials and birth are never sent."""
    return node(
        "primaryRole",
        person(case),
        node("subjectOf1", study(study_number, study_name), typeCode="SBJ"),
        *(about(part) for part in (age(case), history(case)) if part is not None),
        *(about(part) for part in (*death(case), reaction(case))),
        about(group("4", "drugInformation", *taken(case))),
        classCode="INVSBJ",
    )


def about(child):
    return node("subjectOf2", child, typeCode="SBJ")


def group(number: str, name: str, *members):
    """A heading of the guide over several acts."""
    held = (node("component", member, typeCode="COMP") for member in members)
    return node("organizer", code(number, GROUP, name), *held, classCode="CATEGORY", moodCode="EVN")


def person(case: Case):
    number = node(
        "asIdentifiedEntity",
        identifier(case.subject, f"{ICH}.3.10"),  # D.1.1.4
        code("4", f"{ICH}.1.4", "Investigation"),
        classCode="IDENT",
    )
    return node(
        "player1",
        node("name", nullFlavor="MSK"),  # D.1
        sex(case.sex),  # D.5
        time("deceasedTime", case.death.death_date),  # D.9.1
        number,
        classCode="PSN",
        determinerCode="INSTANCE",
    )


def sex(known):
    if blank(known):
        return node("administrativeGenderCode", nullFlavor="UNK")
    return code(SEXES[known], "1.0.5218", tag="administrativeGenderCode")


def study(number: str, name: str):
    """C.5: the trial."""
    return node(
        "researchStudy",
        identifier(number, f"{ICH}.3.5"),  # C.5.3
        code("1", f"{ICH}.1.8", "Clinical trials"),  # C.5.4
        node("title", text=name),  # C.5.2
        classCode="CLNTRL",
        moodCode="EVN",
    )


def age(case: Case):
    """D.2.2: completed years at onset."""
    if blank(case.age):
        return None
    return observed("3", "age", node("value", xsi="PQ", value=str(case.age), unit="a"))


def history(case: Case):
    """D.7.2: history in words."""
    if blank(case.history):
        value = node("value", xsi="ED", nullFlavor="UNK")
    else:
        value = node("value", xsi="ED", text=case.history)
    return group("1", "relevantMedicalHistoryAndConcurrentConditions", told(value))


def told(value):
    return observed("18", "historyAndConcurrentConditionText", value)


def death(case: Case):
    """D.9.2, D.9.3: the cause in words and whether there was an autopsy, of who died."""
    if blank(case.death.death_date):
        return
    if filled(case.death.cause_text):
        yield observed("32", "reportedCauseOfDeath", worded(case.death.cause_text))
    if filled(case.death.autopsy):
        yield observed("5", "autopsy", truth(case.death.autopsy))


def worded(text: str, language: str = ""):
    """A term in words; no form holds its MedDRA code."""
    original = node("originalText", text=text, language=language)
    return node("value", original, xsi="CE", codeSystem=MEDDRA)


def reaction(case: Case):
    """E.i: the event."""
    term = worded(case.term, case.language) if filled(case.term) else None  # E.i.1.1
    when = node("effectiveTime", time("low", case.start), time("high", case.end), xsi="IVL_TS")
    return node(
        "observation",
        node("id", root=case.reference("reaction")),
        code("29", f"{ICH}.1.19", "reaction"),
        when if len(when) else None,  # E.i.4, E.i.5
        term,
        country(),  # E.i.9
        *(pertaining(part) for part in traits(case)),
        **EVENT,
    )


def pertaining(child):
    return node("outboundRelationship2", child, typeCode="PERT")


def country():
    place = node(
        "locatedPlace", code("CN", COUNTRY), classCode="COUNTRY", determinerCode="INSTANCE"
    )
    return node("location", node("locatedEntity", place, classCode="LOCE"), typeCode="LOC")


def traits(case: Case):
    """E.i.1.2, E.i.3.2, E.i.7: the English term, why it is serious, how it ended."""
    if filled(case.english_term):
        english = node("value", xsi="ED", text=case.english_term)
        yield observed("30", "reactionForTranslation", english)
    for criterion in CRITERIA:
        yield observed(*SERIOUSNESS[criterion], met(case.criteria[criterion]))
    if filled(case.outcome):
        ended = node("value", xsi="CE", code=OUTCOMES[case.outcome], codeSystem=f"{ICH}.1.11")
        yield observed("27", "outcome", ended)


def met(answer: Any):
    """True, or that there is no information: the guide knows no false here."""
    if answer == "Y":
        return truth("Y")
    return node("value", xsi="BL", nullFlavor="NI")
