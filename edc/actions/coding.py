"""Coding answers: what can be found is found by itself, the rest is a person's choice."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from edc import audit
from edc.access import Permission, Role, role_for
from edc.actions import accounts, dictionaries
from edc.actions.dictionaries import NotInDictionary
from edc.coding import answers, meanings
from edc.coding.answers import Answer
from edc.coding.folding import fold
from edc.coding.meanings import Meaning
from edc.models import Coding
from edc.models.coding import Dictionary, How

AT_ONCE = 500


class NoVersion(Exception):
    """No version of the dictionary is in use."""


class Changed(Exception):
    """There are more such answers, or fewer, than were shown before the choice."""


class Decision(NamedTuple):
    """Which term an answer means, and how that was found."""

    answer: Answer
    meaning: Meaning
    how: How


def code_automatically(*, by=None) -> int:
    """Code what waits by exact match, then by synonym; how many. The system does, or a person."""
    return sum(_code_automatically(dictionary, by) for dictionary in Dictionary)


def _code_automatically(dictionary, by) -> int:
    version = dictionaries.in_use(dictionary)
    if not version:
        return 0
    found = [
        answer
        for coded in answers.coded_questions(dictionary)
        for answer in answers.answers(answers.waiting(coded, by), coded)
    ]
    texts = {fold(answer.verbatim) for answer in found}
    exact = meanings.exact_matches(dictionary, version, texts)
    listed = meanings.synonyms(dictionary, version, texts - exact.keys())
    terms = meanings.meanings(dictionary, version, {*exact.values(), *listed.values()})
    decided = [
        Decision(answer, terms[code], How.EXACT if text in exact else How.SYNONYM)
        for answer in found
        if (code := exact.get(text := fold(answer.verbatim)) or listed.get(text))
    ]
    return _store(decided, by=by or accounts.system_user(), is_system=by is None, replaces=False)


def code(*, dictionary: Dictionary, verbatim: str, term: str, expected: int, by) -> int:
    """Code every equal answer where ``by`` codes; how many. ``expected``: how many were shown."""
    meaning = _current(dictionary, term)
    found = answers.equal_answers(dictionary, verbatim, by)
    if len(found) != expected:
        raise Changed(len(found))
    return _store([Decision(answer, meaning, How.MANUAL) for answer in found], by=by)


def carry_over(*, dictionary: Dictionary, terms: Iterable[str], by) -> int:
    """Code with the same terms in the version in use what is coded in another; how many."""
    version = _version(dictionary)
    known = meanings.meanings(dictionary, version, terms)
    if gone := [term for term in terms if term not in known or not known[term].is_current]:
        raise NotInDictionary(*gone)
    others = answers.codings_in_force(by).filter(dictionary=dictionary, code__in=known)
    decided = [
        Decision(
            Answer(old.record_id, old.subject_id, old.site_id, old.question, old.verbatim),
            known[old.code],
            How.CARRIED,
        )
        for old in others.exclude(version=version).order_by("record_id")
    ]
    return _store(decided, by=by)


def _version(dictionary) -> str:
    version = dictionaries.in_use(dictionary)
    if not version:
        raise NoVersion(dictionary)
    return version


def _current(dictionary, term) -> Meaning:
    meaning = meanings.meanings(dictionary, _version(dictionary), [term]).get(term)
    if meaning is None or not meaning.is_current:
        raise NotInDictionary(term)
    return meaning


def _store(decided: list[Decision], *, by, is_system=False, replaces=True) -> int:
    """Write the codings. ``replaces``: also where the answer, as it stands, has another term."""
    return sum(
        _store_some(decided[start : start + AT_ONCE], by, is_system, replaces)
        for start in range(0, len(decided), AT_ONCE)
    )


def _store_some(decided, by, is_system, replaces) -> int:
    role = Role.SYSTEM if is_system else _role(decided, by)
    now = timezone.now()
    with audit.acting(by, role=role):
        _one_at_a_time()
        records = {decision.answer.record_id for decision in decided}
        held = {
            (coding.record_id, coding.question): coding
            for coding in Coding.objects.filter(record__in=records, ended_at=None)
        }
        new = [one for one in decided if _is_new(one, held.get(_place(one)), replaces)]
        ended = [held[_place(one)].pk for one in new if _place(one) in held]
        Coding.objects.filter(pk__in=ended).update(ended_by=by, ended_at=now)
        Coding.objects.bulk_create(_coding(one, by, role, now) for one in new)
    return len(new)


def _role(decided, by) -> Role:
    """The role in which somebody codes at each of the sites."""
    roles = {role_for(by, Permission.CODE, decision.answer.site_id) for decision in decided}
    if len(roles) != 1:
        raise PermissionDenied(Permission.CODE.value)
    return roles.pop()


def _one_at_a_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('coding'))")


def _place(decision: Decision) -> tuple[int, str]:
    return decision.answer.record_id, decision.answer.question


def _is_new(decision: Decision, held: Coding | None, replaces: bool) -> bool:
    if held is None or held.verbatim != decision.answer.verbatim:
        return True
    same = (decision.meaning.version, decision.meaning.code)
    return replaces and (held.version, held.code) != same


def _coding(decision: Decision, by, role, now) -> Coding:
    answer, meaning, how = decision
    return Coding(
        **answer._asdict(),
        dictionary=meaning.dictionary,
        version=meaning.version,
        code=meaning.code,
        name=" · ".join(meaning.names[language] for language in sorted(meaning.names)),
        how=how,
        coded_by=by,
        coded_at=now,
        role=role,
    )
