"""The clock of serious events runs alike wherever the server stands and whatever clocks are turned.

Time in New York: clocks went forward on 8 March 2026 and went back on 1 November 2026.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import get_default_timezone

from edc.chart import Chart
from edc.charts import day_at
from edc.logic import Unknown
from edc.schedule import timing
from safety import clock
from safety.models import Sae
from tests.enrollment.paper import fill, same
from trial.protocol import C1D15

BEIJING, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
PLUS_8 = timezone(timedelta(hours=8))


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/New_York"], autouse=True)
def server_zone(request, settings):
    """Every test here runs on a server in each of these zones."""
    settings.TIME_ZONE = request.param
    return request.param


def beijing(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=BEIJING)


def new_york(month, day, hour, minute=0, *, fold=0):
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK, fold=fold)


def late(aware, reported):
    return clock.minutes_late(clock.due_at(aware, 24), reported)


def test_the_server_stands_where_the_test_says(server_zone):
    midsummer = datetime(2026, 7, 1, tzinfo=ZoneInfo(server_zone))
    naive = datetime(2026, 7, 1)  # noqa: DTZ001 - what the process takes for its own time

    assert get_default_timezone() == ZoneInfo(server_zone)
    assert naive.astimezone().utcoffset() == midsummer.utcoffset()


def test_aware_at_8_and_reported_at_half_past_8_next_day_is_late_by_30_minutes():
    aware = datetime(2026, 3, 2, 8, 0, tzinfo=PLUS_8)
    reported = datetime(2026, 3, 3, 8, 30, tzinfo=PLUS_8)

    assert late(aware, reported) == 30
    assert clock.minutes_passed(aware, reported) / 60 == Decimal("24.5")


@pytest.mark.parametrize(
    ("reported", "minutes"),
    [
        (beijing(2, 8), 0),
        (beijing(3, 7, 59), 0),
        (beijing(3, 8), 0),
        (beijing(3, 8, 1), 1),
        (beijing(5, 8), 48 * 60),
        (beijing(3, 8, 1).astimezone(UTC), 1),
        (beijing(3, 8).astimezone(NEW_YORK), 0),
        (Unknown, Unknown),
    ],
)
def test_a_report_is_in_time_for_24_hours_to_the_minute(reported, minutes):
    assert same(late(beijing(2, 8), reported), minutes)


def test_without_awareness_nothing_is_due_or_late():
    assert clock.due_at(Unknown, 24) is Unknown
    assert late(Unknown, beijing(3, 8)) is Unknown


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        (new_york(3, 6, 8), new_york(3, 7, 8)),
        (new_york(3, 7, 8), new_york(3, 8, 9)),  # a night of 23 hours
        (new_york(10, 31, 8), new_york(11, 1, 7)),  # a night of 25 hours
        (new_york(11, 1, 1, 30, fold=0), new_york(11, 2, 0, 30)),
        (new_york(11, 1, 1, 30, fold=1), new_york(11, 2, 1, 30)),
    ],
)
def test_a_report_is_due_when_24_hours_have_passed_whatever_the_clocks_show(aware, due):
    assert clock.due_at(aware, 24).isoformat() == due.isoformat()


def test_due_is_said_in_the_zone_of_awareness():
    assert clock.due_at(beijing(2, 8), 24).isoformat() == "2026-03-03T08:00:00+08:00"


@pytest.mark.parametrize(
    ("aware", "reported", "minutes"),
    [
        (new_york(3, 7, 8), new_york(3, 8, 8, 30), 0),  # 23 h 30 min
        (new_york(3, 7, 8), new_york(3, 8, 9, 30), 30),
        (new_york(10, 31, 8), new_york(11, 1, 7, 30), 30),  # 24 h 30 min
        (new_york(11, 1, 1, 30, fold=0), new_york(11, 2, 1, 0), 30),
        (new_york(11, 1, 1, 30, fold=1), new_york(11, 2, 1, 0), 0),
    ],
)
def test_lateness_counts_hours_that_passed_when_clocks_are_turned(aware, reported, minutes):
    assert late(aware, reported) == minutes


@pytest.mark.parametrize(
    ("reported", "now", "is_overdue"),
    [
        (Unknown, beijing(3, 8), False),
        (Unknown, beijing(3, 8, 1), True),
        (Unknown, beijing(3, 8, 1).astimezone(UTC), True),
        (beijing(4, 8), beijing(5, 8), False),
    ],
)
def test_a_report_is_overdue_once_its_time_is_over_and_it_is_not_made(reported, now, is_overdue):
    assert clock.is_overdue(beijing(3, 8), reported, now) is is_overdue


def test_a_report_is_not_overdue_for_the_hour_that_comes_twice():
    due = new_york(11, 1, 1, 30, fold=1)

    assert clock.is_overdue(due, Unknown, new_york(11, 1, 1, 45, fold=0)) is False
    assert clock.is_overdue(due, Unknown, new_york(11, 1, 1, 45, fold=1)) is True


def test_nobody_knows_whether_a_report_of_unknown_awareness_is_overdue():
    assert clock.is_overdue(Unknown, Unknown, beijing(3, 8)) is Unknown


@pytest.mark.parametrize(
    ("zone", "aware", "reported", "hours"),
    [
        (BEIJING, "2026-03-02 08:00", "2026-03-03 08:30", "24.5"),
        (NEW_YORK, "2026-03-07 08:00", "2026-03-08 08:30", "23.5"),
        (NEW_YORK, "2026-10-31 08:00", "2026-11-01 08:30", "25.5"),
        (BEIJING, "2026-03-02 08:00+08:00", "2026-03-02 19:30-05:00", "24.5"),
    ],
)
def test_what_a_site_types_is_counted_in_its_zone(zone, aware, reported, hours):
    row = {"missing": {}, "report_type": "INITIAL"}
    row |= Sae.asked["aware_time"].read(aware, zone)
    row |= Sae.asked["report_time"].read(reported, zone)
    chart = Chart(today=date(2026, 12, 1), site=SimpleNamespace(code="01", zone=zone))

    assert fill(chart, Sae, **row).hours_to_report == Decimal(hours)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 1, 12, 15, 59, tzinfo=UTC), date(2026, 1, 12)),
        (datetime(2026, 1, 12, 16, 0, tzinfo=UTC), date(2026, 1, 13)),
        (datetime(2026, 1, 12, 23, 30, tzinfo=UTC), date(2026, 1, 13)),
        (new_york(1, 12, 11, 0), date(2026, 1, 13)),
    ],
)
def test_a_day_in_beijing_begins_at_4_in_the_afternoon_utc(instant, day):
    site = SimpleNamespace(zone=BEIJING)

    assert day_at(site, instant) == day


@pytest.mark.parametrize(
    ("hour", "minute", "status"), [(15, 59, "EARLY"), (16, 0, "IN"), (23, 30, "IN")]
)
def test_a_visit_late_in_the_evening_utc_falls_in_the_window_of_the_next_day(hour, minute, status):
    instant = datetime(2026, 1, 12, hour, minute, tzinfo=UTC)
    visited_on = day_at(SimpleNamespace(zone=BEIJING), instant)

    assert timing(C1D15.window(date(2026, 1, 1)), visited_on) == status
