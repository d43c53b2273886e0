"""Leukaemia history: what is asked, when residual disease persists."""

from decimal import Decimal

import pytest

from edc.logic import Unknown
from enrollment.models import DiseaseHistory, InformedConsent
from enrollment.models.disease_history import residual_disease_persists
from tests.enrollment.paper import blank_chart, dies, failing, fill, january, owed, same, shows
from trial.protocol import PARAMETERS

EVERY_HISTORY = {
    "collection_date",
    "diagnosis_date",
    "ph_by_karyotype",
    "ph_by_fish",
    "transcript_type",
    "additional_abnormalities",
    "ikzf1_deletion",
    "cns_at_diagnosis",
    "intrathecal_doses",
    "extramedullary_at_diagnosis",
    "first_cr_date",
    "remission_number",
    "number_of_relapses",
    "current_cr_date",
    "remission_type",
    "prior_courses",
    "mrd1_date",
    "mrd2_date",
    "prior_hsct",
    "prior_vod",
    "gilbert",
}


def percents(*texts):
    return [Unknown if text is None else Decimal(text) for text in texts]


def persists(first_day, first, second_day, second):
    """Whether disease persists over two marrows, each with the results of PCR and of flow."""
    return residual_disease_persists(
        first_day, *percents(*first), second_day, *percents(*second), PARAMETERS
    )


def test_every_history_owes_this():
    assert owed(DiseaseHistory) == EVERY_HISTORY


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("ikzf1_plus", {"ikzf1_deletion": "Y"}, {"ikzf1_deletion": "N"}),
        ("ikzf1_plus", {"ikzf1_deletion": "Y"}, {"ikzf1_deletion": "U"}),
        (
            "extramedullary_sites",
            {"extramedullary_at_diagnosis": "Y"},
            {"extramedullary_at_diagnosis": "N"},
        ),
        ("last_relapse_date", {"number_of_relapses": 1}, {"number_of_relapses": 0}),
        ("prior_hsct_date", {"prior_hsct": "AUTO"}, {"prior_hsct": "NONE"}),
        ("prior_hsct_date", {"prior_hsct": "ALLO"}, {"prior_hsct": "NONE"}),
    ],
)
def test_a_question_is_asked_and_owed_only_when_it_applies(question, applies, does_not):
    assert question in owed(DiseaseHistory, **applies)
    assert not shows(DiseaseHistory, question, **does_not)
    assert not shows(DiseaseHistory, question)


def test_the_history_is_taken_at_screening():
    visits = [(at.visit.code, str(at.need)) for at in DiseaseHistory.visits]

    assert visits == [("SCR", "required")]


@pytest.mark.parametrize(
    ("first", "second", "met"),
    [
        (("0.01", None), ("0.01", None), "Y"),
        ((None, "0.01"), (None, "0.01"), "Y"),
        (("0.01", "0"), ("0", "0.01"), "Y"),
        (("0.00999", "0.0099"), ("0.01", "0.01"), "N"),
        (("0.01", "0.01"), ("0.00999", "0.0099"), "N"),
        (("0", "0"), (None, None), "N"),
        (("0", None), ("0.01", None), Unknown),
        (("0.01", None), (None, "0"), Unknown),
        (("0.01", None), (None, None), Unknown),
        ((None, None), (None, None), Unknown),
    ],
)
def test_disease_persists_when_both_marrows_are_positive_by_either_method(first, second, met):
    assert same(persists(january(1), first, january(15), second), met)


@pytest.mark.parametrize(
    ("second_day", "met"),
    [(january(15), "Y"), (january(14), "N"), (january(31), "Y"), (Unknown, Unknown)],
)
def test_disease_persists_over_14_days_or_more(second_day, met):
    assert same(persists(january(1), ("1", None), second_day, ("1", None)), met)


def test_a_second_marrow_before_the_first_shows_no_persistence():
    assert persists(january(31), ("1", None), january(1), ("1", None)) == "N"


def test_two_marrows_without_the_day_of_the_first_may_still_be_negative():
    assert persists(Unknown, ("1", None), january(15), ("1", None)) is Unknown
    assert persists(Unknown, ("1", None), january(15), ("0", "0")) == "N"


def test_the_history_says_itself_whether_disease_persists():
    history = fill(
        blank_chart(),
        DiseaseHistory,
        mrd1_date="2025-12-01",
        mrd1_pcr_percent="0.05000",
        mrd2_date="2025-12-15",
        mrd2_flow_percent="0.0200",
    )

    assert history.persistent_mrd_met == "Y"
    assert fill(blank_chart(), DiseaseHistory).persistent_mrd_met is Unknown


def test_white_cells_are_the_same_number_in_either_unit():
    history = fill(
        blank_chart(), DiseaseHistory, wbc_at_diagnosis="52.30", wbc_at_diagnosis_unit="10^3/uL"
    )

    assert history.wbc_at_diagnosis == Decimal("52.30")


def test_a_history_may_be_collected_before_consent_and_after_death():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-10")
    dies(chart, on="2026-02-01")

    early = fill(chart, DiseaseHistory, collection_date="2026-01-01")
    assert failing(chart, early, beside="collection_date") == []

    chart.records[DiseaseHistory.form].clear()
    late = fill(chart, DiseaseHistory, collection_date="2026-02-02")
    assert failing(chart, late, beside="collection_date") == []
