"""The answers that are coded: which wait for a term, and which have one that still holds."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from edc.access import Permission
from edc.coding.folding import fold
from edc.crf import Crf, crfs
from edc.models import Coding
from edc.models.coding import Dictionary
from edc.models.record import State
from edc.questions import Question


class Coded(NamedTuple):
    """A question whose answers are coded."""

    crf: type[Crf]
    question: Question

    @property
    def dictionary(self) -> Dictionary:
        return Dictionary(self.question.coded_with)


class Answer(NamedTuple):
    """An answer as it stands, and where."""

    record_id: int
    subject_id: int | None
    site_id: int
    question: str
    verbatim: str


@dataclass
class Wording:
    """Answers equal but for case, width and spaces; ``record_id`` and ``question``: one of them."""

    dictionary: Dictionary
    verbatim: str
    record_id: int
    question: str
    count: int = 0
    asked: dict[str, str] = field(default_factory=dict)


def coded_questions(dictionary: Dictionary | None = None) -> list[Coded]:
    """The questions whose answers are coded, in the order of the forms."""
    return [
        Coded(crf, question)
        for crf in crfs()
        for question in crf.questions()
        if (coded_with := getattr(question, "coded_with", "")) and dictionary in {None, coded_with}
    ]


def complete_answers(coded: Coded, by=None) -> QuerySet:
    """Rows of complete records that answer the question: of all sites, or where ``by`` codes."""
    name = coded.question.name
    rows = coded.crf.objects.visible_to(by, Permission.CODE) if by else coded.crf.objects.all()
    answered = rows.filter(record__state=State.COMPLETE, **{f"{name}__isnull": False})
    return answered.exclude(record__hidden__contains=[name])


def waiting(coded: Coded, by=None) -> QuerySet:
    """The answers without a term, or with one for what they said before."""
    name = coded.question.name
    held = Coding.objects.filter(
        record=OuterRef("pk"), question=name, verbatim=OuterRef(name), ended_at=None
    )
    return complete_answers(coded, by).filter(~Exists(held))


def codings_in_force(by=None) -> QuerySet[Coding]:
    """The codings whose verbatim still is the answer of a complete record."""
    codings = Coding.objects.visible_to(by, Permission.CODE) if by else Coding.objects.all()
    return codings.filter(reduce(or_, map(_still_said, coded_questions())), ended_at=None)


def _still_said(coded: Coded) -> Q:
    name = coded.question.name
    same = complete_answers(coded).filter(pk=OuterRef("record_id"), **{name: OuterRef("verbatim")})
    return Q(Exists(same), question=name)


def answers(rows: QuerySet, coded: Coded) -> Iterator[Answer]:
    """The rows as answers."""
    name = coded.question.name
    places = rows.values_list("pk", "record__subject_id", "record__site_id", name)
    for record_id, subject_id, site_id, verbatim in places:
        yield Answer(record_id, subject_id, site_id, name, verbatim)


def equal_answers(dictionary: Dictionary, verbatim: str, by) -> list[Answer]:
    """Every answer that is the same but for case, width and spaces, where ``by`` codes."""
    folded = fold(verbatim)
    found: list[Answer] = []
    for coded in coded_questions(dictionary):
        name, rows = coded.question.name, complete_answers(coded, by)
        written = rows.order_by().values_list(name, flat=True).distinct()
        spellings = [text for text in written if fold(text) == folded]
        found += answers(rows.filter(**{f"{name}__in": spellings}).order_by("pk"), coded)
    return found


def waiting_wordings(by) -> list[Wording]:
    """What waits for a term where ``by`` codes, the most frequent first."""
    wordings: dict[tuple[Dictionary, str], Wording] = {}
    for coded in coded_questions():
        name = coded.question.name
        counted = waiting(coded, by).order_by().values_list(name).annotate(Count("pk"), Min("pk"))
        for verbatim, count, record_id in counted.order_by("-pk__count", name):
            wording = wordings.setdefault(
                (coded.dictionary, fold(verbatim)),
                Wording(coded.dictionary, verbatim, record_id, name),
            )
            wording.count += count
            wording.asked[coded.crf.form] = f"{coded.crf.title}: {coded.question.label}"
    return sorted(wordings.values(), key=lambda one: (-one.count, one.verbatim))


def codings_of(found: list[Answer]) -> dict[Answer, Coding]:
    """The coding that each answer has, if it is for what the answer says."""
    by_place: dict = defaultdict(dict)
    records = {answer.record_id for answer in found}
    for coding in Coding.objects.filter(record__in=records, ended_at=None):
        by_place[coding.record_id][coding.question] = coding
    return {
        answer: coding
        for answer in found
        if (coding := by_place[answer.record_id].get(answer.question))
        and coding.verbatim == answer.verbatim
    }
