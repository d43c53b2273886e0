"""Checks of consent."""

from edc.checks import Severity, check
from edc.logic import age_in_years, any_of, count, date_of, days, exists, negation, one_of
from edc.text import T
from enrollment.facts import consent_date as date_of_main_consent
from enrollment.models import InformedConsent

# Years at which a patient consents in person.
ADULT = 18


def is_main(consent):
    return consent.consent_type == "MAIN"


@check(
    "IC-001",
    InformedConsent,
    Severity.HARD,
    T(
        "The date signed is before the date of that consent version.",
        "签署日期早于知情同意书版本日期。",
    ),
)
def version_existed_when_signed(form_version_date, consent_date):
    return days(form_version_date, consent_date) >= 0


@check(
    "IC-002",
    InformedConsent,
    Severity.SOFT,
    T(
        "Consent was signed before the ethics approval of the site.",
        "知情同意签署早于本中心伦理批准日期。",
    ),
)
def consent_follows_ethics_approval(consent_date, site):
    return consent_date >= site.ethics_approval_date


@check(
    "IC-003",
    InformedConsent,
    Severity.HARD,
    T("Withdrawal date is before the date signed.", "撤回日期早于签署日期。"),
)
def withdrawal_follows_consent(consent_date, withdrawal_date):
    return withdrawal_date >= consent_date


@check(
    "IC-004",
    InformedConsent,
    Severity.HARD,
    T("Enter the main consent first.", "请先录入主知情同意。"),
)
def there_is_a_main_consent(consent_type, informed_consents):
    return any_of(
        negation(one_of(consent_type, "RECONSENT", "OPTIONAL")),
        exists(informed_consents, is_main),
    )


@check(
    "IC-005",
    InformedConsent,
    Severity.SOFT,
    T(
        "An adult patient consented through a representative without a witness. Please confirm.",
        "成年受试者由代理人签署且无见证人，请核实。",
    ),
    beside="witness_present",
)
def representative_of_an_adult_signs_before_a_witness(
    signed_by, consent_date, witness_present, demographics
):
    return any_of(
        signed_by != "LAR",
        age_in_years(demographics.birth_date, consent_date) < ADULT,
        witness_present != "N",
    )


@check(
    "IC-006",
    InformedConsent,
    Severity.HARD,
    T(
        "Only one main consent per subject is allowed; use re-consent.",
        "每位受试者仅允许一份主知情同意，请使用“再次知情同意”。",
    ),
    beside="consent_type",
)
def main_consent_is_given_once(this, informed_consents):
    return count([this, *informed_consents], is_main) <= 1


@check(
    "IC-007",
    InformedConsent,
    Severity.SOFT,
    T(
        "The re-consent is not later than the main consent.",
        "再次知情同意日期不晚于首次知情同意日期。",
    ),
)
def reconsent_follows_main_consent(consent_type, consent_date, informed_consents):
    return any_of(
        consent_type != "RECONSENT", consent_date > date_of_main_consent(informed_consents)
    )


@check(
    "IC-008",
    InformedConsent,
    Severity.HARD,
    T(
        "The date and time signed disagrees with the date signed.",
        "签署日期时间与签署日期不一致。",
    ),
)
def time_signed_is_on_the_date_signed(consent_date, consent_time):
    return date_of(consent_time) == consent_date
