"""Running the checks: which a form has, which a change touches, which of them fail."""

import hashlib
from functools import cache
from typing import NamedTuple

from django.utils.text import format_lazy

from edc.chart import Answers, Chart, forms_read
from edc.checks import Check, listed_checks, subject_checks
from edc.crf import crf_named, crfs
from edc.generic import generic_checks


class Finding(NamedTuple):
    """A check that fails, the fingerprint of the values it read, and what its message names."""

    check: Check
    basis: str
    values: dict[str, str]

    @property
    def message(self):
        """What the check says, in the language of the reader."""
        return told(self.check.message, self.values)


def told(message, values: dict[str, str]):
    """A message with what it names in braces filled in."""
    return format_lazy(message, **values) if values else message


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
    shown = (question.derived, question.remark, question.suggests)
    return [*conditions, *(function for function in shown if function)]


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
                failing.append(Finding(check, fingerprint(seen), check.values(chart)))
    silenced = {(found.check.instead_of, found.check.question) for found in failing}
    return [found for found in failing if found.check.key not in silenced]


def fingerprint(seen) -> str:
    """A hash of values, equal when they are."""
    text = "\n".join(f"{record} {name} {value}" for record, name, value in sorted(set(seen)))
    return hashlib.sha256(text.encode()).hexdigest()


def message_of(query):
    """What the check of a query says; nothing of a person's, or when there is no such check now."""
    if query.record is None:
        asked = subject_checks().get(query.check_id)
        return asked and told(asked.message, asked.shown(query.values))
    checks = checks_on(crf_named(query.record.form))
    same = (check for check in checks if check.key == (query.check_id, query.question))
    found = next(same, None)
    return found and told(found.message, query.values)
