"""A clinical cut-off leaves out what is dated later, and only that."""

from datetime import date

from edc.cutoff import until
from edc.logic import Unknown
from followup.models import Death, Relapse, SurvivalFollowup
from mrd.models import MrdPcr
from tests.enrollment.paper import fill
from tests.followup.paper import DAY_0, day, transplanted
from tests.mrd.paper import report, take


def test_what_is_dated_after_the_cut_off_has_not_happened():
    chart = transplanted()
    fill(chart, Relapse, relapse_date=day(50), relapse_type=["CNS"])
    fill(chart, Death, death_date=day(61))

    seen = until(chart, day(60))

    assert seen.fact("hsct_relapse_date") == day(50)
    assert seen.fact("death_date") is Unknown


def test_the_day_of_the_cut_off_itself_counts():
    chart = transplanted()
    fill(chart, Death, death_date=day(60))

    assert until(chart, day(60)).fact("death_date") == day(60)


def test_a_result_goes_with_its_specimen_however_late_it_was_reported():
    chart = transplanted()
    specimen = take(chart, collection_date=day(28))
    report(chart, MrdPcr, specimen, report_date=day(70))

    assert len(until(chart, day(60)).value("mrd_pcrs")) == 1
    assert until(chart, day(27)).value("mrd_pcrs") == []


def test_the_day_of_the_chart_is_the_cut_off_unless_it_is_earlier():
    chart = transplanted()

    assert until(chart, day(60)).today == day(60)
    assert until(chart, date(2030, 1, 1)).today == chart.today


def test_a_record_without_a_date_stays():
    chart = transplanted()
    fill(chart, SurvivalFollowup, last_known_alive_date=day(10))

    assert len(until(chart, DAY_0).value("survival_followups")) == 1


def test_the_chart_itself_is_left_alone():
    chart = transplanted()
    fill(chart, Death, death_date=day(61))

    until(chart, day(60))

    assert chart.fact("death_date") == day(61)
