"""Where a subject is in the trial: each state, their order, and the moves between them."""

from datetime import timedelta
from itertools import product

import pytest

from dosing.models import EndOfTreatment, InoInfusion, OlverembatinibPeriod
from edc.logic import Unknown
from edc.text import in_every_language
from enrollment.models import Enrolment, InformedConsent
from followup.models import EndOfStudy, Hsct, PreHsctAssessment, Relapse, SurvivalFollowup
from followup.states import ENDED, MOVES, STATES, UNDERWAY, is_expected_course, is_expected_move
from tests.enrollment.paper import blank_chart, dies, fill
from tests.followup.paper import DAY_0, FIRST_DOSE, day

CONSENTED = FIRST_DOSE - timedelta(days=14)
ENROLLED = FIRST_DOSE - timedelta(days=2)
RELAPSED = FIRST_DOSE + timedelta(days=40)
EARLY_REMISSION = FIRST_DOSE + timedelta(days=14)

IN_ORDER_OF_PRIORITY = [
    ("WITHDRAWN", True),
    ("DEAD", True),
    ("SCREEN_FAILED", True),
    ("LOST", True),
    ("ONE_YEAR_COMPLETE", True),
    ("COMPLETE_NO_HSCT", True),
    ("CLOSED", True),
    ("RELAPSED_AFTER_HSCT", False),
    ("POST_HSCT", False),
    ("RELAPSED_BEFORE_HSCT", False),
    ("FOLLOWUP_NO_HSCT", False),
    ("MRD_REMISSION", False),
    ("NO_MRD_REMISSION", False),
    ("WEEK2_NOT_EVALUABLE", False),
    ("ON_TREATMENT", False),
    ("ENROLLED", False),
    ("SCREENING", False),
    ("REGISTERED", False),
]

# What is entered to bring a subject there, and the day the state dates from.
MILESTONES = {
    "WITHDRAWN": (
        InformedConsent,
        {"withdrawn": "Y", "withdrawal_scope": "ALL", "withdrawal_date": day(3)},
        day(3),
    ),
    "SCREEN_FAILED": (
        Enrolment,
        {"decision": "SCREEN_FAILURE", "decision_date": ENROLLED},
        ENROLLED,
    ),
    "LOST": (EndOfStudy, {"outcome": "LTFU", "eos_date": day(90)}, day(90)),
    "ONE_YEAR_COMPLETE": (
        SurvivalFollowup,
        {"survival_status": "ALIVE", "last_known_alive_date": day(366)},
        day(366),
    ),
    "COMPLETE_NO_HSCT": (EndOfStudy, {"outcome": "COMPLETED_NOHSCT", "eos_date": day(91)}, day(91)),
    "CLOSED": (EndOfStudy, {"outcome": "SPONSOR", "eos_date": day(92)}, day(92)),
    "RELAPSED_AFTER_HSCT": (Relapse, {"relapse_type": ["CNS"], "relapse_date": day(70)}, day(70)),
    "POST_HSCT": (Hsct, {"hsct_kind": "ALLO", "d0_date": DAY_0}, DAY_0),
    "RELAPSED_BEFORE_HSCT": (
        Relapse,
        {"relapse_type": ["MORPHOLOGICAL"], "relapse_date": RELAPSED},
        RELAPSED,
    ),
    "FOLLOWUP_NO_HSCT": (
        EndOfTreatment,
        {"eot_date": day(-10), "reason": "NO_REMISSION"},
        day(-10),
    ),
    "ON_TREATMENT": (
        OlverembatinibPeriod,
        {"period_status": "TAKEN", "start_date": FIRST_DOSE},
        FIRST_DOSE,
    ),
    "ENROLLED": (Enrolment, {"decision": "ENROLLED", "enrolment_date": ENROLLED}, ENROLLED),
    "SCREENING": (
        InformedConsent,
        {"consent_type": "MAIN", "consent_date": CONSENTED},
        CONSENTED,
    ),
}
# What the laboratory settles, by state: the result at week 2 and the first remission.
WEEK_2 = {
    "MRD_REMISSION": ("NO_REMISSION", EARLY_REMISSION, EARLY_REMISSION),
    "NO_MRD_REMISSION": ("NO_REMISSION", Unknown, FIRST_DOSE),
    "WEEK2_NOT_EVALUABLE": ("NOT_EVALUABLE", Unknown, FIRST_DOSE),
}
LATER_THAN_WEEK_2 = ("RELAPSED_BEFORE_HSCT", "FOLLOWUP_NO_HSCT", "POST_HSCT")


def subject(*milestones, week2="PENDING", remission=Unknown):
    """A subject who passed these milestones; the result at week 2 is given."""
    chart = blank_chart()
    chart._facts |= {"week2_status": week2, "mrd_remission_date": remission}
    for code in milestones:
        if code == "DEAD":
            dies(chart, on=day(100))
        else:
            form, answers, _ = MILESTONES[code]
            fill(chart, form, **answers)
    return chart


def state(chart):
    return chart.fact("subject_state")


def test_the_states_stand_in_order_of_priority_those_that_end_everything_first():
    found = [(code, state.is_terminal) for code, state in STATES.items()]

    assert found == IN_ORDER_OF_PRIORITY
    assert len(STATES) == len(ENDED) + len(UNDERWAY) == 18


def test_every_state_has_a_name_of_its_own_in_every_language():
    names = [in_every_language(state.name) for state in STATES.values()]

    for language in ("en", "zh-hans"):
        assert len({name[language] for name in names}) == 18


def test_somebody_without_consent_is_registered():
    assert state(subject()) == ("REGISTERED", Unknown)


@pytest.mark.parametrize(
    "passed",
    [
        ["SCREENING"],
        ["SCREENING", "SCREEN_FAILED"],
        ["SCREENING", "ENROLLED"],
        ["SCREENING", "ENROLLED", "CLOSED"],
        ["SCREENING", "ENROLLED", "ON_TREATMENT"],
        ["SCREENING", "ENROLLED", "ON_TREATMENT", "LOST"],
        ["SCREENING", "ENROLLED", "ON_TREATMENT", "FOLLOWUP_NO_HSCT"],
        ["SCREENING", "ENROLLED", "ON_TREATMENT", "FOLLOWUP_NO_HSCT", "COMPLETE_NO_HSCT"],
        ["SCREENING", "ENROLLED", "ON_TREATMENT", "FOLLOWUP_NO_HSCT", "RELAPSED_BEFORE_HSCT"],
        ["SCREENING", "ENROLLED", "ON_TREATMENT", "RELAPSED_BEFORE_HSCT", "POST_HSCT"],
        ["ENROLLED", "ON_TREATMENT", "POST_HSCT", "RELAPSED_AFTER_HSCT"],
        ["ENROLLED", "ON_TREATMENT", "POST_HSCT", "ONE_YEAR_COMPLETE"],
        ["ENROLLED", "ON_TREATMENT", "POST_HSCT", "RELAPSED_AFTER_HSCT", "ONE_YEAR_COMPLETE"],
        ["SCREENING", "ENROLLED", "ON_TREATMENT", "POST_HSCT", "WITHDRAWN"],
    ],
    ids=" > ".join,
)
def test_the_last_milestone_is_the_state(passed):
    *_, since = MILESTONES[passed[-1]]

    assert state(subject(*passed)) == (passed[-1], since)


@pytest.mark.parametrize("code", WEEK_2)
def test_the_laboratory_decides_the_state_after_week_2(code):
    week2, remission, since = WEEK_2[code]
    chart = subject("ENROLLED", "ON_TREATMENT", week2=week2, remission=remission)

    assert state(chart) == (code, since)


@pytest.mark.parametrize(("code", "later"), list(product(WEEK_2, LATER_THAN_WEEK_2)))
def test_what_follows_week_2_outweighs_it(code, later):
    week2, remission, _ = WEEK_2[code]
    chart = subject("ENROLLED", "ON_TREATMENT", later, week2=week2, remission=remission)

    assert state(chart).code == later


@pytest.mark.parametrize("week2", ["PENDING", "REMISSION", Unknown])
def test_a_result_that_is_awaited_leaves_the_subject_on_treatment(week2):
    assert state(subject("ENROLLED", "ON_TREATMENT", week2=week2)).code == "ON_TREATMENT"


@pytest.mark.parametrize("ended", ["LOST", "COMPLETE_NO_HSCT", "CLOSED", "SCREEN_FAILED"])
def test_death_outweighs_every_other_end_but_withdrawal(ended):
    assert state(subject("SCREENING", ended, "DEAD")) == ("DEAD", day(100))
    assert state(subject("SCREENING", ended, "DEAD", "WITHDRAWN")) == ("WITHDRAWN", day(3))


def test_a_withdrawal_dates_from_the_first_of_all_consent():
    chart = subject("SCREENING", "WITHDRAWN")
    leaving = {"withdrawn": "Y", "withdrawal_date": day(1)}
    fill(chart, InformedConsent, **leaving | {"withdrawal_scope": "TREATMENT"})
    fill(chart, InformedConsent, **leaving | {"withdrawal_scope": "ALL"})

    assert state(chart) == ("WITHDRAWN", day(1))


def test_leaving_treatment_alone_is_no_withdrawal():
    chart = subject("SCREENING", "ENROLLED")
    fill(chart, InformedConsent, withdrawn="Y", withdrawal_scope="TREATMENT")

    assert state(chart).code == "ENROLLED"


def test_a_withdrawal_without_a_date_is_one():
    chart = subject("SCREENING", "ENROLLED")
    fill(chart, InformedConsent, withdrawn="Y", withdrawal_scope="ALL")

    assert state(chart) == ("WITHDRAWN", Unknown)


def test_a_subject_who_withdrew_before_enrolment_failed_screening():
    chart = subject("SCREENING")
    fill(chart, Enrolment, decision="WITHDREW", decision_date=ENROLLED)

    assert state(chart) == ("SCREEN_FAILED", ENROLLED)


@pytest.mark.parametrize(
    ("alive", "code"), [(day(364), "POST_HSCT"), (day(365), "ONE_YEAR_COMPLETE")]
)
def test_the_year_is_complete_on_its_last_day(alive, code):
    chart = subject("ENROLLED", "ON_TREATMENT", "POST_HSCT")
    fill(chart, SurvivalFollowup, survival_status="ALIVE", last_known_alive_date=alive)

    assert state(chart).code == code


def test_a_year_without_transplant_completes_nothing():
    chart = subject("ENROLLED", "ON_TREATMENT", "ONE_YEAR_COMPLETE")

    assert state(chart).code == "ON_TREATMENT"


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("LTFU", "LOST"),
        ("COMPLETED_NOHSCT", "COMPLETE_NO_HSCT"),
        *((o, "CLOSED") for o in ("COMPLETED", "WITHDREW", "SCREEN_FAILURE", "SPONSOR", "OTHER")),
        ("DEATH", "ENROLLED"),
        (None, "ENROLLED"),
    ],
)
def test_the_outcome_of_the_study_is_a_state(outcome, code):
    chart = subject("SCREENING", "ENROLLED")
    fill(chart, EndOfStudy, outcome=outcome, eos_date=day(9))

    assert state(chart) == (code, ENROLLED if code == "ENROLLED" else day(9))


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("TO_HSCT", "ON_TREATMENT"),
        ("COMPLETED_NOHSCT", "FOLLOWUP_NO_HSCT"),
        (None, "ON_TREATMENT"),
    ],
)
def test_who_ends_treatment_to_be_transplanted_is_not_followed_without(reason, code):
    chart = subject("ENROLLED", "ON_TREATMENT")
    fill(chart, EndOfTreatment, eot_date=day(-10), reason=reason)

    assert state(chart).code == code


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        (["NO"], "FOLLOWUP_NO_HSCT"),
        (["PROCEED", "NO"], "FOLLOWUP_NO_HSCT"),
        (["NO", "PROCEED"], "MRD_REMISSION"),
        (["DEFER"], "MRD_REMISSION"),
    ],
)
def test_the_last_decision_about_transplantation_stands(decisions, code):
    chart = subject("ENROLLED", "ON_TREATMENT", week2="REMISSION", remission=EARLY_REMISSION)
    fill(chart, EndOfTreatment, eot_date=day(-12), reason="TO_HSCT")
    for number, decision in enumerate(decisions):
        on = day(number - 10)
        fill(chart, PreHsctAssessment, assessment_date=on, hsct_decision=decision)

    assert state(chart).code == code


def test_a_molecular_relapse_changes_no_state():
    chart = subject("ENROLLED", "ON_TREATMENT", "POST_HSCT")
    fill(chart, Relapse, relapse_type=["MOLECULAR"], relapse_date=day(30), confirmed_mrd="Y")

    assert state(chart) == ("POST_HSCT", DAY_0)


def test_week_2_is_the_one_that_was_computed():
    chart = blank_chart()
    fill(chart, Enrolment, decision="ENROLLED", enrolment_date=ENROLLED)
    start = f"{FIRST_DOSE}T10:00:00+08:00"
    fill(chart, InoInfusion, given="Y", infusion_date=FIRST_DOSE, infusion_start=start)

    assert state(chart) == ("WEEK2_NOT_EVALUABLE", FIRST_DOSE)


EXPECTED_MOVES = """
REGISTERED > SCREENING
SCREENING > ENROLLED SCREEN_FAILED WITHDRAWN DEAD
ENROLLED > ON_TREATMENT WITHDRAWN DEAD CLOSED
ON_TREATMENT > MRD_REMISSION NO_MRD_REMISSION WEEK2_NOT_EVALUABLE FOLLOWUP_NO_HSCT
ON_TREATMENT > RELAPSED_BEFORE_HSCT POST_HSCT DEAD WITHDRAWN LOST
NO_MRD_REMISSION > MRD_REMISSION FOLLOWUP_NO_HSCT POST_HSCT RELAPSED_BEFORE_HSCT
NO_MRD_REMISSION > DEAD WITHDRAWN LOST
WEEK2_NOT_EVALUABLE > MRD_REMISSION NO_MRD_REMISSION FOLLOWUP_NO_HSCT POST_HSCT
WEEK2_NOT_EVALUABLE > RELAPSED_BEFORE_HSCT DEAD WITHDRAWN LOST
MRD_REMISSION > POST_HSCT FOLLOWUP_NO_HSCT RELAPSED_BEFORE_HSCT DEAD WITHDRAWN LOST
FOLLOWUP_NO_HSCT > POST_HSCT RELAPSED_BEFORE_HSCT COMPLETE_NO_HSCT DEAD LOST WITHDRAWN
RELAPSED_BEFORE_HSCT > POST_HSCT COMPLETE_NO_HSCT DEAD LOST WITHDRAWN
POST_HSCT > ONE_YEAR_COMPLETE RELAPSED_AFTER_HSCT DEAD LOST WITHDRAWN
RELAPSED_AFTER_HSCT > ONE_YEAR_COMPLETE DEAD LOST WITHDRAWN
ONE_YEAR_COMPLETE > DEAD
"""


def test_these_moves_are_expected_and_no_others():
    listed = [line.split(" > ") for line in EXPECTED_MOVES.strip().splitlines()]
    expected = {(before, after) for before, all_after in listed for after in all_after.split()}

    found = {
        (before, after)
        for before, after in product(STATES, STATES)
        if before != after and is_expected_move(before, after)
    }

    assert found == expected


def test_moves_lead_from_state_to_state():
    assert MOVES.keys() | set().union(*MOVES.values()) <= STATES.keys()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("POST_HSCT", "MRD_REMISSION"),
        ("DEAD", "POST_HSCT"),
        ("MRD_REMISSION", "NO_MRD_REMISSION"),
        ("SCREENING", "ON_TREATMENT"),
    ],
)
def test_a_move_back_or_past_a_state_is_unexpected(before, after):
    assert not is_expected_move(before, after)


def test_who_stays_has_not_moved():
    assert all(is_expected_move(code, code) for code in STATES)


@pytest.mark.parametrize(
    ("before", "after", "leads"),
    [
        ("SCREENING", "ON_TREATMENT", True),
        ("REGISTERED", "ONE_YEAR_COMPLETE", True),
        ("NO_MRD_REMISSION", "MRD_REMISSION", True),
        ("MRD_REMISSION", "NO_MRD_REMISSION", False),
        ("POST_HSCT", "MRD_REMISSION", False),
        ("DEAD", "POST_HSCT", False),
        ("SCREEN_FAILED", "ENROLLED", False),
        ("CLOSED", "CLOSED", True),
    ],
)
def test_a_course_is_expected_where_moves_lead(before, after, leads):
    assert is_expected_course(before, after) is leads
