"""What is found on treatment: values past a limit and back, and adverse events."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from edc.logic import Unknown, all_of, any_of, as_span, number, one_of
from edc.series import dated
from enrollment.ranges import uln_ratio

# How CTCAE and the Chinese of the same list call what happens to the blood and its counts.
OF_THE_BLOOD = (
    *("neutrop", "platelet", "thrombocytopenia", "white blood cell", "leukopenia", "leucopenia"),
    *("lymphocyte", "lymphopenia", "anemia", "anaemia", "hemoglobin", "haemoglobin"),
    *("pancytopenia", "marrow hypocellular", "myelosuppression", "blood and lymphatic system"),
    *("中性粒细胞", "粒细胞缺乏", "血小板", "白细胞", "淋巴细胞", "贫血", "血红蛋白"),
    *("全血细胞减少", "骨髓抑制", "骨髓增生低下", "血液及淋巴系统"),
)
PANCREATITIS = ("pancreatitis", "胰腺炎")


class Source(NamedTuple):
    """Where something was found: form, record, question, and what was answered there."""

    form: str
    record_id: int
    question: str
    value: Any


def source_of(record, question) -> Source:
    return Source(record._crf.form, record._envelope.id, question, getattr(record, question))


class Reading(NamedTuple):
    """One measurement: whether it is past the limit, and whether back where a dose is allowed."""

    day: date
    is_past: Any
    is_back: Any
    source: Source


class Episode(NamedTuple):
    """From the first reading past the limit to the first that may be back.

    ``until`` is None while there is no such reading. ``times``: how many episodes there were at
    least, this one included; one that only may have ended does not begin anew.
    """

    day: Any
    until: date | None
    times: int
    source: Source


def episodes(readings: Iterable[Reading]) -> list[Episode]:
    """The episodes of readings in order of their dates."""
    found: list[Episode] = []
    is_open, is_over = False, True
    for reading in readings:
        if is_open and reading.is_back is not False:
            found[-1] = found[-1]._replace(until=reading.day)
            is_open, is_over = False, reading.is_back is True
        elif not is_open and reading.is_past is True:
            times = (found[-1].times if found else 0) + is_over
            found.append(Episode(reading.day, None, times, reading.source))
            is_open = True
        else:
            is_over = is_over or reading.is_back is True
    return found


def on_treatment(records, course):
    """The records certainly dated on treatment."""
    return [record for record in records if course.covers(dated(record)) is True]


def readings_of(records, course, judge) -> list[Reading]:
    """The measurements on treatment; ``judge`` gives (past, back, question) of a record."""
    return [
        Reading(dated(record), is_past, is_back, source_of(record, question))
        for record in on_treatment(records, course)
        for is_past, is_back, question in [judge(record)]
    ]


def counts_below(record, neutrophils, platelets):
    """Whether neutrophils or platelets are below their limits."""
    return any_of(record.anc < neutrophils, record.platelets < platelets)


def counts_reach(record, neutrophils, platelets):
    return all_of(record.anc >= neutrophils, record.platelets >= platelets)


def question_of_counts(record, neutrophils):
    return "anc" if (record.anc < neutrophils) is True else "platelets"


class LiverTests(NamedTuple):
    """Liver tests of one sample as multiples of the upper limit of normal."""

    alt: Any
    ast: Any
    bilirubin: Any

    def transaminase_above(self, limit):
        return any_of(self.alt > limit, self.ast > limit)

    def transaminase_reaches(self, limit):
        return any_of(self.alt >= limit, self.ast >= limit)

    def question_above(self, limit):
        return "alt" if (self.alt >= limit) is True else "ast"


def liver_tests(record, reference_ranges) -> LiverTests:
    names = ("alt", "ast", "bilirubin_total")
    return LiverTests(*(uln_ratio(record, name, reference_ranges) for name in names))


class Event(NamedTuple):
    """An adverse event at its worst grade; ``last`` is None while it is ongoing."""

    first: Any
    last: Any
    grade: Any
    kind: Any
    source: Source
    record: Any

    @property
    def latest_onset(self):
        return as_span(self.first).high

    @property
    def earliest_onset(self):
        return as_span(self.first).low

    @property
    def earliest_end(self):
        return None if self.last is None else as_span(self.last).low

    @property
    def latest_end(self):
        return None if self.last is None else as_span(self.last).high

    def covers(self, day):
        return all_of(self.first <= day, self.last is None or self.last >= day)


def events_on_treatment(adverse_events, course) -> list[Event]:
    """Adverse events since the first dose whose beginning and end are known."""
    return [
        event
        for event in map(event_of, adverse_events)
        if event.last is not Unknown
        and all_of(
            event.first >= course.first, course.until is Unknown or event.first < course.until
        )
        is True
    ]


def event_of(record) -> Event:
    """What the watch reads of an adverse event."""
    last = None if record.ongoing == "Y" else record.end_date
    return Event(
        record.start_date,
        last,
        number(record.grade),
        record.aesi,
        source_of(record, "grade"),
        record,
    )


def is_related(causality):
    return one_of(causality, "DEFINITE", "PROBABLE", "POSSIBLE")


def is_unrelated(causality):
    return one_of(causality, "UNLIKELY", "NOT")


def is_of_the_blood(record):
    """Whether CTCAE's term, or the coded organ class, names a disorder of blood or counts."""
    return any_of(is_one_of_these(record.ctcae_term, OF_THE_BLOOD), names_the_blood(record))


def names_the_blood(record):
    coded = is_one_of_these(record.meddra_soc, OF_THE_BLOOD)
    return False if coded is Unknown else coded


def is_one_of_these(term, words):
    """Whether a term contains one of the words; Unknown without a term."""
    if term is Unknown:
        return Unknown
    return any(word in term.casefold() for word in words)


def is_pancreatitis(record):
    """Pancreatitis by its symptoms, not raised enzymes alone."""
    return is_one_of_these(record.ctcae_term, PANCREATITIS)
