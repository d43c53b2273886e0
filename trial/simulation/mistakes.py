"""Slips of the pen: answers left out, out of range or at odds with others, in some papers."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from edc.checking import checks_on, reads_of
from edc.checks import Severity
from edc.codelists import MissingReason
from edc.crf import crf_named, crfs
from edc.questions import Date, Number
from edc.schedule import never
from trial.demonstration.paper import Paper
from trial.simulation.courses import Simulated

SHARE = 0.04


@cache
def tolerant_forms() -> frozenset[str]:
    """The forms that no other form must fit: a slip there stops nobody else's completion."""
    decisive = {
        form
        for crf in crfs()
        for check in checks_on(crf)
        if check.severity == Severity.HARD
        for form in reads_of(check) - {crf.form}
    }
    return frozenset(crf.form for crf in crfs()) - decisive - {"enrolment", "visit_record"}


def with_mistakes(patient: Simulated, papers: Iterable[Paper]) -> Iterator[tuple[Paper, bool]]:
    """The papers, some spoilt; each with whether it was."""
    for paper in papers:
        chance = patient.chance(f"slip in {paper.form} {paper.visit} {paper.line}")
        may_slip = paper.form in tolerant_forms() and paper.answers and not paper.why
        if may_slip and chance.random() < SHARE:
            yield spoilt(paper, chance), True
        else:
            yield paper, False


def spoilt(paper: Paper, chance: Random) -> Paper:
    slips = [left_out(paper, chance), out_of_range(paper, chance), misdated(paper, chance)]
    return paper._replace(answers=chance.choice([slip for slip in slips if slip is not None]))


def left_out(paper: Paper, chance: Random) -> dict:
    """Without one of the answers, rather one that is owed."""
    asked = crf_named(paper.form).asked
    owed = [name for name in paper.answers if asked[name].required_when is not never]
    gone = chance.choice(owed or list(paper.answers))
    return {name: answer for name, answer in paper.answers.items() if name != gone}


def out_of_range(paper: Paper, chance: Random) -> dict | None:
    """With a number beyond what is usual; where it cannot be, the form stays a draft."""
    asked = crf_named(paper.form).asked
    numbers = [
        name
        for name, answer in paper.answers.items()
        if isinstance(asked[name], Number) and asked[name].expected and is_plain(answer)
    ]
    if not numbers:
        return None
    name = chance.choice(numbers)
    return paper.answers | {name: Decimal(str(asked[name].expected[1])) + 1}


def is_plain(answer) -> bool:
    """Whether it is a number in the question's own unit."""
    return isinstance(answer, str | int | Decimal) and not isinstance(answer, MissingReason)


def misdated(paper: Paper, chance: Random) -> dict | None:
    """With the date of a week before, or after."""
    crf = crf_named(paper.form)
    day = paper.answers.get(crf.date)
    if not isinstance(day, date) or not isinstance(crf.asked[crf.date], Date):
        return None
    return paper.answers | {crf.date: day + timedelta(days=chance.choice([-7, 7]))}
