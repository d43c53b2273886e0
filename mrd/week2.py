"""The week-2 result of one subject: the rules of protocol section 4, to the letter.

Absent dates are Unknown, and a comparison with Unknown is never true.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from edc.logic import Unknown, filled

NEGATIVE, POSITIVE, NOT_EVALUABLE = "NEGATIVE", "POSITIVE", "NOT_EVALUABLE"
PENDING, MISSING = "PENDING", "MISSING"
REMISSION, NO_REMISSION = "REMISSION", "NO_REMISSION"
CONCLUSIVE = {NEGATIVE, POSITIVE}


class Marrow(NamedTuple):
    """A bone marrow specimen and the halves that were read from it."""

    record_id: int
    day: date
    pcr: str
    flow: str
    taken_at: datetime | Any = Unknown

    @property
    def order(self):
        """By collection time; where it is not known, at the end of the day."""
        clock = self.taken_at.time().isoformat() if filled(self.taken_at) else "24"
        return self.day, clock, self.record_id


class Halves(NamedTuple):
    """The two halves that decide for a marrow, each with the marrow it was read from."""

    pcr: str
    flow: str
    pcr_from: Marrow
    flow_from: Marrow

    @property
    def day(self) -> date:
        """Of a pair, the later day."""
        return max(self.pcr_from.day, self.flow_from.day)


class Course(NamedTuple):
    """What of the subject's course bears on week 2."""

    anchor: Any = Unknown
    relapse: Any = Unknown
    death: Any = Unknown
    other_therapy: Any = Unknown
    is_over: bool = False  # died, left the study or withdrew: nothing more will come
    is_treatment_over: bool = False  # who was not treated by then never will be


class Week2(NamedTuple):
    """The result, its reason, the window, and the halves it was decided by."""

    status: str
    reason: str
    window: tuple[date, date] | None = None
    halves: Halves | None = None


def window_of(anchor, param) -> tuple[date, date]:
    """First and last day on which the marrow counts, both included."""
    nominal = anchor + timedelta(days=param.week2.nominal_days)
    before = timedelta(days=param.week2.window_minus_days)
    return nominal - before, nominal + timedelta(days=param.week2.window_plus_days)


def deadline_of(window, param) -> date:
    """Last day on which a result of the window is still awaited."""
    return window[1] + timedelta(days=param.week2.result_deadline_days)


def assess(marrows: list[Marrow], course: Course, today: date, param) -> Week2:
    """The week-2 result of an enrolled subject, as of a day (protocol 4.3)."""
    if course.anchor is Unknown:
        if course.is_over or course.is_treatment_over:
            return Week2(NOT_EVALUABLE, "NEVER_TREATED")
        return Week2(PENDING, "NOT_STARTED")
    window = window_of(course.anchor, param)
    candidates = in_order(
        overdue(marrow, today > deadline_of(window, param))
        for marrow in marrows
        if window[0] <= marrow.day <= window[1] and counts(marrow, course)
    )
    decided = first_conclusive(candidates, param)
    if decided is not None:
        return decided._replace(window=window)
    if failure := failure_by(window[1], course):
        return Week2(NO_REMISSION, failure, window)
    if today <= window[1] and not course.is_over:
        return Week2(PENDING, "WINDOW_OPEN", window)
    return Week2(NOT_EVALUABLE, why_not(candidates), window)


def in_order(marrows) -> list[Marrow]:
    return sorted(marrows, key=lambda marrow: marrow.order)


def counts(marrow, course) -> bool:
    """Whether it was taken before other therapy and before relapse."""
    is_late = (marrow.day > course.other_therapy) is True or (marrow.day > course.relapse) is True
    return not is_late


def overdue(marrow: Marrow, is_past: bool) -> Marrow:
    """After the deadline a result that never came is missing."""
    if not is_past:
        return marrow
    pcr, flow = (MISSING if half == PENDING else half for half in (marrow.pcr, marrow.flow))
    return marrow._replace(pcr=pcr, flow=flow)


def first_conclusive(candidates, param) -> Week2 | None:
    """The first marrow that decides; one that is still awaited holds back the later ones."""
    for marrow in candidates:
        halves = halves_of(marrow, candidates, param)
        results = {halves.pcr, halves.flow}
        if POSITIVE in results:
            return Week2(NO_REMISSION, which_positive(halves), halves=halves)
        if results == {NEGATIVE}:
            return Week2(REMISSION, "BOTH_NEGATIVE", halves=halves)
        if PENDING in results:
            return Week2(PENDING, "RESULTS_AWAITED", halves=halves)
    return None


def which_positive(halves: Halves) -> str:
    if halves.pcr == halves.flow:
        return "BOTH_POSITIVE"
    return "PCR_POSITIVE" if halves.pcr == POSITIVE else "FLOW_POSITIVE"


def halves_of(marrow: Marrow, candidates, param) -> Halves:
    """The marrow's halves; an unusable one is lent by another marrow close enough."""
    pcr_from = lender(marrow, "pcr", candidates, param)
    flow_from = lender(marrow, "flow", candidates, param)
    return Halves(pcr_from.pcr, flow_from.flow, pcr_from, flow_from)


def lender(marrow: Marrow, half: str, candidates, param) -> Marrow:
    """Whose half counts: its own if usable or awaited, else the nearest, the earlier on a tie."""
    if getattr(marrow, half) in CONCLUSIVE | {PENDING}:
        return marrow
    near = [
        other
        for other in candidates
        if getattr(other, half) in CONCLUSIVE
        and abs((other.day - marrow.day).days) <= param.mrd.pairing_max_days
    ]
    return min(near, key=lambda o: (abs((o.day - marrow.day).days), o.order), default=marrow)


def failure_by(last_day: date, course: Course) -> str:
    """The first event up to the day that makes remission impossible, or nothing."""
    ranked = [
        ("RELAPSE", course.relapse),
        ("DEATH", course.death),
        ("OTHER_THERAPY", course.other_therapy),
    ]
    events = [
        (day, rank, reason)
        for rank, (reason, day) in enumerate(ranked)
        if (day <= last_day) is True
    ]
    return min(events)[2] if events else ""


def why_not(candidates: list[Marrow]) -> str:
    """Why no marrow could decide (protocol 4.3, step 6)."""
    if not candidates:
        return "NO_SAMPLE"
    usable = [
        {half for half in ("pcr", "flow") if getattr(m, half) in CONCLUSIVE} for m in candidates
    ]
    if set().union(*usable) == {"pcr", "flow"}:
        return "NOT_PAIRABLE"
    first = candidates[0]
    if not usable[0]:
        return "BOTH_ASSAYS_UNUSABLE"
    name, half = ("FLOW", first.flow) if "pcr" in usable[0] else ("PCR", first.pcr)
    return f"{name}_NOT_EVALUABLE" if half == NOT_EVALUABLE else f"{name}_MISSING"


def remission_date(marrows, course: Course, transplant_starts, today: date, param):
    """First documented MRD remission from week 2 on and before conditioning, or Unknown.

    The same pairing as the endpoint; a result that stays out beyond its deadline is missing.
    """
    if course.anchor is Unknown:
        return Unknown
    window = window_of(course.anchor, param)
    candidates = in_order(
        overdue(marrow, today > awaited_until(marrow, window, param))
        for marrow in marrows
        if window[0] <= marrow.day
        and counts(marrow, course)
        and (marrow.day >= transplant_starts) is not True
    )
    negative = [halves_of(marrow, candidates, param) for marrow in candidates]
    days = [halves.day for halves in negative if {halves.pcr, halves.flow} == {NEGATIVE}]
    return min(days, default=Unknown)


def awaited_until(marrow: Marrow, window, param) -> date:
    """Last day on which the marrow's results are awaited: the window's, or counted from itself."""
    if marrow.day <= window[1]:
        return deadline_of(window, param)
    return marrow.day + timedelta(days=param.week2.result_deadline_days)


def next_look(marrows, course: Course, today: date, param) -> date | None:
    """The next day on which the result can change although nothing is entered."""
    if course.anchor is Unknown:
        return None
    window = window_of(course.anchor, param)
    awaited = [awaited_until(m, window, param) for m in marrows if PENDING in {m.pcr, m.flow}]
    ahead = [day + timedelta(days=1) for day in (window[1], *awaited)]
    return min((day for day in ahead if day > today), default=None)
