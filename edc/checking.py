"""Running the checks: which a form has, which a change touches, which of them fail."""

import hashlib
from functools import cache
from typing import NamedTuple

from edc.chart import Answers, Chart, forms_read
from edc.checks import Check, listed_checks
from edc.crf import crf_named, crfs
from edc.generic import generic_checks


class Finding(NamedTuple):
    """A check that fails, and the fingerprint of the values it read."""

    check: Check
    basis: str


@cache
def checks_on(crf) -> tuple[Check, ...]:
    """Every check of a form: the listed ones, then the generic ones of each question."""
    return (*listed_checks(crf), *generic_checks(crf))


@cache
def reads_of(check: Check) -> frozenset[str]:
    """The forms that a check reads, its own not counted unless it reads other records of it."""
    return check.reads | (forms_read(check.holds, check.crf) if check.holds else frozenset())


@cache
def checks_reading(form_name: str) -> tuple[Check, ...]:
    """Checks, on any form, that a change of this form's records may make fail or hold."""
    return tuple(
        check
        for crf in crfs()
        for check in checks_on(crf)
        if form_name in reads_of(check) and not check.sweeping
    )


@cache
def forms_needed(crf) -> frozenset[str]:
    """The forms to load so that a record of this one can be shown and checked."""
    needed = {form for check in checks_on(crf) for form in reads_of(check)}
    for question in crf.asked.values():
        for function in _functions(question):
            needed |= forms_read(function, crf)
    return frozenset(needed)


def _functions(question):
    conditions = [question.section.shown_when, question.shown_when, question.required_when]
    return [*conditions, *([question.derived] if question.derived else [])]


@cache
def forms_needed_after(crf) -> frozenset[str]:
    """The forms to load so that everything a change of this form touches can be checked again."""
    touched = {check.crf for check in checks_reading(crf.form)} | {crf}
    return frozenset({crf.form for crf in touched}).union(*(forms_needed(crf) for crf in touched))


def findings(chart: Chart, answers: Answers, among=None) -> list[Finding]:
    """The checks that fail on a record; a listed check silences its generic twin."""
    failing = []
    for check in among or checks_on(crf_named(answers._envelope.form)):
        with chart.watching() as seen:
            if check.fails(chart, answers):
                failing.append(Finding(check, fingerprint(seen)))
    silenced = {(found.check.instead_of, found.check.question) for found in failing}
    return [found for found in failing if found.check.key not in silenced]


def fingerprint(seen) -> str:
    """A hash of values, equal when they are."""
    text = "\n".join(f"{record} {name} {value}" for record, name, value in sorted(set(seen)))
    return hashlib.sha256(text.encode()).hexdigest()


def message_of(crf, check_id: str, question: str):
    """What a check says when it fails; its id if the form no longer has it."""
    same = (check for check in checks_on(crf) if check.key == (check_id, question))
    found = next(same, None)
    return found.message if found else check_id
