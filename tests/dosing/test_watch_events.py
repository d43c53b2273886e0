"""The dose of olverembatinib and adverse events: which call for a change, and which do not."""

import pytest

from tests.dosing.watching import (
    asked,
    ecg,
    event,
    liver,
    pauses,
    stops,
    subject,
    takes,
)

GRADE_3, GRADE_4 = "DOSE-OLV-02", "DOSE-OLV-03"
PANCREATITIS, ARTERIAL, PROTEINURIA = "DOSE-OLV-06", "DOSE-OLV-07", "DOSE-OLV-10"


def on_olverembatinib(*args, **answers):
    """A subject who takes it from day 0 without a break, and an adverse event."""
    chart = subject()
    takes(chart)
    event(chart, *args, **answers)
    return chart


def events_rules(chart):
    """The rules about events that are asked on any period."""
    rules = (GRADE_3, GRADE_4, PANCREATITIS, ARTERIAL, PROTEINURIA)
    return [rule for rule in rules if asked(chart, rule)]


@pytest.mark.parametrize(
    ("grade", "rules"),
    [("2", []), ("3", [GRADE_3]), ("4", [GRADE_4]), ("5", [GRADE_4]), (None, [])],
)
def test_a_related_event_calls_for_a_change_by_its_grade(grade, rules):
    assert events_rules(on_olverembatinib(10, 20, grade=grade)) == rules


@pytest.mark.parametrize(
    ("cause", "rules"),
    [
        ("DEFINITE", [GRADE_3]),
        ("PROBABLE", [GRADE_3]),
        ("POSSIBLE", [GRADE_3]),
        ("UNLIKELY", []),
        ("NOT", []),
        (None, []),
    ],
)
def test_only_a_related_event_calls_for_a_change(cause, rules):
    assert events_rules(on_olverembatinib(10, 20, causality_olv=cause)) == rules


@pytest.mark.parametrize(
    ("term", "rules"),
    [
        ("Neutrophil count decreased", []),
        ("Platelet count decreased", []),
        ("Febrile neutropenia", []),
        ("Anemia", []),
        ("血小板计数降低", []),
        ("中性粒细胞计数降低", []),
        ("贫血", []),
        (None, []),
        ("Rash maculo-papular", [GRADE_3]),
        ("皮疹", [GRADE_3]),
    ],
)
def test_an_event_of_the_blood_is_left_to_the_counts(term, rules):
    assert events_rules(on_olverembatinib(10, 20, term=term)) == rules


def test_a_coded_organ_class_tells_the_blood_too():
    coded = {"term": "Other, specify", "meddra_soc": "Blood and lymphatic system disorders"}

    assert events_rules(on_olverembatinib(10, 20, **coded)) == []


@pytest.mark.parametrize(
    ("first", "last", "places"),
    [
        (10, 20, [0]),
        (10, 13, [0]),
        (10, 12, []),
        (10, None, [0]),
        (0, 20, [0]),
        (-5, 20, []),
        ("2026-01", 60, [0]),
        ("2026-01", "2026-02", []),
        ("2025-12", None, []),
        ("2026", None, []),
    ],
    ids=[
        "ten days",
        "a dose within",
        "over by the next dose",
        "ongoing",
        "on the first day",
        "before treatment",
        "some day of January until March",
        "perhaps one day",
        "in December",
        "some day of the year",
    ],
)
def test_an_event_calls_for_an_interruption_when_a_dose_was_certainly_taken_in_it(
    first, last, places
):
    assert asked(on_olverembatinib(first, last), GRADE_3) == places


@pytest.mark.parametrize("unclear", [{"ongoing": "N"}, {"ongoing": None}])
def test_an_event_that_ended_on_an_unknown_day_asks_for_nothing(unclear):
    assert events_rules(on_olverembatinib(10, None, **unclear)) == []


@pytest.mark.parametrize(
    ("first", "last", "places"),
    [(10, 12, []), (20, 25, []), (21, 25, [0]), (5, 10, []), (5, 9, [2])],
    ids=["at once", "on its last day", "late", "until its first day", "before"],
)
def test_an_interruption_at_any_time_while_it_lasts_is_the_action(first, last, places):
    chart = subject()
    takes(chart, 0, first - 1)
    pauses(chart, first, last, reason="AE_OTH")
    takes(chart, last + 1, dose="30")
    event(chart, 10, 20)

    assert asked(chart, GRADE_3) == places


@pytest.mark.parametrize(("dose", "places"), [("40", [2]), ("30", [])])
def test_after_an_event_of_grade_3_the_dose_is_one_level_lower(dose, places):
    chart = subject()
    takes(chart, 0, 11)
    pauses(chart, 12, 21, reason="AE_OTH")
    takes(chart, 22, dose=dose)
    event(chart, 10, 20)

    assert asked(chart, GRADE_3) == places


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("NONE", [GRADE_3]),
        ("VENOUS", [GRADE_3]),
        ("INFECTION", [GRADE_3]),
        ("HEPATOTOX", [GRADE_3]),
        ("QT", [GRADE_3]),
        ("HYPERTENSION", []),
        ("PANCREATITIS", []),
        ("ARTERIAL", [ARTERIAL]),
        ("PROTEINURIA", [PROTEINURIA]),
        (None, []),
    ],
)
def test_an_event_with_a_row_of_its_own_is_left_to_that(kind, rules):
    assert events_rules(on_olverembatinib(10, 20, kind=kind)) == rules


@pytest.mark.parametrize(("found_on", "places"), [(15, []), (25, [0])])
def test_a_measured_finding_within_the_event_is_asked_by_its_own_row_only(found_on, places):
    hepatic = on_olverembatinib(10, 20, kind="HEPATOTOX")
    liver(hepatic, found_on, alt=6)
    cardiac = on_olverembatinib(10, 20, kind="QT")
    ecg(cardiac, found_on, 510)

    assert asked(hepatic, GRADE_3) == asked(cardiac, GRADE_3) == places
    assert asked(hepatic, "DOSE-OLV-04") == asked(cardiac, "DOSE-OLV-08") == [0]


def test_a_measured_liver_injury_of_grade_4_is_asked_once():
    chart = on_olverembatinib(10, 20, kind="HEPATOTOX", grade="4")
    liver(chart, 12, alt=25, bilirubin=3)

    assert asked(chart, GRADE_4) == []
    assert asked(chart, "DOSE-OLV-05") == [0]


@pytest.mark.parametrize(
    ("last", "places"), [(14, []), (20, []), (22, [0])], ids=["within", "its last day", "after"]
)
def test_an_event_of_grade_4_stops_olverembatinib_by_its_end(last, places):
    chart = subject()
    takes(chart, 0, last)
    stops(chart, last + 1, reason="AE_OTH")
    event(chart, 10, 20, grade="4")

    assert asked(chart, GRADE_4) == places


@pytest.mark.parametrize(("last", "places"), [(30, []), (32, [0])])
def test_an_event_of_grade_4_may_have_ended_on_any_day_of_its_month(last, places):
    chart = subject()
    takes(chart, 0, last)
    stops(chart, last + 1)
    event(chart, 10, "2026-01", grade="4")

    assert asked(chart, GRADE_4) == places


def test_after_an_event_of_grade_4_olverembatinib_is_not_resumed():
    chart = subject()
    takes(chart, 0, 11)
    pauses(chart, 12, 29, reason="AE_OTH")
    takes(chart, 30, dose="20")
    event(chart, 10, 20, grade="4")

    assert asked(chart, GRADE_4) == [2]


def test_an_ongoing_event_of_grade_4_forbids_taking_it_still():
    resumed = subject()
    takes(resumed, 0, 11)
    pauses(resumed, 12, 19, reason="AE_OTH")
    takes(resumed, 20)
    event(resumed, 10, grade="4")
    stopped = subject()
    takes(stopped, 0, 14)
    stops(stopped, 15)
    event(stopped, 10, grade="4")

    assert asked(resumed, GRADE_4) == [2]
    assert asked(stopped, GRADE_4) == []


@pytest.mark.parametrize(
    ("term", "grade", "is_asked"),
    [
        ("Pancreatitis", "1", False),
        ("Pancreatitis", "2", True),
        ("Pancreatitis", "3", True),
        ("Pancreatitis", "4", True),
        ("胰腺炎", "2", True),
        ("Lipase increased", "3", False),
        ("Serum amylase increased", "4", False),
        (None, "3", False),
    ],
)
def test_pancreatitis_with_symptoms_interrupts_or_stops_whatever_the_cause(term, grade, is_asked):
    chart = on_olverembatinib(
        10, 20, kind="PANCREATITIS", term=term, grade=grade, causality_olv="NOT"
    )

    assert events_rules(chart) == ([PANCREATITIS] if is_asked else [])


@pytest.mark.parametrize(
    ("last", "dose", "places"),
    [(19, "30", []), (18, "30", []), (15, "30", [2]), (19, "40", [2])],
    ids=["over", "the first dose after it", "too early", "too much"],
)
def test_after_pancreatitis_it_is_resumed_when_over_one_level_lower(last, dose, places):
    chart = subject()
    takes(chart, 0, 11)
    pauses(chart, 12, last, reason="AE_PANC")
    takes(chart, last + 1, dose=dose)
    event(chart, 10, 19, kind="PANCREATITIS", term="Pancreatitis")

    assert asked(chart, PANCREATITIS) == places


def test_pancreatitis_of_grade_4_stops_it():
    chart = subject()
    takes(chart, 0, 11)
    pauses(chart, 12, 29, reason="AE_PANC")
    takes(chart, 30, dose="20")
    event(chart, 10, 20, kind="PANCREATITIS", term="Pancreatitis", grade="4")

    assert asked(chart, PANCREATITIS) == [2]


@pytest.mark.parametrize(
    ("grade", "cause", "places"),
    [("1", "PROBABLE", []), ("2", "NOT", [0]), ("4", "PROBABLE", [0]), (None, "NOT", [])],
)
def test_arterial_occlusion_stops_olverembatinib_whatever_the_cause(grade, cause, places):
    chart = on_olverembatinib(10, 20, kind="ARTERIAL", grade=grade, causality_olv=cause)

    assert events_rules(chart) == ([ARTERIAL] if places else [])


@pytest.mark.parametrize(("last", "places"), [(11, []), (12, [0])])
def test_arterial_occlusion_stops_it_before_the_next_dose(last, places):
    chart = subject()
    takes(chart, 0, last)
    stops(chart, last + 1, reason="AE_CARD")
    event(chart, 10, 40, kind="ARTERIAL", grade="3")

    assert asked(chart, ARTERIAL) == places


@pytest.mark.parametrize(("grade", "places"), [("2", []), ("3", [0])])
def test_proteinuria_interrupts_it(grade, places):
    chart = on_olverembatinib(10, 20, kind="PROTEINURIA", grade=grade, causality_olv="NOT")

    assert asked(chart, PROTEINURIA) == places
