"""What the protocol still asks of a subject: which visits are offered, which forms are owed there.

Who was screened and failed, who stopped, who was transplanted owe different forms. What is not
owed is never shown as missing; what was entered stays whatever happened.
"""

from datetime import date
from typing import Any, NamedTuple

from edc.logic import Unknown, filled
from edc.schedule import Need, PlannedVisit
from trial.protocol import (
    CXD1,
    CXD8,
    CXD15,
    EOS,
    EOT,
    FU,
    PRE_HSCT,
    REL,
    SCR,
    UNS,
)

FURTHER_CYCLES = (CXD1, CXD8, CXD15)  # a set would hash their labels, in whatever language
OF_A_SCREEN_FAILURE = {"demographics", "eligibility", "enrolment"}
UNTIL_RELAPSE = {"mrd_specimen", "mrd_pcr", "mrd_flow", "bm_morphology"}
BELONGS_TO_SPECIMEN = {"mrd_pcr", "mrd_flow"}
# When and why treatment ended is told of everybody who had a dose: a decision, no examination.
WHATEVER_HAPPENS = {"end_of_treatment"}


class Path(NamedTuple):
    """How far a subject came. Dates are Unknown where it did not come to that."""

    screen_failed_on: date | Any
    first_dose_on: date | Any
    last_dose_on: date | Any
    treatment_ended: bool
    cycles_begun: frozenset[int]
    hsct_decision: str | Any
    hsct_on: date | Any
    relapsed_on: date | Any
    relapses: int
    ended_on: date | Any
    seen_at_one_year: bool
    followed_without_hsct: bool
    recorded: frozenset[tuple[str, int]]
    missed: frozenset[tuple[str, int]]
    without_specimen: frozenset[tuple[str, int]]


class Offer(NamedTuple):
    """A visit as it is offered to a subject."""

    is_offered: bool
    demands: bool
    path: Path
    visit: PlannedVisit
    sequence: int
    window: tuple[date, date] | Any

    @property
    def is_missed(self) -> bool:
        """Whether it was recorded that the visit did not take place."""
        return (self.visit.code, self.sequence) in self.path.missed

    def need(self, form: str, need: Need) -> Need:
        """What becomes of the need of the schedule for a form at this visit."""
        is_asked = form in WHATEVER_HAPPENS or (self.demands and self._still(form))
        return need if is_asked else Need.OPTIONAL

    def _still(self, form: str) -> bool:
        place, path = (self.visit.code, self.sequence), self.path
        if self.is_missed and form != "visit_record":
            return False
        if form in BELONGS_TO_SPECIMEN and place in path.without_specimen:
            return False
        if self.visit is SCR and filled(path.screen_failed_on):
            return form in OF_A_SCREEN_FAILURE
        return form not in UNTIL_RELAPSE or self.visit is REL or not self._relapsed_before()

    def _relapsed_before(self) -> bool:
        after_hsct = self.visit.anchor == "hsct_d0" and self.window is not Unknown
        return after_hsct and (self.path.relapsed_on <= self.window[1]) is True


def offer(
    visit: PlannedVisit, sequence: int, window, is_begun: bool, path_through_trial: Path, param
) -> Offer:
    """Whether a visit is offered, and whether its forms are asked for or merely taken."""
    path = path_through_trial
    is_offered = is_begun or (
        _is_reached(visit, sequence, path, param)
        and (visit is EOT or not _comes_after_the_end(window, path))
    )
    return Offer(
        is_offered, _is_demanded(visit, window, is_begun, path), path, visit, sequence, window
    )


def _comes_after_the_end(window, path) -> bool:
    if path.ended_on is Unknown or window is Unknown:
        return False
    return window[0] > path.ended_on


def _is_reached(visit, sequence, path, param) -> bool:
    """Whether the subject came so far that the visit makes sense."""
    has_ended = filled(path.ended_on)
    if visit in {SCR, EOS}:
        return True
    if visit is UNS:
        return not has_ended
    if filled(path.screen_failed_on):
        return False
    if visit in FURTHER_CYCLES:
        return _may_go_on(sequence, path, param)
    if visit is FU:
        return _is_followed_without_hsct(sequence, path, param)
    return _is_reached_on_the_way(visit, sequence, path)


def _is_reached_on_the_way(visit, sequence, path) -> bool:
    is_treated, has_ended = filled(path.first_dose_on), filled(path.ended_on)
    if visit is EOT:
        return is_treated
    if visit is PRE_HSCT:
        return is_treated and not has_ended and path.hsct_on is Unknown and _is_undecided(path)
    if visit is REL:
        could_relapse = is_treated and not has_ended and sequence == 1
        return could_relapse or sequence <= path.relapses
    if visit.anchor == "hsct_d0":
        is_planned = (path.hsct_decision == "PROCEED") is True and not has_ended
        return filled(path.hsct_on) or is_planned
    return is_treated or not has_ended


def _is_undecided(path) -> bool:
    return path.hsct_decision is Unknown or path.hsct_decision == "DEFER"


def _may_go_on(number, path, param) -> bool:
    """A further cycle is offered one ahead, until treatment is over."""
    is_next = number - 1 in path.cycles_begun and number <= param.dosing.ino_absolute_max_cycles
    is_open = not path.treatment_ended and path.hsct_on is Unknown and path.ended_on is Unknown
    return number in path.cycles_begun or (is_next and is_open)


def _is_followed_without_hsct(number, path, param) -> bool:
    days = number * param.followup.no_hsct_interval_days
    is_without = path.hsct_on is Unknown and (path.hsct_decision != "PROCEED") is not False
    return (
        is_without
        and path.treatment_ended
        and filled(path.last_dose_on)
        and days <= param.followup.no_hsct_followup_days
    )


def _is_demanded(visit, window, is_begun, path) -> bool:
    """Whether forms are asked for: not at what may never come, nor what the end cut short."""
    if visit is EOS:
        is_followed = path.seen_at_one_year or path.followed_without_hsct
        return is_begun or filled(path.ended_on) or is_followed
    if visit is UNS:
        return is_begun
    if visit is REL:
        return is_begun or window is not Unknown
    if visit in FURTHER_CYCLES or visit is PRE_HSCT:
        return is_begun or window is not Unknown
    if visit is SCR or path.ended_on is Unknown:
        return True
    # The form on the end of treatment alone does not make its visit one that took place.
    is_begun = is_begun and (visit is not EOT or (EOT.code, 1) in path.recorded)
    return is_begun or (window is not Unknown and window[1] < path.ended_on)
