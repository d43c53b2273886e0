"""The message: its wrapper, the case as such, who told of it and who sends it (N, C, H)."""

from datetime import datetime
from xml.etree import ElementTree as ET

from edc.logic import filled
from safety.e2b.case import Case, Parties
from safety.e2b.drugs import judgements
from safety.e2b.lacking import lacking
from safety.e2b.nodes import (
    COUNTRY,
    EVENT,
    HL7,
    ICH,
    XSI,
    code,
    identifier,
    moment,
    node,
    observed,
    time,
    truth,
)
from safety.e2b.patient import patient

ORGANISATION = {"classCode": "ORG", "determinerCode": "INSTANCE"}


def message(case: Case, parties: Parties, at: datetime) -> bytes:
    """The message as it is transmitted. ``at``: the moment, in the zone of the sender."""
    root = node(
        "MCCI_IN200100UV01",
        identifier(f"{case.identifier}-{case.report_number}-{moment(at)}", f"{ICH}.3.22"),  # N.1.2
        time("creationTime", at),  # N.1.5
        node("responseModeCode", code="D"),
        node("interactionId", extension="MCCI_IN200100UV01", root="2.16.840.1.113883.1.6"),
        code("1", f"{ICH}.1.1", "ichicsr", tag="name"),  # N.1.1
        report(case, parties, at),
        device("receiver", "RCV", parties.receiver, f"{ICH}.3.14"),  # N.1.4
        device("sender", "SND", parties.sender, f"{ICH}.3.13"),  # N.1.3
        ITSVersion="XML_1.0",
    )
    root.attrib |= {
        "xmlns": HL7,
        "xmlns:xsi": XSI,
        "xsi:schemaLocation": f"{HL7} MCCI_IN200100UV01.xsd",
    }
    if missing := [f"{element} {name}" for element, name in lacking(case, parties)]:
        root.insert(0, ET.Comment(f" Not ready to be sent, for it lacks: {'; '.join(missing)}. "))
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def device(tag: str, kind: str, name: str, root: str):
    owner = node("device", identifier(name, root), classCode="DEV", determinerCode="INSTANCE")
    return node(tag, owner, typeCode=kind)


def report(case: Case, parties: Parties, at: datetime):
    """The wrapper of one case: N.2.r."""
    return node(
        "PORR_IN049016UV",
        identifier(case.identifier, f"{ICH}.3.1"),  # N.2.r.1
        time("creationTime", at),  # N.2.r.4
        node("interactionId", extension="PORR_IN049016UV", root="2.16.840.1.113883.1.6"),
        node("processingCode", code="P"),
        node("processingModeCode", code="T"),
        node("acceptAckCode", code="AL"),
        device("receiver", "RCV", parties.receiver, f"{ICH}.3.12"),  # N.2.r.3
        device("sender", "SND", parties.sender, f"{ICH}.3.11"),  # N.2.r.2
        node(
            "controlActProcess",
            code("PORR_TE049016UV", "2.16.840.1.113883.1.18"),
            time("effectiveTime", at),  # C.1.2
            node("subject", investigation(case, parties), typeCode="SUBJ"),
            classCode="CACT",
            moodCode="EVN",
        ),
    )


def investigation(case: Case, parties: Parties):
    """The case itself: C.1, then whom it is about, who told of it and who sends it."""
    return node(
        "investigationEvent",
        identifier(case.identifier, f"{ICH}.3.1"),  # C.1.1
        identifier(case.identifier, f"{ICH}.3.2"),  # C.1.8.1
        code("PAT_ADV_EVNT", "2.16.840.1.113883.5.4"),
        node("text", text=said(case.narrative)),  # H.1
        node("statusCode", code="active"),
        node("effectiveTime", time("low", case.first_received)),  # C.1.4
        time("availabilityTime", case.latest_information),  # C.1.5
        component(assessment(case, parties)),
        statement("1", "additionalDocumentsAvailable", truth("N")),  # C.1.6.1
        statement("23", "localCriteriaForExpedited", truth(case.is_expedited)),  # C.1.7
        first_sender(),
        primary_source(case),
        sender(parties),
        characteristic("1", node("value", xsi="CE", code="2", codeSystem=f"{ICH}.1.2")),  # C.1.3
        characteristic("2", node("value", xsi="BL", nullFlavor="NI")),  # C.1.9.1
        classCode="INVSTG",
        moodCode="EVN",
    )


def said(text) -> str:
    return text if filled(text) else ""


def component(child):
    return node("component", child, typeCode="COMP")


def statement(number: str, name: str, value):
    return component(observed(number, name, value, tag="observationEvent"))


def assessment(case: Case, parties: Parties):
    """The patient with what befell and was taken, and what is thought of each drug."""
    who = patient(case, parties.study_number, parties.study_name)
    return node(
        "adverseEventAssessment",
        node("subject1", who, typeCode="SBJ"),
        *(component(judgement) for judgement in judgements(case)),
        classCode="INVSTG",
        moodCode="EVN",
    )


def characteristic(number: str, value):
    observation = node("investigationCharacteristic", code(number, f"{ICH}.1.23"), value, **EVENT)
    return node("subjectOf2", observation, typeCode="SUBJ")


def author(*content):
    entity = node("assignedEntity", *content, classCode="ASSIGNED")
    return node(
        "controlActEvent", node("author", entity, typeCode="AUT"), classCode="CACT", moodCode="EVN"
    )


def related(number: str, *content, priority=None):
    """An earlier report that this one rests on."""
    investigation = node(
        "relatedInvestigation",
        code(number, f"{ICH}.1.22"),
        node("subjectOf2", author(*content), typeCode="SUBJ"),
        classCode="INVSTG",
        moodCode="EVN",
    )
    return node("outboundRelationship", priority, investigation, typeCode="SPRT")


def first_sender():
    """C.1.8.2: not a regulator."""
    return related("1", code("2", f"{ICH}.1.3"))


def primary_source(case: Case):
    """C.2.r: the investigator's site."""
    qualification = node("code", nullFlavor="UNK")  # C.2.r.4
    place = node(
        "location",
        code("CN", COUNTRY),  # C.2.r.3
        classCode="COUNTRY",
        determinerCode="INSTANCE",
    )
    person = node(
        "assignedPerson",
        node("asQualifiedEntity", qualification, classCode="QUAL"),
        node("asLocatedEntity", place, classCode="LOCE"),
        classCode="PSN",
        determinerCode="INSTANCE",
    )
    site = organisation(case.site)  # C.2.r.2.1
    return related("2", person, site, priority=node("priorityNumber", value="1"))  # C.2.r.5


def organisation(name: str):
    """An organisation stands inside its department, which is not told."""
    inner = node("representedOrganization", node("name", text=name), **ORGANISATION)
    whole = node("assignedEntity", inner, classCode="ASSIGNED")
    return node("representedOrganization", whole, **ORGANISATION)


def sender(parties: Parties):
    """C.3: the type of the sender and its organisation."""
    kind = code(parties.kind, f"{ICH}.1.7")  # C.3.1
    whom = author(kind, organisation(parties.organisation))  # C.3.2
    return node("subjectOf1", whom, typeCode="SUBJ")
