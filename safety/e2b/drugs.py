"""The study drugs of a case: what was given and done, and what is thought of each (G)."""

from django.utils.translation import override

from edc.codelists import Causality
from edc.logic import filled, plain_text
from safety.e2b.case import Case, Dosage, Drug
from safety.e2b.nodes import EVENT, ICH, MEDDRA, code, node, observed, time

INDICATION = "Philadelphia chromosome-positive acute lymphoblastic leukaemia"
GIVEN = {"classCode": "SBADM", "moodCode": "EVN"}
# The guide knows no interruption: a drug that is held is one withdrawn for the time being.
ACTIONS = {
    "WITHDRAWN": "1",
    "INTERRUPTED": "1",
    "REDUCED": "2",
    "NONE": "4",
    "UNKNOWN": "0",
    "NA": "9",
}
RECURRENCES = {"Y": "1", "N": "2", "NA": "4"}
REPORTER = "3"


def taken(case: Case):
    """Each drug with its doses, and whether the event came back when it was given again."""
    for drug in case.drugs:
        yield node(
            "substanceAdministration",
            node("id", root=case.reference(drug.name)),
            product(node("name", text=drug.name)),  # G.k.2.2
            *(dosage(one, drug.route) for one in drug.dosages),
            recurrence(case) if drug.is_suspected else None,
            indication(),
            action(drug),
            **GIVEN,
        )


def product(*named):
    kind = node("kindOfProduct", *named, classCode="MMAT", determinerCode="KIND")
    return node("consumable", node("instanceOfKind", kind, classCode="INST"), typeCode="CSM")


def dosage(one: Dosage, route: str):
    """G.k.4.r: a stretch of doses."""
    dose = one.milligrams
    amount = node("doseQuantity", value=plain_text(dose), unit="mg") if filled(dose) else None
    given = node(
        "substanceAdministration",
        stretch(one),
        node(
            "routeCode", node("originalText", text=route), codeSystem=f"{ICH}.1.14"
        ),  # G.k.4.r.10.1
        amount,  # G.k.4.r.1
        batch(one.lot) if filled(one.lot) else None,
        **GIVEN,
    )
    return node("outboundRelationship2", given, typeCode="COMP")


def stretch(one: Dosage):
    """G.k.4.r.2 to G.k.4.r.5: from when to when, and how often."""
    ends = (time("low", one.start), time("high", one.end))
    if one.every_days is None:
        return node("effectiveTime", *ends, xsi="IVL_TS")
    period = node("period", value=str(one.every_days), unit="d")
    return node(
        "effectiveTime",
        node("comp", period, xsi="PIVL_TS"),
        node("comp", *ends, xsi="IVL_TS", operator="A"),
        xsi="SXPR_TS",
    )


def batch(lot: str):
    """G.k.4.r.7: the lot."""
    instance = node(
        "productInstanceInstance",
        node("lotNumberText", text=lot),
        classCode="MMAT",
        determinerCode="INSTANCE",
    )
    return node("consumable", node("instanceOfKind", instance, classCode="INST"), typeCode="CSM")


def recurrence(case: Case):
    """G.k.9.i.4: not sent while nobody knows."""
    if case.rechallenge not in RECURRENCES:
        return None
    recurred = RECURRENCES[case.rechallenge]
    answer = node("value", xsi="CE", code=recurred, codeSystem=f"{ICH}.1.16")
    reference = node("actReference", node("id", root=case.reference("reaction")), **EVENT)
    which = node("outboundRelationship1", reference, typeCode="REFR")
    found = observed("31", "recurranceOfReaction", answer, which)
    return node("outboundRelationship2", found, typeCode="PERT")


def indication():
    """G.k.7.r.1: why the drug was given."""
    value = node("value", node("originalText", text=INDICATION), xsi="CE", codeSystem=MEDDRA)
    source = node(
        "assignedEntity", code(REPORTER, f"{ICH}.1.21", "sourceReporter"), classCode="ASSIGNED"
    )
    told = observed("19", "indication", value, node("performer", source, typeCode="PRF"))
    return node("inboundRelationship", told, typeCode="RSON")


def action(drug: Drug):
    """G.k.8: what was done with the drug."""
    if drug.action not in ACTIONS:
        return None
    done = node("act", code(ACTIONS[drug.action], f"{ICH}.1.15"), classCode="ACT", moodCode="EVN")
    return node("inboundRelationship", done, typeCode="CAUS")


def judgements(case: Case):
    """G.k.1, G.k.9.i.2.r: the part of each drug, and what the investigator thinks of it."""
    for drug in case.drugs:
        part = "1" if drug.is_suspected else "2"
        role = node("value", xsi="CE", code=part, codeSystem=f"{ICH}.1.13")
        yield observed(
            "20", "interventionCharacterization", role, use(case, drug), tag="causalityAssessment"
        )
    for drug in case.drugs:
        if filled(drug.causality):
            yield opinion(case, drug)


def opinion(case: Case, drug: Drug):
    """Of the investigator, in the five steps of the Chinese scale."""
    with override("en"):
        wording = str(Causality(drug.causality).label)
    event = node("adverseEffectReference", node("id", root=case.reference("reaction")), **EVENT)
    return observed(
        "39",
        "causality",
        node("value", xsi="ST", text=wording),  # G.k.9.i.2.r.3
        node("methodCode", node("originalText", text="China ADR five-step scale")),  # G.k.9.i.2.r.2
        investigator(),  # G.k.9.i.2.r.1
        node("subject1", event, typeCode="SUBJ"),
        use(case, drug),
        tag="causalityAssessment",
    )


def investigator():
    who = node("code", node("originalText", text="Investigator"))
    return node("author", node("assignedEntity", who, classCode="ASSIGNED"), typeCode="AUT")


def use(case: Case, drug: Drug):
    reference = node("productUseReference", node("id", root=case.reference(drug.name)), **GIVEN)
    return node("subject2", reference, typeCode="SUBJ")
