"""What the forms of transplantation and follow-up ask, and when; what they derive."""

from types import SimpleNamespace

import pytest

from edc.logic import Unknown
from edc.schedule import Need
from followup.models import Death, Hsct, Relapse, SurvivalFollowup
from followup.models.death import days_since_hsct, days_since_last_dose, is_non_relapse_mortality
from followup.models.relapse import is_an_event, is_on_or_after_hsct
from followup.models.survival_followup import is_alive_after_hsct
from tests.enrollment.paper import failing, fill, owed, shows
from tests.followup.paper import DAY_0, day, transplanted, treated
from trial.protocol import PARAMETERS

MOLECULAR_COUNTS = SimpleNamespace(analysis=SimpleNamespace(rfs_counts_molecular_relapse=True))
ALIVE, DEAD = {"survival_status": "ALIVE"}, {"survival_status": "DEAD"}


def same(value, expected):
    """Equal, or both Unknown."""
    return value is expected or value == expected


def test_every_transplant_owes_this():
    assert owed(Hsct) == {
        "transplant_number",
        "hsct_kind",
        "d0_date",
        "disease_status",
        "donor_type",
        "recipient_cmv",
        "graft_source",
        "tnc_dose",
        "cd34_dose",
        "graft_manipulation",
        "conditioning_given",
        "gvhd_prophylaxis",
    }


@pytest.mark.parametrize(
    ("donor_type", "more"),
    [
        ("SELF", set()),
        ("CORD", {"hla_matched_loci", "hla_loci_typed", "donor_abo", "donor_cmv", "dsa"}),
        ("MUD", {"hla_matched_loci", "hla_loci_typed", "donor_abo", "donor_cmv", "donor_sex"}),
    ],
)
def test_what_is_owed_about_a_donor_depends_on_the_donor(donor_type, more):
    assert owed(Hsct, donor_type=donor_type) == owed(Hsct) - {"donor_type"} | more


@pytest.mark.parametrize(
    ("question", "donors"),
    [
        ("donor_relation", {"MSD", "MRD_OTHER", "HAPLO"}),
        ("hla_matched_loci", {"MSD", "MRD_OTHER", "HAPLO", "MUD", "MMUD", "CORD"}),
        ("donor_age", {"MSD", "MRD_OTHER", "HAPLO", "MUD", "MMUD"}),
        ("donor_sex", {"MSD", "MRD_OTHER", "HAPLO", "MUD", "MMUD"}),
        ("dsa", {"HAPLO", "MMUD", "CORD"}),
    ],
)
def test_a_question_about_a_donor_is_asked_of_these_donors(question, donors):
    codes = Hsct.asked["donor_type"].codelist.values

    assert {code for code in codes if shows(Hsct, question, donor_type=code)} == donors
    assert not shows(Hsct, question)


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("conditioning_start_date", {"conditioning_given": "Y"}, {"conditioning_given": "N"}),
        ("intensity", {"conditioning_given": "Y"}, {"conditioning_given": "N"}),
        ("tbi_given", {"conditioning_given": "Y"}, {"conditioning_given": "N"}),
        ("dual_alkylator", {"conditioning_given": "Y"}, {"conditioning_given": "N"}),
        (
            "tbi_dose_gy",
            {"conditioning_given": "Y", "tbi_given": "Y"},
            {"conditioning_given": "N", "tbi_given": "Y"},
        ),
        (
            "atg_total_dose",
            {"gvhd_prophylaxis": ["CSA", "ATG"]},
            {"gvhd_prophylaxis": ["CSA", "MTX"]},
        ),
    ],
)
def test_a_question_about_a_transplant_is_asked_and_owed_only_when_it_applies(
    question, applies, does_not
):
    assert question in owed(Hsct, **applies)
    assert not shows(Hsct, question, **does_not)
    assert not shows(Hsct, question)


def test_every_relapse_owes_its_date_kind_proof_and_treatment():
    assert owed(Relapse) == {
        "relapse_date",
        "relapse_type",
        "methods",
        "mutation_tested",
        "treatment_started",
    }


@pytest.mark.parametrize(
    ("question", "kind", "other"),
    [
        ("confirmed_mrd", "MOLECULAR", "CNS"),
        ("confirmed_mrd", "FLOW", "MORPHOLOGICAL"),
        ("bm_blasts_percent", "MORPHOLOGICAL", "EXTRAMEDULLARY"),
        ("extramedullary_site", "EXTRAMEDULLARY", "MORPHOLOGICAL"),
    ],
)
def test_a_question_about_a_relapse_is_owed_by_its_kind_only(question, kind, other):
    assert question in owed(Relapse, relapse_type=[kind])
    assert not shows(Relapse, question, relapse_type=[other])
    assert not shows(Relapse, question)


def test_a_ratio_is_asked_of_a_relapse_that_pcr_found():
    assert shows(Relapse, "bcr_abl_percent", methods=["PCR", "FLOW"])
    assert not shows(Relapse, "bcr_abl_percent", methods=["FLOW"])
    assert not shows(Relapse, "bcr_abl_percent")


@pytest.mark.parametrize(
    ("subject", "on", "is_asked"),
    [(transplanted, DAY_0, True), (transplanted, day(-1), False), (treated, DAY_0, False)],
)
def test_donor_chimerism_is_asked_of_a_relapse_after_transplantation(subject, on, is_asked):
    chart = subject()

    relapse = fill(chart, Relapse, relapse_date=on)

    assert chart.shows(relapse, Relapse.asked["donor_chimerism"]) is is_asked


@pytest.mark.parametrize(
    ("kinds", "counts"),
    [
        (["MORPHOLOGICAL"], "Y"),
        (["EXTRAMEDULLARY"], "Y"),
        (["CNS"], "Y"),
        (["MOLECULAR", "CNS"], "Y"),
        (["MOLECULAR"], "N"),
        (["FLOW"], "N"),
        (Unknown, Unknown),
    ],
)
def test_a_relapse_counts_when_the_disease_can_be_seen(kinds, counts):
    assert same(is_an_event(kinds, "Y", PARAMETERS), counts)


@pytest.mark.parametrize(
    ("confirmed", "counts"), [("Y", "Y"), ("N", "N"), ("U", "N"), (Unknown, Unknown)]
)
def test_where_the_trial_says_so_confirmed_residual_disease_counts_too(confirmed, counts):
    assert same(is_an_event(["MOLECULAR"], confirmed, MOLECULAR_COUNTS), counts)


@pytest.mark.parametrize(
    ("on", "day_0", "after"),
    [
        (DAY_0, DAY_0, "Y"),
        (day(-1), DAY_0, "N"),
        (DAY_0, Unknown, Unknown),
        (Unknown, DAY_0, Unknown),
    ],
)
def test_a_relapse_is_after_transplantation_from_day_0_on(on, day_0, after):
    assert same(is_on_or_after_hsct(on, day_0), after)


def test_every_contact_owes_when_how_from_whom_and_whether_alive():
    asked = {"contact_date", "contact_mode", "information_source", "survival_status"}

    assert owed(SurvivalFollowup) == asked
    assert owed(SurvivalFollowup, **DEAD) == asked - {"survival_status"}


def test_a_living_subject_owes_the_state_of_the_disease():
    assert owed(SurvivalFollowup, **ALIVE) - owed(SurvivalFollowup, **DEAD) == {
        "last_known_alive_date",
        "disease_status",
        "new_therapy",
    }


def test_a_subject_who_was_not_reached_owes_the_attempts():
    unreached = owed(SurvivalFollowup, survival_status="UNKNOWN")

    assert unreached - owed(SurvivalFollowup, **DEAD) == {"last_known_alive_date", "attempts"}


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("last_known_alive_date", {"survival_status": "UNKNOWN"}, DEAD),
        ("disease_status", ALIVE, DEAD),
        ("new_therapy", ALIVE, DEAD),
        ("on_immunosuppression", ALIVE, DEAD),
        ("gvhd_now", ALIVE, {"survival_status": "UNKNOWN"}),
        (
            "disease_assessment_date",
            ALIVE | {"disease_status": "REMISSION_MRDUNK"},
            ALIVE | {"disease_status": "RELAPSED"},
        ),
        (
            "disease_assessment_date",
            ALIVE | {"disease_status": "REMISSION_MRDPOS"},
            DEAD | {"disease_status": "REMISSION_MRDPOS"},
        ),
        ("new_therapy_detail", ALIVE | {"new_therapy": "Y"}, ALIVE | {"new_therapy": "N"}),
        ("attempts", {"survival_status": "UNKNOWN"}, ALIVE),
        ("attempt_detail", {"survival_status": "UNKNOWN"}, ALIVE),
    ],
)
def test_a_question_of_a_contact_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(SurvivalFollowup, question, **applies)
    assert not shows(SurvivalFollowup, question, **does_not)
    assert not shows(SurvivalFollowup, question)


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ({"disease_status": "REMISSION_MRDNEG"}, "disease_assessment_date"),
        ({"new_therapy": "Y"}, "new_therapy_detail"),
    ],
)
def test_an_answer_of_a_contact_owes_its_detail(answers, question):
    assert question in owed(SurvivalFollowup, **ALIVE, **answers)
    assert question not in owed(SurvivalFollowup, **ALIVE)


@pytest.mark.parametrize("question", ["on_immunosuppression", "gvhd_now"])
def test_gvhd_and_its_treatment_are_owed_after_transplantation_only(question):
    after, before = transplanted(), treated()

    assert failing(after, fill(after, SurvivalFollowup, **ALIVE), beside=question) == [
        "GEN-REQUIRED"
    ]
    assert failing(before, fill(before, SurvivalFollowup, **ALIVE), beside=question) == []


@pytest.mark.parametrize(
    ("status", "day_0", "truth"),
    [
        ("ALIVE", DAY_0, True),
        ("DEAD", DAY_0, False),
        ("ALIVE", Unknown, False),
        (Unknown, DAY_0, Unknown),
    ],
)
def test_alive_after_transplantation_needs_both(status, day_0, truth):
    assert is_alive_after_hsct(status, day_0) is truth


def test_a_contact_may_come_after_death():
    chart = transplanted()
    fill(chart, Death, death_date=day(10))

    contact = fill(chart, SurvivalFollowup, contact_date=day(20), **DEAD)

    assert failing(chart, contact, beside="contact_date") == []


def test_a_death_owes_everything_but_contributing_causes():
    assert owed(Death) == {
        "death_date",
        "date_certain",
        "primary_cause",
        "cause_text",
        "related_to_study_drug",
        "autopsy",
        "source",
    }


@pytest.mark.parametrize(
    ("earlier", "days"), [(DAY_0, 100), (day(100), 0), (day(110), -10), (Unknown, Unknown)]
)
def test_death_counts_its_days_from_transplantation_and_from_the_last_dose(earlier, days):
    assert same(days_since_hsct(earlier, day(100)), days)
    assert same(days_since_last_dose(earlier, day(100)), days)


@pytest.mark.parametrize(
    ("day_0", "relapse", "nrm"),
    [
        (DAY_0, Unknown, "Y"),
        (day(100), Unknown, "Y"),
        (day(101), Unknown, "N"),
        (DAY_0, day(99), "N"),
        (DAY_0, day(100), "N"),
        (DAY_0, day(101), "Y"),
        (Unknown, Unknown, "N"),
    ],
)
def test_the_dates_decide_whether_a_death_is_non_relapse_mortality(day_0, relapse, nrm):
    assert is_non_relapse_mortality(day_0, day(100), relapse) == nrm


def test_non_relapse_mortality_needs_the_date_of_death():
    assert is_non_relapse_mortality(DAY_0, Unknown, Unknown) is Unknown
    assert is_non_relapse_mortality(Unknown, Unknown, Unknown) == "N"


def test_a_death_from_relapse_without_a_relapse_is_non_relapse_mortality():
    chart = transplanted()

    death = fill(chart, Death, death_date=day(100), primary_cause="RELAPSE")

    assert death.nrm == "Y"
    assert death.days_after_hsct == 100


def test_a_molecular_relapse_does_not_make_a_death_one_from_relapse():
    chart = transplanted()
    fill(chart, Relapse, relapse_date=day(50), relapse_type=["MOLECULAR"], confirmed_mrd="Y")

    assert fill(chart, Death, death_date=day(100)).nrm == "Y"


@pytest.mark.parametrize(
    ("form", "visits"),
    [
        (Hsct, {"HSCT": Need.REQUIRED}),
        (Relapse, {"REL": Need.REQUIRED}),
        (Death, {}),
        (
            SurvivalFollowup,
            dict.fromkeys(["HD28", "HD60", "HD100", "HM6", "HM9", "HM12", "FU"], Need.REQUIRED)
            | {"REL": Need.OPTIONAL},
        ),
    ],
)
def test_a_form_is_collected_at_these_visits(form, visits):
    assert {collected.visit.code: collected.need for collected in form.visits} == visits
