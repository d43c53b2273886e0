"""Marrow morphology: what is asked, and the response that the counts suggest."""

from decimal import Decimal

import pytest

from edc.logic import Unknown
from edc.schedule import Need
from mrd.models import BmMorphology
from mrd.models.bm_morphology import is_free_of_leukaemia, is_remission, response_by_the_counts
from tests.enrollment.paper import blank_chart, fill, owed, shows
from trial.protocol import PARAMETERS

REMISSION = {
    "performed": "Y",
    "bm_blasts_percent": Decimal("1.0"),
    "pb_blasts": "N",
    "extramedullary": "NONE",
    "anc_at_assessment": Decimal("1.50"),
    "plt_at_assessment": Decimal("120"),
    "transfusion_free": "Y",
}


def suggested(**changes):
    return response_by_the_counts(**REMISSION | changes, param=PARAMETERS)


def counts(anc, platelets, transfusion_free="Y"):
    """The response of a marrow without leukaemia, by the blood of that day."""
    return suggested(
        anc_at_assessment=anc if anc is Unknown else Decimal(anc),
        plt_at_assessment=platelets if platelets is Unknown else Decimal(platelets),
        transfusion_free=transfusion_free,
    )


def test_an_empty_form_owes_only_whether_it_was_done():
    assert owed(BmMorphology) == {"performed"}


def test_a_marrow_that_was_not_taken_owes_the_reason_only():
    assert owed(BmMorphology, performed="N") == {"not_done_reason"}


def test_a_marrow_that_was_taken_owes_everything_but_counts_and_cns():
    assert owed(BmMorphology, performed="Y") == {
        "assessment_date",
        "bm_blasts_percent",
        "cellularity",
        "trilineage",
        "pb_blasts",
        "transfusion_free",
        "extramedullary",
        "response",
        "assessor",
    }


@pytest.mark.parametrize(
    "question", sorted(BmMorphology.asked.keys() - {"performed", "response_suggested"})
)
def test_a_question_is_asked_only_when_it_applies(question):
    is_the_reason = question == "not_done_reason"

    assert shows(BmMorphology, question, performed="N") is is_the_reason
    assert shows(BmMorphology, question, performed="Y") is not is_the_reason
    assert not shows(BmMorphology, question)


def test_morphology_is_optional_at_three_visits_and_required_at_the_others():
    needs = {collected.visit.code: collected.need for collected in BmMorphology.visits}

    assert {code for code, need in needs.items() if need == Need.OPTIONAL} == {"HM9", "FU", "UNS"}
    assert {code for code, need in needs.items() if need == Need.REQUIRED} == {
        *("SCR", "C1D15", "CXD15", "PRE_HSCT"),
        *("HD28", "HD60", "HD100", "HM6", "HM12", "REL"),
    }


@pytest.mark.parametrize(
    ("changes", "response"),
    [
        ({}, "CR"),
        ({"performed": "N"}, "NE"),
        ({"performed": Unknown}, "NE"),
        ({"bm_blasts_percent": Unknown}, "NE"),
        ({"bm_blasts_percent": Unknown, "pb_blasts": "Y"}, "NE"),
        ({"bm_blasts_percent": Decimal("4.9")}, "CR"),
        ({"bm_blasts_percent": Decimal("5.0")}, "RELAPSE"),
        ({"pb_blasts": "Y"}, "RELAPSE"),
        ({"pb_blasts": "U"}, "CR"),
        ({"pb_blasts": Unknown}, "CR"),
        ({"extramedullary": "CNS"}, "RELAPSE"),
        ({"extramedullary": "OTHER"}, "RELAPSE"),
        ({"extramedullary": "NE"}, "CR"),
        ({"extramedullary": Unknown}, "CR"),
        ({"pb_blasts": "Y", "anc_at_assessment": Unknown}, "RELAPSE"),
    ],
)
def test_blasts_decide_first(changes, response):
    assert suggested(**changes) == response


@pytest.mark.parametrize(
    ("anc", "platelets", "transfusion_free", "response"),
    [
        ("1.0", "100", "Y", "CR"),
        ("1.0", "100", "N", "CRH"),
        ("1.0", "100", Unknown, "CRH"),
        ("0.99", "100", "Y", "CRH"),
        ("1.0", "99", "Y", "CRH"),
        ("0.51", "51", "Y", "CRH"),
        ("0.5", "51", "Y", "CRI"),
        ("0.51", "50", "Y", "CRI"),
        ("0.5", "50", "Y", "MLFS"),
        (Unknown, "100", "Y", "NE"),
        ("1.0", Unknown, "Y", "NE"),
    ],
)
def test_without_leukaemia_the_blood_decides(anc, platelets, transfusion_free, response):
    assert counts(anc, platelets, transfusion_free) == response


def test_the_form_shows_the_response_that_its_own_answers_suggest():
    marrow = fill(blank_chart(), BmMorphology, **REMISSION)
    empty = fill(blank_chart(), BmMorphology)

    assert marrow.response_suggested == "CR"
    assert empty.response_suggested == "NE"


def test_a_morphological_leukaemia_free_state_is_no_remission():
    codes = BmMorphology.asked["response"].codelist.values

    assert {code for code in codes if is_remission(code)} == {"CR", "CRH", "CRI"}
    assert {code for code in codes if is_free_of_leukaemia(code)} == {"CR", "CRH", "CRI", "MLFS"}
    assert is_remission(Unknown) is Unknown
