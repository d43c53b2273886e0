"""Consent: what is asked, and what cannot be."""

from datetime import datetime
from types import SimpleNamespace as Consent

import pytest

from edc.logic import PartialDate, Unknown
from enrollment.checks.informed_consent import (
    consent_follows_ethics_approval,
    main_consent_is_given_once,
    reconsent_follows_main_consent,
    representative_of_an_adult_signs_before_a_witness,
    there_is_a_main_consent,
    time_signed_is_on_the_date_signed,
    version_existed_when_signed,
    withdrawal_follows_consent,
)
from enrollment.models import Demographics, InformedConsent, Site
from tests.enrollment.paper import SHANGHAI, blank_chart, failing, fill, january, owed, shows

MAIN = Consent(consent_type="MAIN", consent_date=january(5))
RECONSENT = Consent(consent_type="RECONSENT", consent_date=january(9))
UNCLEAR = Consent(consent_type=Unknown, consent_date=january(5))


def test_an_empty_consent_owes_what_every_consent_answers():
    assert owed(InformedConsent) == {
        "consent_type",
        "form_version",
        "form_version_date",
        "consent_date",
        "signed_by",
        "witness_present",
        "obtained_by",
        "copy_given",
        "withdrawn",
    }


def test_the_hour_is_owed_by_the_main_consent_alone():
    assert "consent_time" in owed(InformedConsent, consent_type="MAIN")
    assert "consent_time" not in owed(InformedConsent, consent_type="OPTIONAL")


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("reconsent_reason", {"consent_type": "RECONSENT"}, {"consent_type": "MAIN"}),
        ("lar_relation", {"signed_by": "LAR"}, {"signed_by": "PATIENT"}),
        ("withdrawal_date", {"withdrawn": "Y"}, {"withdrawn": "N"}),
        ("withdrawal_scope", {"withdrawn": "Y"}, {"withdrawn": "N"}),
        ("withdrawal_reason", {"withdrawn": "Y"}, {"withdrawn": "N"}),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(InformedConsent, question, **applies)
    assert not shows(InformedConsent, question, **does_not)
    assert not shows(InformedConsent, question)


def test_a_withdrawal_owes_its_date_and_scope_but_no_reason():
    newly_owed = owed(InformedConsent, withdrawn="Y") - owed(InformedConsent, withdrawn="N")

    assert newly_owed == {"withdrawal_date", "withdrawal_scope"}


@pytest.mark.parametrize(
    ("dated", "signed", "holds"),
    [
        (january(5), january(5), True),
        (january(6), january(5), False),
        (Unknown, january(5), Unknown),
    ],
)
def test_a_version_exists_when_it_is_signed(dated, signed, holds):
    assert version_existed_when_signed(form_version_date=dated, consent_date=signed) is holds


@pytest.mark.parametrize(
    ("withdrawn", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_nobody_withdraws_before_consenting(withdrawn, holds):
    truth = withdrawal_follows_consent(consent_date=january(5), withdrawal_date=withdrawn)

    assert truth is holds


@pytest.mark.parametrize(
    ("kind", "others", "holds"),
    [
        ("RECONSENT", [MAIN], True),
        ("OPTIONAL", [RECONSENT], False),
        ("RECONSENT", [], False),
        ("MAIN", [], True),
        ("RECONSENT", [UNCLEAR], Unknown),
        (Unknown, [RECONSENT], Unknown),
    ],
)
def test_a_further_consent_needs_a_main_consent(kind, others, holds):
    assert there_is_a_main_consent(consent_type=kind, informed_consents=others) is holds


@pytest.mark.parametrize(
    ("this", "others", "holds"),
    [
        (MAIN, [RECONSENT], True),
        (MAIN, [MAIN], False),
        (RECONSENT, [MAIN, MAIN], False),
        (MAIN, [UNCLEAR], True),
    ],
)
def test_the_main_consent_is_given_once(this, others, holds):
    assert main_consent_is_given_once(this=this, informed_consents=others) is holds


@pytest.mark.parametrize(
    ("kind", "signed", "holds"),
    [
        ("RECONSENT", january(6), True),
        ("RECONSENT", january(5), False),
        ("OPTIONAL", january(5), True),
        ("RECONSENT", Unknown, Unknown),
    ],
)
def test_a_reconsent_is_later_than_the_main_consent(kind, signed, holds):
    truth = reconsent_follows_main_consent(
        consent_type=kind, consent_date=signed, informed_consents=[MAIN, RECONSENT]
    )

    assert truth is holds


def test_a_reconsent_without_a_main_consent_is_compared_with_nothing():
    truth = reconsent_follows_main_consent(
        consent_type="RECONSENT", consent_date=january(5), informed_consents=[]
    )

    assert truth is Unknown


@pytest.mark.parametrize(
    ("instant", "holds"),
    [
        (datetime(2026, 1, 5, 23, 59, tzinfo=SHANGHAI), True),
        (datetime(2026, 1, 6, 0, 0, tzinfo=SHANGHAI), False),
        (Unknown, Unknown),
    ],
)
def test_the_time_signed_is_on_the_date_signed(instant, holds):
    truth = time_signed_is_on_the_date_signed(consent_date=january(5), consent_time=instant)

    assert truth is holds


def test_the_hour_of_consent_is_read_in_the_zone_of_the_site():
    chart = blank_chart()
    consent = fill(
        chart,
        InformedConsent,
        consent_date="2026-01-05",
        consent_time="2026-01-04T16:30:00+00:00",
    )

    assert failing(chart, consent, beside="consent_time") == []


def test_a_later_consent_is_never_before_consent():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-05")
    earlier = fill(chart, InformedConsent, consent_type="OPTIONAL", consent_date="2026-01-04")

    assert failing(chart, earlier, beside="consent_date") == []


@pytest.mark.parametrize(
    ("approved", "holds"),
    [(january(4), True), (january(5), True), (january(6), False), (Unknown, Unknown)],
)
def test_consent_follows_ethics_approval(approved, holds):
    site = Consent(ethics_approval_date=approved)

    assert consent_follows_ethics_approval(january(5), site) is holds


def test_a_consent_of_before_the_approval_of_the_site_is_queried():
    chart = blank_chart()
    fill(chart, Site, site_status="ACTIVE", ethics_approval_date=january(6))

    early = fill(chart, InformedConsent, consent_type="MAIN", consent_date=january(5))
    timely = fill(chart, InformedConsent, consent_type="RECONSENT", consent_date=january(7))

    assert failing(chart, early, beside="consent_date") == ["IC-002"]
    assert failing(chart, timely, beside="consent_date") == []


@pytest.mark.parametrize(
    ("signer", "born", "witness", "holds"),
    [
        ("LAR", "2007-12", "N", False),
        ("LAR", "2008-01", "N", True),
        ("LAR", "1980", "N", False),
        ("LAR", "1980", "Y", True),
        ("PATIENT", "1980", "N", True),
        ("LAR", Unknown, "N", Unknown),
        ("LAR", "1980", Unknown, Unknown),
        (Unknown, "1980", "N", Unknown),
    ],
)
def test_the_representative_of_an_adult_signs_before_a_witness(signer, born, witness, holds):
    truth = representative_of_an_adult_signs_before_a_witness(
        signed_by=signer,
        consent_date=january(5),
        witness_present=witness,
        demographics=Consent(birth_date=born and PartialDate(born)),
    )

    assert truth is holds


def test_an_adult_signed_for_without_a_witness_is_asked_about_beside_the_witness():
    chart = blank_chart()
    fill(chart, Demographics, birth_date="1980-03")
    signed = {"consent_type": "MAIN", "consent_date": january(5), "signed_by": "LAR"}
    consent = fill(chart, InformedConsent, witness_present="N", **signed)

    assert failing(chart, consent, beside="witness_present") == ["IC-005"]
