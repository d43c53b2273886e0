"""Everything that the protocol's specification lists is there, and differences are written down.

``specification.json`` lists what is specified: forms with their fields, codes, checks and visits;
visits, facts and states. ``docs/decisions/0005-differences-from-the-specification.md`` explains
what differs from it.
"""

import json
from pathlib import Path

import pytest

from edc.checking import checks_on
from edc.checks import listed_checks
from edc.crf import crf_named, crfs
from edc.facts import facts
from followup.states import MOVES, STATES
from trial.protocol import SCHEDULE

SPECIFIED = json.loads((Path(__file__).parent / "specification.json").read_text())
FORMS = SPECIFIED["forms"]
# Checks that the specification does not list, each explained in the decision record.
OURS = {"LRR-005"}
every_specified_form = pytest.mark.parametrize("name", FORMS)


# Shown and not typed, as the specification's notes have it.
TAKEN_FROM_THE_VISIT = {"visit_code", "visit_sequence"}


def described(question):
    is_derived = question.derived and question.name not in TAKEN_FROM_THE_VISIT
    kind = question.kind + (" derived" if is_derived else "")
    has_own_codes = question.codelist and question.kind != "boolean"
    return kind, set(question.codelist.values if has_own_codes else ())


def specified(kind, *codes):
    return kind, set(codes)


def test_the_forms_are_those_of_the_specification_in_its_order():
    assert [crf.form for crf in crfs() if crf.form in FORMS] == list(FORMS)


@every_specified_form
def test_a_form_stands_in_its_app(name):
    assert crf_named(name)._meta.app_label == FORMS[name]["app"]


@every_specified_form
def test_a_form_asks_what_is_specified_in_that_order(name):
    asked = {question.name: described(question) for question in crf_named(name).asked.values()}

    expected = FORMS[name]["fields"].items()
    assert asked == {field: specified(*about) for field, about in expected}
    assert list(asked) == list(FORMS[name]["fields"])


@every_specified_form
def test_a_form_has_the_checks_that_are_specified(name):
    checks = {check.id: check.severity for check in listed_checks(crf_named(name))}

    expected = FORMS[name]["checks"]
    assert {key: severity for key, severity in checks.items() if key in expected} == expected
    assert {key for key in checks.keys() - expected.keys() if not is_ours(key)} == set()


def is_ours(check_id):
    return check_id in OURS or check_id.startswith("DOSE-")


@every_specified_form
def test_a_form_is_collected_at_the_visits_that_are_specified(name):
    collected = {planned.visit.code: planned.need for planned in crf_named(name).visits}

    assert collected == FORMS[name]["visits"]


def test_the_visits_are_those_of_the_specification():
    planned = {
        visit.code: [
            visit.number,
            visit.anchor or None,
            visit.target,
            visit.before,
            visit.after,
            visit.repeats,
            visit.every_days or None,
        ]
        for visit in SCHEDULE
    }

    expected = SPECIFIED["visits"]
    assert {code: planned[code] for code in expected} == expected


def test_every_generic_check_is_made():
    made = {check.id: check.severity for crf in crfs() for check in checks_on(crf)}
    made_elsewhere = {"GEN-CODE", "GEN-PARTIAL", "GEN-CHANGE"}  # refused before it is stored

    expected = SPECIFIED["generic_checks"]
    assert {key: made[key] for key in expected.keys() - made_elsewhere} == {
        key: expected[key] for key in expected.keys() - made_elsewhere
    }


def test_every_fact_is_derived():
    assert set(SPECIFIED["facts"]) <= facts().keys()


def moves():
    return {(before, after) for before, following in MOVES.items() for after in following}


def test_the_states_and_moves_are_those_of_the_specification():
    assert list(STATES) == SPECIFIED["states"]
    assert {tuple(move) for move in SPECIFIED["moves"]} == moves() - {("REGISTERED", "SCREENING")}
