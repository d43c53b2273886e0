"""What is asked of an adverse event, and when; the day it began."""

import pytest

from edc.logic import Unknown
from edc.text import both
from enrollment.ctcae_terms import terms
from followup.models import Hsct
from safety.models import AdverseEvent
from safety.models.adverse_event import ended_on_a_day_to_be_known, study_day_of_onset
from tests.enrollment.paper import blank_chart, dies, failing, fill, owed, shows
from tests.safety.paper import day, event, treated

CRITERIA = {"crit_death", "crit_life", "crit_hosp", "crit_disab", "crit_cong", "crit_mie"}


def test_every_event_owes_this():
    assert owed(AdverseEvent) == {
        "ae_number",
        "term",
        "ctcae_term",
        "aesi",
        "start_date",
        "ongoing",
        "grade",
        "outcome",
        "treatment_given",
        "causality_olv",
        "causality_ino",
        "causality_combo",
        "action_olv",
        "action_ino",
        "serious",
    }


def said(term):
    """What is said beside a CTCAE term, in both languages."""
    chart = treated()
    remark = chart.evaluate(
        AdverseEvent.asked["ctcae_term"].remark, event(chart, 1, ctcae_term=term)
    )
    return remark and (*both(remark.text), remark.is_alert)


def test_the_class_of_a_ctcae_term_is_told_and_in_chinese_the_term_too():
    classes = "Hepatobiliary disorders", "肝窦阻塞综合征 · 肝胆系统疾病"

    assert said("Sinusoidal obstruction syndrome") == (*classes, False)


@pytest.mark.parametrize("typed", ["肝窦阻塞综合征", "sinusoidal obstruction syndrome"])
def test_a_term_written_otherwise_is_told_the_name_that_ctcae_has_for_it(typed):
    english, chinese, is_alert = said(typed)

    assert english == "CTCAE v5.0 calls it: Sinusoidal obstruction syndrome"
    assert chinese == "CTCAE v5.0术语：Sinusoidal obstruction syndrome"
    assert is_alert


def test_what_is_no_ctcae_term_is_told_so():
    assert said("Veno-occlusive disease") == (
        "Not a term of CTCAE v5.0: type a part of it, and choose from the list.",
        "不是CTCAE v5.0术语：请键入部分文字，再从列表中选择。",
        True,
    )


def test_nothing_is_said_beside_no_term():
    assert said(Unknown) is Unknown


def test_every_ctcae_term_is_offered_and_read_in_both_languages():
    offered = treated().evaluate(AdverseEvent.asked["ctcae_term"].suggests)

    assert [one.text for one in offered] == list(terms())
    assert offered[0] == ("Anemia", "贫血 Anemia")


def test_the_page_offers_the_terms_beside_the_answer(client, lin, subject):
    client.force_login(lin)

    page = client.get(
        f"/subjects/{subject.screening_number}/forms/adverse_event/1/"
    ).content.decode()

    assert 'list="offered-ctcae_term"' in page
    assert '<datalist id="offered-ctcae_term"><option value="Anemia">贫血 Anemia</option>' in page
    assert page.count("<option value=", page.index("<datalist"), page.index("</datalist>")) == 837


def test_a_serious_event_owes_every_criterion():
    assert owed(AdverseEvent, serious="Y") - owed(AdverseEvent, serious="N") == CRITERIA


@pytest.mark.parametrize("criterion", sorted(CRITERIA))
def test_criteria_are_asked_of_serious_events_only(criterion):
    assert shows(AdverseEvent, criterion, serious="Y")
    assert not shows(AdverseEvent, criterion, serious="N")
    assert not shows(AdverseEvent, criterion)


def test_an_end_is_asked_of_an_event_that_does_not_go_on():
    assert shows(AdverseEvent, "end_date", ongoing="N")
    assert not shows(AdverseEvent, "end_date", ongoing="Y")
    assert not shows(AdverseEvent, "end_date")


@pytest.mark.parametrize(
    ("ongoing", "outcome", "is_owed"),
    [
        ("N", "RECOVERED", True),
        ("N", "UNKNOWN", False),
        ("Y", "RECOVERED", False),
        ("N", Unknown, Unknown),
        (Unknown, "RECOVERED", Unknown),
        (Unknown, "UNKNOWN", False),
    ],
)
def test_an_end_is_owed_unless_the_outcome_is_unknown(ongoing, outcome, is_owed):
    assert ended_on_a_day_to_be_known(ongoing, outcome) is is_owed


def test_an_event_that_ended_owes_its_end():
    assert "end_date" in owed(AdverseEvent, ongoing="N", outcome="RECOVERED")
    assert "end_date" not in owed(AdverseEvent, ongoing="N", outcome="UNKNOWN")


def test_transplantation_is_a_possible_cause_once_it_took_place():
    before, after = treated(), treated()
    fill(after, Hsct, transplant_number=1, hsct_kind="ALLO", d0_date=day(60))
    question = AdverseEvent.asked["causality_hsct"]

    assert not before.shows(event(before, 1), question)
    assert after.shows(event(after, 1), question)


@pytest.mark.parametrize(
    ("start", "number"), [(day(1), 1), (day(0), -1), (day(8), 8), (Unknown, Unknown)]
)
def test_the_study_day_of_onset_is_counted_from_the_first_dose(start, number):
    assert study_day_of_onset(start, day(1)) is number


@pytest.mark.parametrize(
    ("start", "number"), [("2026-01-08", 8), ("2025-12-31", -1), ("2026-01", Unknown)]
)
def test_an_event_knows_its_study_day_when_its_date_is_complete(start, number):
    chart = treated()

    assert event(chart, 1, start_date=start).study_day is number


def test_an_event_before_treatment_has_no_study_day():
    chart = blank_chart()

    assert event(chart, 1, start_date="2026-01-08").study_day is Unknown


def test_an_event_may_not_end_after_death():
    chart = treated()
    dies(chart, on=day(10))

    ended = event(chart, 1, start_date="2026-01-05", ongoing="N", end_date="2026-01-11")

    assert failing(chart, ended, beside="end_date") == ["GEN-DEATH"]


def test_events_are_recorded_outside_visits():
    assert AdverseEvent.visits == ()
