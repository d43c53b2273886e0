"""Beside each criterion stands what the data say of it, and where they say it."""

from datetime import date

from edc.text import both
from enrollment.models import Demographics, Eligibility, InformedConsent, VitalSigns
from tests.enrollment.paper import blank_chart, fill

DAY = date(2026, 1, 20)


def remark(chart, form, name):
    said = chart.evaluate(form._crf.asked[name].remark, form)
    return said or None


def screened(*, ecog):
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=date(2026, 1, 10))
    fill(chart, Demographics, birth_date="1980-05", sex="M")
    fill(chart, VitalSigns, performed="Y", assessment_date=date(2026, 1, 15), ecog=ecog)
    return chart


def test_a_criterion_names_the_answer_that_bears_it_out():
    chart = screened(ecog="1")
    form = fill(chart, Eligibility, assessment_date=DAY, inc08="Y")

    said = remark(chart, form, "inc08")

    assert both(said.text) == ("By the data: as required", "数据显示：符合要求")
    assert not said.is_alert
    (source,) = said.sources
    assert "2026-01-15" in both(source.text)[0]
    assert source.question == "ecog"


def test_an_answer_that_the_data_contradict_is_marked():
    chart = screened(ecog="3")
    form = fill(chart, Eligibility, assessment_date=DAY, inc08="Y")

    assert remark(chart, form, "inc08").is_alert


def test_a_criterion_that_the_data_refute_is_marked_before_it_is_answered():
    chart = screened(ecog="3")
    form = fill(chart, Eligibility, assessment_date=DAY)

    assert remark(chart, form, "inc08").is_alert


def test_an_investigator_may_agree_with_what_the_data_refute():
    chart = screened(ecog="3")
    form = fill(chart, Eligibility, assessment_date=DAY, inc08="N")

    assert not remark(chart, form, "inc08").is_alert


def test_nothing_is_said_where_no_data_bear_on_a_criterion():
    chart = blank_chart()
    form = fill(chart, Eligibility, assessment_date=DAY)

    assert remark(chart, form, "exc20") is None
