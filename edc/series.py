"""Values over time: what a subject's records of one form say, in order of their dates.

``records`` is what a chart calls by a form's plural: already in order of date, then of line.
"""

from edc.logic import Unknown


def dated(record):
    """The date that orders a record among those of its form."""
    return getattr(record, record._crf.date)


def last_record(records, question):
    """The latest record that answers the question; Unknown when none does."""
    return next((r for r in reversed(records) if getattr(r, question) is not Unknown), Unknown)


def last(records, question):
    """The latest answer to the question; Unknown when there is none."""
    return getattr(last_record(records, question), question)


def record_before(records, question, on):
    """The latest record certainly dated on or before a day that answers the question."""
    return last_record([r for r in records if (dated(r) <= on) is True], question)


def last_before(records, question, on):
    """The latest answer dated on or before a day; a baseline when that day is the first dose."""
    return getattr(record_before(records, question, on), question)


def last_date_before(records, question, on):
    """The date of that answer."""
    found = record_before(records, question, on)
    return found if found is Unknown else dated(found)


def total(values):
    """The sum of the known values, 0 when there is none."""
    return sum(value for value in values if value is not Unknown)
