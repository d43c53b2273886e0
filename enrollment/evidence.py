"""Evidence: the answers that bear on a criterion, and what they come to."""

from itertools import chain
from typing import Any, NamedTuple

from edc.logic import Unknown
from edc.series import dated, record_before
from enrollment.ranges import uln_ratio

MET, NOT_MET = "MET", "NOT_MET"


class Source(NamedTuple):
    """An answer that bears on a criterion: where it stands, what it says, and of which day.

    ``times_uln``: a laboratory value as a multiple of the upper limit of normal.
    """

    record_id: int
    form: str
    question: str
    value: Any
    on: Any
    times_uln: Any = Unknown


class Reading(NamedTuple):
    """A value as a rule compares it, and the answers it comes from."""

    value: Any
    sources: tuple[Source, ...]


class Finding(NamedTuple):
    """Whether a criterion is as the trial asks: fulfilled, or for an exclusion absent."""

    criterion: str
    holds: Any
    evidence: tuple[Source, ...]

    @property
    def verdict(self):
        """``MET``, ``NOT_MET``, or Unknown where the data do not decide."""
        return self.holds if self.holds is Unknown else MET if self.holds else NOT_MET

    @property
    def answer(self):
        """What the data answer to the question of the form: to an exclusion, ``N`` is met."""
        agrees, differs = ("N", "Y") if self.criterion.startswith("exc") else ("Y", "N")
        return self.holds if self.holds is Unknown else agrees if self.holds else differs


def found(criterion, holds, *readings) -> Finding:
    """The finding on a criterion, with the sources of all that was read for it."""
    return Finding(criterion, holds, tuple(chain.from_iterable(r.sources for r in readings)))


def read(record, question, times_uln=Unknown) -> Reading:
    """An answer of a record, with its source; without one where there is no answer."""
    value = getattr(record, question)
    if value is Unknown:
        return Reading(Unknown, ())
    source = Source(
        record._envelope.id, record._crf.form, question, value, dated(record), times_uln
    )
    return Reading(value, (source,))


def read_all(records, question) -> Reading:
    """The records themselves, with their answers to the question as sources."""
    return Reading(records, tuple(chain.from_iterable(read(r, question).sources for r in records)))


def latest(records, question, day) -> Reading:
    """The latest answer dated on or before the day."""
    return read(record_before(records, question, day), question)


def latest_times_uln(lab_chemistries, analyte, day, reference_ranges) -> Reading:
    """The latest result on or before the day, as a multiple of the upper limit of normal."""
    record = record_before(lab_chemistries, analyte, day)
    times_uln = uln_ratio(record, analyte, reference_ranges)
    return Reading(times_uln, read(record, analyte, times_uln).sources)
