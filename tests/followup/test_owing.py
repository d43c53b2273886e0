"""What is still asked of each subject, by how far they came."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from edc.logic import Unknown
from edc.schedule import Need
from followup.owing import Path, offer
from trial.protocol import PARAMETERS, SCHEDULE

VISITS = {visit.code: visit for visit in SCHEDULE}
FIRST_DOSE, LAST_DOSE, DAY_0 = date(2026, 1, 1), date(2026, 2, 20), date(2026, 3, 15)
NOBODY = Path(
    screen_failed_on=Unknown,
    first_dose_on=Unknown,
    last_dose_on=Unknown,
    treatment_ended=False,
    cycles_begun=frozenset(),
    hsct_decision=Unknown,
    hsct_on=Unknown,
    relapsed_on=Unknown,
    relapses=0,
    ended_on=Unknown,
    seen_at_one_year=False,
    followed_without_hsct=False,
    recorded=frozenset(),
    missed=frozenset(),
    without_specimen=frozenset(),
)
SCREENED_OUT = NOBODY._replace(screen_failed_on=FIRST_DOSE, ended_on=FIRST_DOSE)
TREATED = NOBODY._replace(first_dose_on=FIRST_DOSE, cycles_begun=frozenset({1}))
STOPPED = TREATED._replace(last_dose_on=LAST_DOSE, treatment_ended=True)
DECIDED = STOPPED._replace(hsct_decision="PROCEED")
TRANSPLANTED = DECIDED._replace(hsct_on=DAY_0)
TREATMENT = {"C1D1", "C1D8", "C1D15", "C1D22"}
AFTER_HSCT = {"HSCT", "HD14", "HD28", "HD60", "HD100", "HM6", "HM9", "HM12"}


def after(day, number):
    return day + timedelta(days=number)


def window_of(visit, sequence, path):
    anchors = {
        "c1d1_date": path.first_dose_on,
        "week2_anchor_date": path.first_dose_on,
        "last_dose_date": path.last_dose_on,
        "hsct_d0": path.hsct_on,
        "first_relapse_date": path.relapsed_on,
    }
    return visit.window(anchors.get(visit.anchor, Unknown), sequence)


def offered(path, code, sequence=1, *, is_begun=False):
    visit = VISITS[code]
    return offer(visit, sequence, window_of(visit, sequence, path), is_begun, path, PARAMETERS)


def codes(path):
    """The visits offered, repeating ones with the sequence that comes next."""
    following = {"CXD1": 2, "CXD8": 2, "CXD15": 2}
    return {code for code in VISITS if offered(path, code, following.get(code, 1)).is_offered}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (NOBODY, {"SCR", "UNS", "EOS"} | TREATMENT),
        (SCREENED_OUT, {"SCR", "EOS"}),
        (
            TREATED,
            {"SCR", "EOT", "PRE_HSCT", "REL", "UNS", "EOS", "CXD1", "CXD8", "CXD15"} | TREATMENT,
        ),
        (STOPPED, {"SCR", "EOT", "PRE_HSCT", "FU", "REL", "UNS", "EOS"} | TREATMENT),
        (DECIDED, {"SCR", "EOT", "REL", "UNS", "EOS"} | TREATMENT | AFTER_HSCT),
        (TRANSPLANTED, {"SCR", "EOT", "REL", "UNS", "EOS"} | TREATMENT | AFTER_HSCT),
        (
            STOPPED._replace(hsct_decision="NO"),
            {"SCR", "EOT", "FU", "REL", "UNS", "EOS"} | TREATMENT,
        ),
    ],
    ids=["screening", "screen failure", "on treatment", "stopped", "decided", "transplanted", "no"],
)
def test_a_subject_is_offered_the_visits_of_the_own_path(path, expected):
    assert codes(path) == expected


@pytest.mark.parametrize("path", [TREATED, STOPPED, DECIDED], ids=["treated", "stopped", "decided"])
def test_the_language_of_the_reader_changes_nothing(path):
    in_english = codes(path)

    with translation.override("zh-hans"):
        assert codes(path) == in_english


def test_death_ends_what_is_asked_but_not_what_was_due_before():
    path = TRANSPLANTED._replace(ended_on=after(DAY_0, 60))

    assert offered(path, "HD28").need("lab_hematology", Need.REQUIRED) == Need.REQUIRED
    assert offered(path, "HD60").need("lab_hematology", Need.REQUIRED) == Need.OPTIONAL
    assert not offered(path, "HD100").is_offered
    assert offered(path, "EOS").need("end_of_study", Need.REQUIRED) == Need.REQUIRED


@pytest.mark.parametrize(("ends", "need"), [(32, Need.OPTIONAL), (33, Need.REQUIRED)])
def test_a_window_still_open_on_the_last_day_is_not_missing(ends, need):
    path = TRANSPLANTED._replace(ended_on=after(DAY_0, ends))

    assert offered(path, "HD28").need("chimerism", Need.REQUIRED) == need


@pytest.mark.parametrize(("ends", "is_offered"), [(89, False), (90, True)])
def test_a_visit_whose_window_never_opened_is_not_offered(ends, is_offered):
    path = TRANSPLANTED._replace(ended_on=after(DAY_0, ends))

    assert offered(path, "HD100").is_offered is is_offered


OF_THE_LAST_VISIT = ("visit_record", "vital_signs", "lab_hematology", "lab_chemistry", "ecg")
WHO_STOPPED = {
    "taken until the end": (TREATED, 10),
    "stopped before": (STOPPED, 55),
    "within the window": (STOPPED, 80),
    "before the last dose recorded": (STOPPED, 49),
    "lost after transplantation": (TRANSPLANTED, 75),
}


@pytest.mark.parametrize(("path", "ends"), WHO_STOPPED.values(), ids=WHO_STOPPED.keys())
def test_who_had_a_dose_and_ended_owes_why_treatment_ended_and_no_examination(path, ends):
    found = offered(path._replace(ended_on=after(FIRST_DOSE, ends)), "EOT")

    assert found.is_offered
    assert found.need("end_of_treatment", Need.REQUIRED) == Need.REQUIRED
    assert {found.need(form, Need.REQUIRED) for form in OF_THE_LAST_VISIT} == {Need.OPTIONAL}


@pytest.mark.parametrize(("ends", "need"), [(80, Need.OPTIONAL), (81, Need.REQUIRED)])
def test_a_last_visit_whose_window_was_over_is_owed_whole(ends, need):
    """The window closes 30 days after the last dose, which was on day 50."""
    found = offered(STOPPED._replace(ended_on=after(FIRST_DOSE, ends)), "EOT")

    assert {found.need(form, Need.REQUIRED) for form in OF_THE_LAST_VISIT} == {need}
    assert found.need("end_of_treatment", Need.REQUIRED) == Need.REQUIRED


def test_telling_why_treatment_ended_makes_no_visit_of_it():
    died = TREATED._replace(ended_on=after(FIRST_DOSE, 10))
    seen = died._replace(recorded=frozenset({("EOT", 1)}))

    told, visited = (offered(path, "EOT", is_begun=True) for path in (died, seen))

    assert told.need("vital_signs", Need.REQUIRED) == Need.OPTIONAL
    assert visited.need("vital_signs", Need.REQUIRED) == Need.REQUIRED


def test_a_last_visit_that_was_missed_still_owes_why_treatment_ended():
    place = frozenset({("EOT", 1)})
    found = offered(STOPPED._replace(recorded=place, missed=place), "EOT", is_begun=True)

    owed = [form for form in OF_THE_LAST_VISIT if found.need(form, Need.REQUIRED) == Need.REQUIRED]
    assert owed == ["visit_record"]
    assert found.need("end_of_treatment", Need.REQUIRED) == Need.REQUIRED


@pytest.mark.parametrize("path", [NOBODY, SCREENED_OUT], ids=["died before", "failed"])
def test_who_never_had_a_dose_owes_no_end_of_treatment(path):
    assert not offered(path._replace(ended_on=FIRST_DOSE), "EOT").is_offered


def test_what_was_begun_stays_whatever_happened():
    assert offered(SCREENED_OUT, "C1D1", is_begun=True).is_offered


@pytest.mark.parametrize(
    ("form", "need"),
    [
        ("demographics", Need.REQUIRED),
        ("eligibility", Need.REQUIRED),
        ("enrolment", Need.REQUIRED),
        ("ecg", Need.OPTIONAL),
        ("mrd_specimen", Need.OPTIONAL),
    ],
)
def test_a_screen_failure_owes_only_what_shows_why(form, need):
    assert offered(SCREENED_OUT, "SCR").need(form, Need.REQUIRED) == need


def test_a_further_cycle_is_offered_one_ahead_and_never_a_fourth():
    two = TREATED._replace(cycles_begun=frozenset({1, 2}))
    three = TREATED._replace(cycles_begun=frozenset({1, 2, 3}))

    assert offered(TREATED, "CXD1", 2).is_offered
    assert not offered(TREATED, "CXD1", 3).is_offered
    assert offered(two, "CXD1", 3).is_offered
    assert not offered(three, "CXD1", 4).is_offered
    assert not offered(TREATED._replace(hsct_on=DAY_0), "CXD1", 2).is_offered


def test_a_cycle_that_may_never_come_is_not_missing():
    assert offered(TREATED, "CXD1", 2).need("dosing_cycle", Need.REQUIRED) == Need.OPTIONAL


@pytest.mark.parametrize(("number", "is_offered"), [(1, True), (4, True), (5, False)])
def test_follow_up_without_hsct_lasts_a_year(number, is_offered):
    assert offered(STOPPED, "FU", number).is_offered is is_offered


def test_a_missed_visit_owes_only_the_record_that_says_so():
    path = TRANSPLANTED._replace(missed=frozenset({("HD60", 1)}))

    assert offered(path, "HD60").need("visit_record", Need.REQUIRED) == Need.REQUIRED
    assert offered(path, "HD60").need("vital_signs", Need.REQUIRED) == Need.OPTIONAL
    assert offered(path, "HD28").need("vital_signs", Need.REQUIRED) == Need.REQUIRED


def test_results_are_not_owed_of_a_specimen_that_was_not_taken():
    path = TREATED._replace(without_specimen=frozenset({("C1D15", 1)}))

    assert offered(path, "C1D15").need("mrd_pcr", Need.REQUIRED) == Need.OPTIONAL
    assert offered(path, "C1D15").need("mrd_specimen", Need.REQUIRED) == Need.REQUIRED
    assert offered(path, "SCR").need("mrd_flow", Need.REQUIRED) == Need.REQUIRED


@pytest.mark.parametrize(
    ("code", "form", "need"),
    [
        ("HD28", "mrd_specimen", Need.REQUIRED),
        ("HD100", "mrd_specimen", Need.OPTIONAL),
        ("HD100", "bm_morphology", Need.OPTIONAL),
        ("HD100", "chimerism", Need.REQUIRED),
        ("HD100", "survival_followup", Need.REQUIRED),
        ("REL", "mrd_specimen", Need.REQUIRED),
    ],
)
def test_after_relapse_visits_go_on_for_survival(code, form, need):
    path = TRANSPLANTED._replace(relapsed_on=after(DAY_0, 70), relapses=1)

    assert offered(path, code).need(form, Need.REQUIRED) == need


def test_a_relapse_visit_is_taken_at_once_and_asked_for_once_relapse_is_known():
    relapsed = TREATED._replace(relapsed_on=after(FIRST_DOSE, 50), relapses=1)

    assert offered(TREATED, "REL").need("relapse", Need.REQUIRED) == Need.OPTIONAL
    assert offered(relapsed, "REL").need("kd_mutation", Need.REQUIRED) == Need.REQUIRED
    assert not offered(relapsed, "REL", 2).is_offered


def test_the_end_of_study_is_asked_for_once_there_is_one():
    done = TRANSPLANTED._replace(seen_at_one_year=True)
    followed = STOPPED._replace(followed_without_hsct=True)

    for path in (TRANSPLANTED, STOPPED):
        assert offered(path, "EOS").need("end_of_study", Need.REQUIRED) == Need.OPTIONAL
    for path in (done, followed):
        assert offered(path, "EOS").need("end_of_study", Need.REQUIRED) == Need.REQUIRED


def test_an_unscheduled_visit_is_owed_nothing_before_it_begins():
    assert offered(TREATED, "UNS").need("visit_record", Need.REQUIRED) == Need.OPTIONAL
    begun = offered(TREATED, "UNS", is_begun=True)
    assert begun.need("visit_record", Need.REQUIRED) == Need.REQUIRED


def test_what_is_optional_stays_optional():
    assert offered(TREATED, "C1D8").need("ecg", Need.OPTIONAL) == Need.OPTIONAL
