"""Demographics: what is asked, what is never kept, and whether the age is that of the trial."""

from datetime import date

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from edc.questions import Unreadable
from edc.text import both
from enrollment.checks.demographics import (
    age_is_that_of_the_trial,
    birth_precedes_consent,
    menopause_comes_from_45,
)
from enrollment.models import Demographics, InformedConsent
from enrollment.models.demographics import age_when_consenting
from followup.models import Death
from tests.enrollment.paper import SHANGHAI, blank_chart, failing, fill, january, owed, same, shows
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
BIRTH_DATE = Demographics.asked["birth_date"]


def consenting(on="2026-01-05"):
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=on)
    return chart


def test_the_checks_of_demographics_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Demographics)}

    assert checks == {
        "DM-001": (HARD, "birth_date"),
        "DM-002": (SOFT, "age_at_consent"),
        "DM-003": (SOFT, "childbearing_potential"),
    }


def test_everybody_owes_the_same_but_for_childbearing_potential():
    asked_of_all = {"collection_date", "birth_date", "sex", "race", "ethnic_group", "country"}

    assert owed(Demographics) == asked_of_all
    assert owed(Demographics, sex="F") == asked_of_all - {"sex"} | {"childbearing_potential"}
    assert owed(Demographics, sex="M") == asked_of_all - {"sex"}


def test_childbearing_potential_is_asked_of_women_only():
    assert shows(Demographics, "childbearing_potential", sex="F")
    assert not shows(Demographics, "childbearing_potential", sex="M")
    assert not shows(Demographics, "childbearing_potential")


@pytest.mark.parametrize("text", ["1980", "1980-03"])
def test_a_year_or_a_month_of_birth_is_kept(text):
    assert BIRTH_DATE.read(text, SHANGHAI) == {"birth_date": text}


@pytest.mark.parametrize("text", ["1980-03-07", "1980-13-45", "1980-3-7"])
def test_a_day_of_birth_is_refused_with_the_reason(text):
    with pytest.raises(Unreadable) as refusal:
        BIRTH_DATE.read(text, SHANGHAI)

    english, chinese = both(refusal.value.args[0])
    assert "privacy" in english
    assert "隐私" in chinese


@pytest.mark.parametrize("text", ["80-03", "1980-13", "0000-01"])
def test_what_is_no_month_is_refused_as_in_any_partial_date(text):
    with pytest.raises(Unreadable) as refusal:
        BIRTH_DATE.read(text, SHANGHAI)

    assert "YYYY" in str(refusal.value)
    assert "privacy" not in str(refusal.value)


def test_the_column_of_the_birth_date_is_that_of_any_partial_date():
    assert BIRTH_DATE.deconstruct()[1] == "edc.questions.PartialDate"


@pytest.mark.parametrize(
    ("born", "consented", "age"),
    [
        ("1980-03", date(2026, 3, 14), 45),
        ("1980-03", date(2026, 3, 15), 46),
        ("1980", date(2026, 6, 30), 45),
        ("1980", date(2026, 7, 1), 46),
    ],
)
def test_the_15th_or_1_july_stands_for_a_day_of_birth_that_is_not_known(born, consented, age):
    assert age_when_consenting(PartialDate(born), consented) == age


def test_the_age_is_that_at_the_main_consent():
    chart = consenting(on="2026-03-14")
    fill(chart, InformedConsent, consent_type="RECONSENT", consent_date="2026-04-20")

    assert fill(chart, Demographics, birth_date="1980-03").age_at_consent == 45


@pytest.mark.parametrize(
    ("born", "consented"), [(Unknown, january(5)), (PartialDate("1980"), Unknown)]
)
def test_an_age_needs_birth_and_consent(born, consented):
    assert same(age_when_consenting(born, consented), Unknown)


@pytest.mark.parametrize(
    ("born", "holds"),
    [
        (PartialDate("2025-12"), True),
        (PartialDate("2026-01"), Unknown),
        (PartialDate("2026-02"), False),
        (PartialDate("2026"), Unknown),
        (Unknown, Unknown),
    ],
)
def test_birth_precedes_consent_on_every_day_it_could_have_been(born, holds):
    assert birth_precedes_consent(birth_date=born, consent_date=january(5)) is holds


def test_birth_is_compared_with_nothing_before_there_is_consent():
    assert birth_precedes_consent(PartialDate("2026-02"), consent_date=Unknown) is Unknown


@pytest.mark.parametrize(
    ("age", "holds"), [(17, False), (18, True), (65, True), (66, False), (Unknown, Unknown)]
)
def test_the_age_is_that_of_the_trial(age, holds):
    assert age_is_that_of_the_trial(age_at_consent=age, param=PARAMETERS) is holds


def test_an_age_outside_the_trial_is_asked_about_once():
    chart = consenting()
    child = fill(chart, Demographics, birth_date="2010-03")

    assert failing(chart, child, beside="age_at_consent") == ["DM-002"]


@pytest.mark.parametrize(
    ("sex", "potential", "age", "holds"),
    [
        ("F", "N_POSTMENO", 45, True),
        ("F", "N_POSTMENO", 44, False),
        ("F", "N_STERILE", 30, True),
        ("F", "Y", 30, True),
        ("M", Unknown, 30, True),
        ("F", "N_POSTMENO", Unknown, Unknown),
        ("F", Unknown, 44, Unknown),
        (Unknown, "N_POSTMENO", 44, Unknown),
    ],
)
def test_menopause_comes_from_45(sex, potential, age, holds):
    truth = menopause_comes_from_45(sex=sex, childbearing_potential=potential, age_at_consent=age)

    assert truth is holds


@pytest.mark.parametrize("collected", ["2026-02-04", "2026-03-02"])
def test_demographics_may_be_collected_before_consent_and_after_death(collected):
    chart = consenting(on="2026-02-05")
    fill(chart, Death, death_date="2026-03-01")
    demographics = fill(chart, Demographics, collection_date=collected)

    assert failing(chart, demographics, beside="collection_date") == []
