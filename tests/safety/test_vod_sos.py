"""VOD/SOS: what is asked, what is computed from other forms, and the day that stops recruitment."""

from datetime import date
from decimal import Decimal

import pytest

from edc.logic import Span, Unknown, qualified
from enrollment.models import LabChemistry
from followup.models import Hsct
from safety import facts, vod
from safety.models import VodSos
from tests.enrollment.paper import fill, owed, same, shows
from tests.followup.paper import DAY_0, FIRST_DOSE, day, said, transplanted, treated
from trial.protocol import PARAMETERS

CONDITIONING, ONSET = day(-8), day(10)


def test_every_assessment_owes_its_dates_signs_treatment_and_outcome():
    assert owed(VodSos) == {
        "assessment_date",
        "onset_date",
        "bilirubin_max",
        "bilirubin_date",
        "bilirubin_doubled_48h",
        "transaminase_x_uln",
        "painful_hepatomegaly",
        "weight_gain_percent",
        "ascites",
        "ultrasound_suggestive",
        "portal_flow_reversed",
        "histology_proven",
        "other_cause_excluded",
        "diagnosis_confirmed",
        "multi_organ_dysfunction",
        "risk_factor_count",
        "defibrotide",
        "outcome",
    }


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("mod_organs", {"multi_organ_dysfunction": "Y"}, {"multi_organ_dysfunction": "N"}),
        ("defibrotide_dose", {"defibrotide": "Y"}, {"defibrotide": "N"}),
        ("defibrotide_start", {"defibrotide": "Y"}, {"defibrotide": "N"}),
        ("resolution_date", {"outcome": "RECOVERED"}, {"outcome": "RECOVERING"}),
        ("resolution_date", {"outcome": "SEQUELAE"}, {"outcome": "FATAL"}),
    ],
)
def test_a_question_is_asked_and_owed_only_when_it_applies(question, applies, does_not):
    assert shows(VodSos, question, **applies)
    assert question in owed(VodSos, **applies)
    assert not shows(VodSos, question, **does_not)
    assert not shows(VodSos, question)


def test_defibrotide_may_still_be_running():
    assert shows(VodSos, "defibrotide_stop", defibrotide="Y")
    assert "defibrotide_stop" not in owed(VodSos, defibrotide="Y")
    assert not shows(VodSos, "defibrotide_stop", defibrotide="N")


@pytest.mark.parametrize(
    ("onset", "conditioning", "day_0", "context"),
    [
        (CONDITIONING, CONDITIONING, DAY_0, "POST_HSCT"),
        (day(-9), CONDITIONING, DAY_0, "PRE_HSCT"),
        (DAY_0, Unknown, DAY_0, "POST_HSCT"),
        (day(-1), Unknown, DAY_0, "PRE_HSCT"),
        (day(10), Unknown, Unknown, "PRE_HSCT"),
        (Unknown, CONDITIONING, DAY_0, "PRE_HSCT"),
    ],
)
def test_vod_is_of_the_transplant_from_conditioning_on(onset, conditioning, day_0, context):
    assert vod.context(onset, conditioning, day_0) == context


@pytest.mark.parametrize(
    ("context", "days", "onset_class"),
    [
        ("POST_HSCT", 21, "CLASSICAL"),
        ("POST_HSCT", 22, "LATE"),
        ("POST_HSCT", -8, "CLASSICAL"),
        ("POST_HSCT", Unknown, "LATE"),
        ("PRE_HSCT", -30, "NO_HSCT"),
        ("PRE_HSCT", Unknown, "NO_HSCT"),
    ],
)
def test_classical_vod_begins_by_day_21(context, days, onset_class):
    assert vod.onset_class(context, days, PARAMETERS) == onset_class


@pytest.mark.parametrize(
    ("first", "last", "passed"),
    [(DAY_0, day(12), 12), (DAY_0, day(-3), -3), (Unknown, day(12), Unknown)],
)
def test_days_are_counted_from_transplantation_and_from_the_first_sign(first, last, passed):
    assert same(vod.days_after_hsct(first, last), passed)
    assert same(vod.days_of_symptoms(first, last), passed)


def transplanted_after_conditioning():
    chart = treated()
    fill(
        chart,
        Hsct,
        hsct_kind="ALLO",
        d0_date=DAY_0,
        conditioning_given="Y",
        conditioning_start_date=CONDITIONING,
    )
    return chart


def test_onset_shows_on_the_form():
    chart = transplanted_after_conditioning()

    form = fill(chart, VodSos, onset_date=day(22), assessment_date=day(25))

    assert (form.context, form.days_after_hsct, form.onset_class) == ("POST_HSCT", 22, "LATE")
    assert form.days_of_symptoms == 3


def test_onset_before_conditioning_shows_as_one_of_treatment():
    chart = transplanted_after_conditioning()

    form = fill(chart, VodSos, onset_date=day(-9), assessment_date=day(-7))

    assert (form.context, form.days_after_hsct, form.onset_class) == ("PRE_HSCT", -9, "NO_HSCT")


def creatinine(chart, on, number):
    answers = {"performed": "Y", "sample_date": on, "creatinine": Decimal(number)}
    return fill(chart, LabChemistry, **answers, creatinine_unit="umol/L")


def test_creatinine_is_a_multiple_of_that_before_conditioning():
    chart = transplanted_after_conditioning()
    creatinine(chart, FIRST_DOSE, "50")
    creatinine(chart, CONDITIONING, "60")
    creatinine(chart, day(9), "90")
    creatinine(chart, day(11), "200")

    form = fill(chart, VodSos, onset_date=day(5), assessment_date=day(10))

    assert form.creatinine_ratio == Decimal("1.5")


def test_before_conditioning_creatinine_is_a_multiple_of_that_before_treatment():
    chart = transplanted_after_conditioning()
    creatinine(chart, FIRST_DOSE, "50")
    creatinine(chart, day(-10), "100")

    form = fill(chart, VodSos, onset_date=day(-12), assessment_date=day(-10))

    assert form.creatinine_ratio == 2


def chemistry(on, creatinine):
    return said(_crf=LabChemistry, sample_date=on, creatinine=creatinine)


def ratio_of(records, *, conditioning=CONDITIONING, day_0=DAY_0, before_hsct=Unknown):
    return vod.creatinine_ratio(
        onset_date=day(5),
        assessment_date=day(10),
        lab_chemistries=records,
        c1d1_date=FIRST_DOSE,
        conditioning_start=conditioning,
        hsct_d0=day_0,
        hsct_baseline_creatinine=before_hsct,
    )


BEFORE, AFTER = chemistry(FIRST_DOSE, Decimal(50)), chemistry(day(10), Decimal(100))


def test_without_a_value_before_conditioning_that_before_treatment_stands_in():
    assert ratio_of([BEFORE, AFTER]) == 2


def test_the_value_before_conditioning_comes_first():
    assert ratio_of([BEFORE, AFTER], before_hsct=Decimal(80)) == Decimal("1.25")


def test_without_a_transplant_the_value_before_treatment_counts():
    without = {"conditioning": Unknown, "day_0": Unknown}

    assert ratio_of([BEFORE, AFTER], **without, before_hsct=Decimal(80)) == 2


@pytest.mark.parametrize(
    "records",
    [[], [AFTER], [chemistry(FIRST_DOSE, Decimal(0)), AFTER], [chemistry(FIRST_DOSE, Unknown)]],
)
def test_without_a_value_to_compare_with_there_is_no_multiple(records):
    assert ratio_of(records) is Unknown


def test_a_creatinine_printed_as_above_gives_a_multiple_above():
    above = chemistry(day(10), qualified(Decimal(100), ">"))

    multiple = ratio_of([BEFORE, above])

    assert isinstance(multiple, Span)
    assert (multiple > Decimal("1.9")) is True
    assert (multiple > 3) is Unknown


def assessment(onset=ONSET, confirmed="Y", severity="SEVERE"):
    return said(onset_date=onset, diagnosis_confirmed=confirmed, severity=severity)


def event(*assessments, conditioning=CONDITIONING, day_0=DAY_0):
    return facts.severe_vod_date(assessments, conditioning, day_0, PARAMETERS)


@pytest.mark.parametrize(
    ("severity", "counts"),
    [
        ("MILD", False),
        ("MODERATE", False),
        ("SEVERE", True),
        ("VERY_SEVERE", True),
        (Unknown, False),
    ],
)
def test_only_severe_vod_counts_towards_the_pause_of_recruitment(severity, counts):
    assert same(event(assessment(severity=severity)), ONSET if counts else Unknown)


@pytest.mark.parametrize("confirmed", ["N", "PENDING", Unknown])
def test_vod_that_the_investigator_did_not_confirm_does_not_count(confirmed):
    assert event(assessment(confirmed=confirmed)) is Unknown


@pytest.mark.parametrize(
    ("onset", "counts"),
    [
        (CONDITIONING, True),
        (day(-9), False),
        (day(100), True),
        (day(101), False),
        (Unknown, False),
    ],
)
def test_vod_counts_from_conditioning_to_day_100(onset, counts):
    assert same(event(assessment(onset)), onset if counts else Unknown)


def test_without_conditioning_vod_counts_from_day_0():
    assert event(assessment(DAY_0), conditioning=Unknown) == DAY_0
    assert event(assessment(day(-1)), conditioning=Unknown) is Unknown


def test_without_a_transplant_no_vod_counts():
    assert event(assessment(), conditioning=Unknown, day_0=Unknown) is Unknown
    assert event() is Unknown


def test_the_first_onset_that_counts_is_the_day():
    assert event(
        assessment(day(5), severity="MILD"), assessment(day(30)), assessment(day(12))
    ) == day(12)


def test_a_chart_gives_the_day_whatever_the_day_of_assessment():
    chart = transplanted()
    answers = {"diagnosis_confirmed": "Y", "multi_organ_dysfunction": "Y"}

    fill(chart, VodSos, **answers, onset_date=day(98), assessment_date=date(2026, 7, 1))

    assert chart.fact("severe_vod_date") == day(98)
