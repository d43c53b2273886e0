"""Each check of adverse events: a case that holds, one that fails, one with a value missing."""

from types import SimpleNamespace as Form

import pytest

from dosing.models import InoInfusion, OlverembatinibPeriod
from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from safety.checks.adverse_event import (
    event_after_the_collection_period_matters,
    event_ends_after_it_starts,
    event_number_is_used_once,
    event_starts_in_life,
    event_starts_on_treatment,
    fatal_event_has_a_death_form,
    grade_4_or_5_is_serious,
    grade_5_and_death_go_together,
    ino_change_is_in_its_records,
    olverembatinib_change_is_in_its_records,
    outcome_fits_whether_the_event_goes_on,
    reaction_to_one_drug_is_one_to_both,
    serious_event_is_reported,
    serious_event_meets_a_criterion,
    vod_has_its_form,
)
from safety.models import AdverseEvent, VodSos
from tests.enrollment.paper import dies, failing, fill
from tests.safety.paper import day, event, report, treated
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
JANUARY = PartialDate("2026-01")


def test_the_checks_of_an_adverse_event_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(AdverseEvent)}

    assert checks == {
        "AE-001": (HARD, "end_date"),
        "AE-002": (HARD, "outcome"),
        "AE-003": (HARD, "serious"),
        "AE-005": (SOFT, "outcome"),
        "AE-006": (SOFT, "outcome"),
        "AE-007": (SOFT, "serious"),
        "AE-008": (SOFT, "serious"),
        "AE-009": (SOFT, "start_date"),
        "AE-010": (SOFT, "aesi"),
        "AE-011": (SOFT, "action_olv"),
        "AE-012": (SOFT, "action_ino"),
        "AE-013": (SOFT, "start_date"),
        "AE-014": (HARD, "start_date"),
        "AE-015": (HARD, "ae_number"),
        "AE-016": (SOFT, "causality_combo"),
    }


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (day(5), day(5), True),
        (day(5), day(4), False),
        (JANUARY, PartialDate("2026-02"), True),
        (JANUARY, PartialDate("2025-12"), False),
        (JANUARY, PartialDate("2026-01"), Unknown),
        (JANUARY, PartialDate("2026-01-01"), Unknown),
        (day(5), Unknown, Unknown),
        (Unknown, day(5), Unknown),
    ],
)
def test_an_event_ends_after_it_starts(start, end, holds):
    assert event_ends_after_it_starts(start_date=start, end_date=end) is holds


@pytest.mark.parametrize(
    ("grade", "outcome", "holds"),
    [
        ("5", "FATAL", True),
        ("4", "RECOVERED", True),
        ("5", "RECOVERED", False),
        ("4", "FATAL", False),
        (Unknown, "FATAL", Unknown),
        ("5", Unknown, Unknown),
    ],
)
def test_grade_5_and_death_go_together(grade, outcome, holds):
    assert grade_5_and_death_go_together(grade=grade, outcome=outcome) is holds


CRITERIA = ("crit_death", "crit_life", "crit_hosp", "crit_disab", "crit_cong", "crit_mie")
NONE_MET = dict.fromkeys(CRITERIA, "N")


@pytest.mark.parametrize("met", CRITERIA)
def test_any_one_criterion_makes_an_event_serious(met):
    assert serious_event_meets_a_criterion(serious="Y", **NONE_MET | {met: "Y"}) is True
    assert serious_event_meets_a_criterion(serious="Y", **NONE_MET | {met: Unknown}) is Unknown


@pytest.mark.parametrize(("serious", "holds"), [("Y", False), ("N", True), (Unknown, Unknown)])
def test_a_serious_event_meets_a_criterion(serious, holds):
    assert serious_event_meets_a_criterion(serious=serious, **NONE_MET) is holds


@pytest.mark.parametrize(
    ("outcome", "fits", "does_not"),
    [
        ("RECOVERED", "N", "Y"),
        ("SEQUELAE", "N", "Y"),
        ("FATAL", "N", "Y"),
        ("RECOVERING", "Y", "N"),
        ("NOTRECOVERED", "Y", "N"),
    ],
)
def test_an_outcome_fits_whether_the_event_goes_on(outcome, fits, does_not):
    assert outcome_fits_whether_the_event_goes_on(ongoing=fits, outcome=outcome) is True
    assert outcome_fits_whether_the_event_goes_on(ongoing=does_not, outcome=outcome) is False
    assert outcome_fits_whether_the_event_goes_on(ongoing=Unknown, outcome=outcome) is Unknown


@pytest.mark.parametrize("ongoing", ["Y", "N", Unknown])
def test_an_unknown_outcome_fits_everything(ongoing):
    assert outcome_fits_whether_the_event_goes_on(ongoing=ongoing, outcome="UNKNOWN") is True


@pytest.mark.parametrize(
    ("outcome", "death", "holds"),
    [
        ("FATAL", day(9), True),
        ("FATAL", Unknown, False),
        ("RECOVERED", Unknown, True),
        (Unknown, Unknown, Unknown),
        (Unknown, day(9), True),
    ],
)
def test_a_fatal_event_has_a_death_form(outcome, death, holds):
    assert fatal_event_has_a_death_form(outcome=outcome, death_date=death) is holds


@pytest.mark.parametrize(
    ("serious", "reported", "holds"),
    [
        ("Y", [1, 2], True),
        ("Y", [1], False),
        ("Y", [], False),
        ("N", [], True),
        ("Y", [Unknown], Unknown),
        (Unknown, [], Unknown),
    ],
)
def test_a_serious_event_is_reported(serious, reported, holds):
    saes = [Form(ae_number=number) for number in reported]

    assert serious_event_is_reported(ae_number=2, serious=serious, saes=saes) is holds


@pytest.mark.parametrize(
    ("grade", "serious", "holds"),
    [
        ("4", "Y", True),
        ("4", "N", False),
        ("5", "N", False),
        ("3", "N", True),
        ("4", Unknown, Unknown),
        (Unknown, "N", Unknown),
    ],
)
def test_grade_4_or_5_is_serious(grade, serious, holds):
    assert grade_4_or_5_is_serious(grade=grade, serious=serious) is holds


@pytest.mark.parametrize(
    ("start", "holds"),
    [
        (day(1), True),
        (day(0), False),
        (PartialDate("2025-12"), False),
        (PartialDate("2025"), False),
        (PartialDate("2026"), True),
        (Unknown, Unknown),
    ],
)
def test_an_event_starts_on_treatment(start, holds):
    assert event_starts_on_treatment(start_date=start, c1d1_date=day(1)) is holds


def test_an_event_of_the_month_of_the_first_dose_may_have_started_on_treatment():
    assert event_starts_on_treatment(start_date=JANUARY, c1d1_date=day(5)) is Unknown


@pytest.mark.parametrize(
    ("start", "onset", "holds"),
    [
        (day(20), day(20), True),
        (day(20), day(34), True),
        (day(20), day(6), True),
        (day(20), day(35), False),
        (day(20), day(5), False),
        (JANUARY, day(70), False),
        (JANUARY, day(20), Unknown),
        (day(20), Unknown, Unknown),
    ],
)
def test_vod_has_a_form_with_an_onset_within_14_days(start, onset, holds):
    assessed = [Form(onset_date=onset)]

    assert vod_has_its_form(start_date=start, aesi="VOD", vod_sos_records=assessed) is holds


@pytest.mark.parametrize(("aesi", "holds"), [("VOD", False), ("QT", True), (Unknown, Unknown)])
def test_other_events_need_no_vod_form(aesi, holds):
    assert vod_has_its_form(start_date=day(20), aesi=aesi, vod_sos_records=[]) is holds


@pytest.mark.parametrize(
    ("action", "change", "since", "holds"),
    [
        ("REDUCED", "REDUCED", day(8), True),
        ("REDUCED", "RESUMED_LOWER", day(9), True),
        ("INTERRUPTED", "INTERRUPTED", day(8), True),
        ("WITHDRAWN", "STOPPED", day(8), True),
        ("REDUCED", "REDUCED", day(7), False),
        ("REDUCED", "RESUMED", day(8), False),
        ("INTERRUPTED", "SAME", day(8), False),
        ("WITHDRAWN", "START", day(8), False),
        ("NONE", "SAME", day(8), True),
        ("NA", "SAME", day(8), True),
        ("UNKNOWN", "SAME", day(8), True),
        ("REDUCED", Unknown, day(8), Unknown),
        (Unknown, "SAME", day(8), Unknown),
    ],
)
def test_an_olverembatinib_change_is_in_its_records(action, change, since, holds):
    periods = [Form(change_type=change, start_date=since)]

    truth = olverembatinib_change_is_in_its_records(
        action_olv=action, start_date=day(8), olverembatinib_periods=periods
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("action", "modifications", "holds"),
    [
        ("REDUCED", [["NONE"], ["REDUCED"]], True),
        ("INTERRUPTED", [["DELAYED"]], True),
        ("WITHDRAWN", [["DISCONTINUED"]], True),
        ("REDUCED", [["NONE"]], False),
        ("INTERRUPTED", [], False),
        ("NONE", [], True),
        ("REDUCED", [Unknown], Unknown),
        (Unknown, [], Unknown),
    ],
)
def test_an_ino_change_is_in_its_records(action, modifications, holds):
    infusions = [Form(modification=chosen) for chosen in modifications]

    assert ino_change_is_in_its_records(action_ino=action, ino_infusions=infusions) is holds


UNRELATED = {"causality_olv": "NOT", "causality_ino": "NOT", "serious": "N"}


@pytest.mark.parametrize(
    ("start", "other", "holds"),
    [
        (day(31), {}, True),
        (day(32), {}, False),
        (day(32), {"causality_olv": "UNLIKELY"}, True),
        (day(32), {"causality_ino": "POSSIBLE"}, True),
        (day(32), {"serious": "Y"}, True),
        (day(32), {"serious": Unknown}, Unknown),
        (Unknown, {}, Unknown),
    ],
)
def test_an_event_more_than_30_days_after_the_last_dose_matters(start, other, holds):
    truth = event_after_the_collection_period_matters(
        start_date=start, last_dose_date=day(1), param=PARAMETERS, **UNRELATED | other
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("start", "holds"),
    [(day(9), True), (day(10), False), (PartialDate("2026-02"), False), (JANUARY, Unknown)],
)
def test_an_event_starts_in_life(start, holds):
    assert event_starts_in_life(start_date=start, death_date=day(9)) is holds
    assert event_starts_in_life(start_date=start, death_date=Unknown) is Unknown


@pytest.mark.parametrize(
    ("others", "holds"), [([], True), ([1, 3], True), ([1, 2], False), ([Unknown], Unknown)]
)
def test_an_event_number_is_used_once(others, holds):
    events = [Form(ae_number=number) for number in others]

    assert event_number_is_used_once(ae_number=2, adverse_events=events) is holds


@pytest.mark.parametrize("related", ["DEFINITE", "PROBABLE", "POSSIBLE"])
def test_a_reaction_to_either_drug_is_one_to_both(related):
    for olv, ino in [(related, "NOT"), ("NOT", related), (related, Unknown)]:
        assert reaction_to_one_drug_is_one_to_both(olv, ino, "POSSIBLE") is True
        assert reaction_to_one_drug_is_one_to_both(olv, ino, "UNLIKELY") is True
        assert reaction_to_one_drug_is_one_to_both(olv, ino, "NOT") is False
        assert reaction_to_one_drug_is_one_to_both(olv, ino, Unknown) is Unknown


@pytest.mark.parametrize(
    ("olv", "ino", "holds"),
    [("NOT", "UNLIKELY", True), ("UNLIKELY", Unknown, Unknown), (Unknown, Unknown, Unknown)],
)
def test_without_a_reaction_to_either_drug_there_need_be_none_to_both(olv, ino, holds):
    assert reaction_to_one_drug_is_one_to_both(olv, ino, "NOT") is holds


def test_an_event_after_death_is_said_once():
    chart = treated()
    dies(chart, on=day(10))

    late = event(chart, 1, start_date="2026-01-11")

    assert failing(chart, late, beside="start_date") == ["AE-014"]


def test_two_events_with_one_number_are_said_once():
    chart = treated()
    event(chart, 1)

    assert failing(chart, event(chart, 1), beside="ae_number") == ["AE-015"]
    assert failing(chart, event(chart, 2), beside="ae_number") == []


def test_a_serious_event_waits_for_the_report_with_its_number():
    chart = treated()
    report(chart, 2)

    assert failing(chart, event(chart, 1, crit_hosp="Y"), beside="serious") == ["AE-007"]
    assert failing(chart, event(chart, 2, crit_hosp="Y"), beside="serious") == []


def test_dosing_records_of_the_subject_show_what_an_event_changed():
    chart = treated()
    changed = event(
        chart, 1, start_date="2026-01-05", action_olv="INTERRUPTED", action_ino="REDUCED"
    )

    assert failing(chart, changed, beside="action_olv") == ["AE-011"]
    assert failing(chart, changed, beside="action_ino") == ["AE-012"]

    fill(chart, OlverembatinibPeriod, change_type="INTERRUPTED", start_date=day(5))
    fill(chart, InoInfusion, modification=["DELAYED"])

    assert failing(chart, changed, beside="action_olv") == []
    assert failing(chart, changed, beside="action_ino") == []


def test_vod_of_the_subject_is_found_on_its_form():
    chart = treated()
    fill(chart, VodSos, onset_date=day(20))

    near = event(chart, 1, aesi="VOD", start_date="2026-01-22")
    far = event(chart, 2, aesi="VOD", start_date="2026-03-22")

    assert failing(chart, near, beside="aesi") == []
    assert failing(chart, far, beside="aesi") == ["AE-010"]
