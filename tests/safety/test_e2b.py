"""A case as an E2B(R3) message: each element of the implementation guide in its place.

Places are those of the guide's table of elements. The message of the fullest and of the emptiest
case was held against the schema of ICH, which may not be kept here.
"""

from datetime import datetime
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from dosing.models import InoInfusion, OlverembatinibPeriod
from edc.models import Site, Subject
from enrollment.models import Demographics
from safety.e2b.case import Parties, case_of
from safety.e2b.message import message
from safety.reports import Printed
from tests.enrollment.paper import SHANGHAI, blank_chart, dies, fill
from tests.safety.paper import at, day, event, report

AGREED = Parties("HOSPITAL", "CDE", "HOSP", study_number="OLVINO-1", study_name="Olverembatinib")
NOW = datetime(2026, 1, 20, 9, 30, tzinfo=SHANGHAI)
SUBJECT = Subject(screening_number="S01-001", site=Site(code="01", name_en="Beijing First"))
NAMES = {"": "urn:hl7-org:v3"}
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

CASE = "PORR_IN049016UV/controlActProcess/subject/investigationEvent"
ASSESSMENT = f"{CASE}/component/adverseEventAssessment"
PATIENT = f"{ASSESSMENT}/subject1/primaryRole"
REACTION = f"{PATIENT}/subjectOf2/observation/code[@code='29']/.."
GIVEN = f"{PATIENT}/subjectOf2/organizer/code[@code='4']/../component/substanceAdministration"
DOSE = f"{GIVEN}/outboundRelationship2/substanceAdministration"
SOURCE = f"{CASE}/outboundRelationship/relatedInvestigation/code[@code='2']/../subjectOf2"
REPORTER = f"{SOURCE}/controlActEvent/author/assignedEntity"
SENDER = f"{CASE}/subjectOf1/controlActEvent/author/assignedEntity"
ORGANISATION = "representedOrganization/assignedEntity/representedOrganization/name"


def trait(number, value="value"):
    return f"{REACTION}/outboundRelationship2/observation/code[@code='{number}']/../{value}"


def statement(number):
    return f"{CASE}/component/observationEvent/code[@code='{number}']/../value"


def judged(number, part):
    return f"{ASSESSMENT}/component/causalityAssessment/code[@code='{number}']/../{part}"


def papers():
    """A fatal fever after both drugs, reported and followed up."""
    chart = blank_chart()
    fill(chart, Demographics, birth_date="1980-06", sex="F")
    took = {"period_status": "TAKEN", "dose_mg": "40", "frequency": "QOD", "lot_number": "L1"}
    fill(chart, OlverembatinibPeriod, start_date=day(1), end_date=day(7), ongoing="N", **took)
    given = {"infusion_start": at(1, 10), "infusion_end": at(1, 11), "actual_dose_mg": "1.40"}
    fill(chart, InoInfusion, given="Y", **given)
    dies(chart, on=day(15))
    found = event(
        chart,
        1,
        term="发热性中性粒细胞减少",
        ctcae_term="Febrile neutropenia",
        start_date="2026-01",
        ongoing="N",
        end_date="2026-01-15",
        outcome="FATAL",
        crit_death="Y",
        crit_life="N",
        crit_hosp="Y",
        action_olv="INTERRUPTED",
        action_ino="NA",
        causality_olv="UNLIKELY",
        causality_ino="PROBABLE",
    )
    report(chart, 1, report_number=1, aware_time=at(12, 8), report_time=at(12, 9))
    told = {"narrative": "Fever.\x0b 发热。", "relevant_history": "None.", "rechallenge": "NA"}
    followed = {"report_number": 2, "aware_date": day(16), "suspected_drug": ["INO"]}
    said = report(chart, 1, "FOLLOWUP", expected="N", **told, **followed)
    return Printed(SUBJECT, SimpleNamespace(line=2), said, found)


def empty_papers():
    said = report(blank_chart(), None, "INITIAL")
    return Printed(SUBJECT, SimpleNamespace(line=1), said, None)


def sent(printed, parties=AGREED):
    return ET.fromstring(message(case_of(printed, parties), parties, NOW))


@pytest.fixture(scope="module")
def xml():
    return sent(papers())


def values(xml, place):
    """What stands at a place: ``path@attribute``, or the text."""
    path, _, attribute = place.partition("@@")
    found = xml.findall(path, NAMES)
    return [one.get(attribute) if attribute else one.text for one in found]


@pytest.mark.parametrize(
    ("element", "place", "expected"),
    [
        ("N.1.1", "name@@code", ["1"]),
        ("N.1.2", "id@@extension", ["CN-HOSP-S01-001-1-2-20260120093000+0800"]),
        ("N.1.3", "sender/device/id@@extension", ["HOSPITAL"]),
        ("N.1.4", "receiver/device/id@@extension", ["CDE"]),
        ("N.1.5", "creationTime@@value", ["20260120093000+0800"]),
        ("N.2.r.1", "PORR_IN049016UV/id@@extension", ["CN-HOSP-S01-001-1"]),
        ("N.2.r.2", "PORR_IN049016UV/sender/device/id@@extension", ["HOSPITAL"]),
        ("N.2.r.3", "PORR_IN049016UV/receiver/device/id@@extension", ["CDE"]),
        ("N.2.r.4", "PORR_IN049016UV/creationTime@@value", ["20260120093000+0800"]),
        ("C.1.1, C.1.8.1", f"{CASE}/id@@extension", ["CN-HOSP-S01-001-1"] * 2),
        ("C.1.2", f"{CASE}/../../effectiveTime@@value", ["20260120093000+0800"]),
        ("C.1.3", f"{CASE}/subjectOf2/investigationCharacteristic/value[@code]@@code", ["2"]),
        ("C.1.4", f"{CASE}/effectiveTime/low@@value", ["20260112080000+0800"]),
        ("C.1.5", f"{CASE}/availabilityTime@@value", ["20260116"]),
        ("C.1.6.1", f"{statement(1)}@@value", ["false"]),
        ("C.1.7", f"{statement(23)}@@value", ["true"]),
        ("C.2.r.2.1", f"{REPORTER}/{ORGANISATION}", ["Beijing First"]),
        ("C.2.r.3", f"{REPORTER}/assignedPerson/asLocatedEntity/location/code@@code", ["CN"]),
        ("C.2.r.4", f"{REPORTER}/assignedPerson/asQualifiedEntity/code@@nullFlavor", ["UNK"]),
        ("C.2.r.5", f"{CASE}/outboundRelationship/priorityNumber@@value", ["1"]),
        ("C.3.1", f"{SENDER}/code@@code", ["3"]),
        ("C.3.2", f"{SENDER}/{ORGANISATION}", ["HOSP"]),
        ("C.5.2", f"{PATIENT}/subjectOf1/researchStudy/title", ["Olverembatinib"]),
        ("C.5.3", f"{PATIENT}/subjectOf1/researchStudy/id@@extension", ["OLVINO-1"]),
        ("C.5.4", f"{PATIENT}/subjectOf1/researchStudy/code@@code", ["1"]),
        ("D.1", f"{PATIENT}/player1/name@@nullFlavor", ["MSK"]),
        ("D.1.1.4", f"{PATIENT}/player1/asIdentifiedEntity/id@@extension", ["S01-001"]),
        ("D.5", f"{PATIENT}/player1/administrativeGenderCode@@code", ["2"]),
        ("D.9.1", f"{PATIENT}/player1/deceasedTime@@value", ["20260115"]),
        ("E.i.1.1a", f"{REACTION}/value/originalText", ["发热性中性粒细胞减少"]),
        ("E.i.1.1b", f"{REACTION}/value/originalText@@language", ["zho"]),
        ("E.i.1.2", trait(30), ["Febrile neutropenia"]),
        ("E.i.3.2a", f"{trait(34)}@@value", ["true"]),
        ("E.i.3.2b", f"{trait(21)}@@nullFlavor", ["NI"]),
        ("E.i.3.2c", f"{trait(33)}@@value", ["true"]),
        ("E.i.3.2d", f"{trait(35)}@@nullFlavor", ["NI"]),
        ("E.i.3.2e", f"{trait(12)}@@nullFlavor", ["NI"]),
        ("E.i.3.2f", f"{trait(26)}@@nullFlavor", ["NI"]),
        ("E.i.4", f"{REACTION}/effectiveTime/low@@value", ["202601"]),
        ("E.i.5", f"{REACTION}/effectiveTime/high@@value", ["20260115"]),
        ("E.i.7", f"{trait(27)}@@code", ["5"]),
        ("E.i.9", f"{REACTION}/location/locatedEntity/locatedPlace/code@@code", ["CN"]),
        ("G.k.1", f"{judged(20, 'value')}@@code", ["2", "1"]),
        (
            "G.k.2.2",
            f"{GIVEN}/consumable/instanceOfKind/kindOfProduct/name",
            ["Olverembatinib", "Inotuzumab ozogamicin"],
        ),
        ("G.k.4.r.1a", f"{DOSE}/doseQuantity@@value", ["40", "1.40"]),
        ("G.k.4.r.2", f"{DOSE}/effectiveTime/comp/period@@value", ["2"]),
        ("G.k.4.r.4, olverembatinib", f"{DOSE}/effectiveTime/comp/low@@value", ["20260101"]),
        ("G.k.4.r.4, InO", f"{DOSE}/effectiveTime/low@@value", ["20260101100000+0800"]),
        ("G.k.4.r.5, InO", f"{DOSE}/effectiveTime/high@@value", ["20260101110000+0800"]),
        (
            "G.k.4.r.7",
            f"{DOSE}/consumable/instanceOfKind/productInstanceInstance/lotNumberText",
            ["L1"],
        ),
        ("G.k.4.r.10.1", f"{DOSE}/routeCode/originalText", ["Oral", "Intravenous"]),
        ("G.k.8", f"{GIVEN}/inboundRelationship/act/code@@code", ["1", "9"]),
        ("G.k.9.i.2.r.3", judged(39, "value"), ["Unlikely related", "Probably related"]),
        (
            "G.k.9.i.4",
            f"{GIVEN}/outboundRelationship2/observation/code[@code='31']/../value@@code",
            ["4"],
        ),
        ("H.1", f"{CASE}/text", ["Fever. 发热。"]),
    ],
)
def test_each_element_of_the_guide_stands_in_its_place(xml, element, place, expected):
    assert values(xml, place) == expected, element


def test_every_opinion_is_about_the_event_and_a_drug_of_this_case(xml):
    (reaction,) = values(xml, f"{REACTION}/id@@root")
    drugs = values(xml, f"{GIVEN}/id@@root")

    assert values(xml, f"{judged(39, 'subject1/adverseEffectReference/id')}@@root") == [
        reaction,
        reaction,
    ]
    assert values(xml, f"{judged(39, 'subject2/productUseReference/id')}@@root") == drugs


def test_a_case_keeps_its_identifiers_from_message_to_message(xml):
    again = sent(papers())

    assert values(again, f"{REACTION}/id@@root") == values(xml, f"{REACTION}/id@@root")


def test_age_is_told_where_the_day_of_onset_is_known():
    printed = papers()
    place = f"{PATIENT}/subjectOf2/observation/code[@code='3']/../value@@value"

    assert values(sent(printed), place) == []

    printed.event._row["start_date"] = "2026-01-12"
    printed.report._chart.forget()

    assert values(sent(printed), place) == ["45"]


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("RECOVERED", "1"),
        ("RECOVERING", "2"),
        ("NOTRECOVERED", "3"),
        ("SEQUELAE", "4"),
        ("FATAL", "5"),
        ("UNKNOWN", "0"),
    ],
)
def test_outcomes_have_the_codes_of_the_guide(outcome, code):
    printed = papers()
    printed.event._row["outcome"] = outcome

    assert values(sent(printed), f"{trait(27)}@@code") == [code]


def remarks(printed, parties=AGREED):
    text = message(case_of(printed, parties), parties, NOW).decode()
    return text.partition("<!--")[2].partition("-->")[0]


def test_a_message_says_what_it_lacks():
    assert "E.i.2.1 MedDRA code and version" in remarks(papers())
    assert "N.1.3" not in remarks(papers())


def test_a_message_of_almost_nothing_lacks_all_that_the_guide_requires():
    said = remarks(empty_papers(), Parties())

    for element in [
        "N.1.3",
        "N.1.4",
        "C.1.4",
        "C.1.5",
        "C.3.2",
        "C.5.3",
        "E.i.2.1",
        "E.i.3.2",
        "E.i.7",
        "G.k.1",
        "H.1",
    ]:
        assert f"{element} " in said, element


def test_a_message_of_almost_nothing_is_still_well_formed():
    xml = sent(empty_papers(), Parties())

    assert values(xml, "sender/device/id@@nullFlavor") == ["NI"]
    assert values(xml, f"{PATIENT}/player1/administrativeGenderCode@@nullFlavor") == ["UNK"]
    assert values(xml, f"{statement(23)}@@value") == ["false"]


def test_values_say_their_type(xml):
    assert {value.get(TYPE) for value in xml.iter("{urn:hl7-org:v3}value")} == {
        "BL",
        "CE",
        "ED",
        "ST",
    }
