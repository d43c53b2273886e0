"""A fictional patient whose papers are entered through the same door as a person's answers."""

from edc.actions.entry import Place, Typed, save
from tests.stories import answers


def typed(given):
    return {
        name: Typed(",".join(value) if isinstance(value, list) else value)
        for name, value in given.items()
    }


def enter(subject, form, given, *, by, visit=None, line=1):
    """Complete one form."""
    place = Place(subject, (visit, 1) if visit else None, form, line)
    outcome = save(place=place, typed=typed(given), by=by, complete=True)
    assert not outcome.is_refused, (form, outcome.broken, outcome.unreadable)
    return outcome.record


def correct(record, name, value, *, by, why="Read the report again"):
    """Change one answer of a complete form."""
    visit = record.visit and (record.visit.code, record.visit.sequence)
    place = Place(record.subject, visit, record.form, record.line)
    return save(place=place, typed={name: Typed(value)}, by=by, reasons={name: why})


def enter_up_to_week_two(subject, *, coordinator, investigator):
    """Everything up to the week-2 marrow with both results; the records by form."""
    records = {}
    papers = [
        *answers.BEFORE_ENROLMENT,
        *answers.DECISION,
        *answers.AFTER_ENROLMENT,
    ]
    for form, visit, given in papers:
        by = investigator if (form, visit, given) in answers.DECISION else coordinator
        records[form] = enter(subject, form, given, by=by, visit=visit)
    return records
