"""Queries: a person's question to the site, and those that checks ask and settle by themselves."""

from django.utils import timezone

from edc import audit
from edc.access import Permission, role_for
from edc.models import Query, QueryStep
from edc.models.query import QueryAct, QueryState
from edc.questions import says_something


class NotNow(Exception):
    """The query is not in a state in which this can be done."""


class NothingSaid(Exception):
    """A step that needs words came without any."""


def raise_query(*, record, question, text, by, needed=Permission.QUERY) -> Query:
    """Ask the site about one question of a record. ``needed``: UPLOAD when a laboratory asks."""
    role = role_for(by, needed, record.site_id)
    require_words(text)
    with audit.acting(by, role=role, subject_id=record.subject_id, site_id=record.site_id):
        query = Query.objects.create(
            record=record, subject_id=record.subject_id, site_id=record.site_id, question=question
        )
        _step(query, QueryAct.RAISED, text, by, role)
    return query


def answer(*, query, text, by) -> None:
    """Say what the site found; for a check's query, that the value is correct as it is."""
    role = role_for(by, Permission.ANSWER, query.site_id)
    require_words(text)
    _move(query, {QueryState.OPEN}, QueryState.ANSWERED, QueryAct.ANSWERED, text, by, role)


def close(*, query, by, text="") -> None:
    """Settle a query."""
    role = role_for(by, Permission.QUERY, query.site_id)
    unsettled = {QueryState.OPEN, QueryState.ANSWERED}
    _move(query, unsettled, QueryState.CLOSED, QueryAct.CLOSED, text, by, role)


def reopen(*, query, text, by) -> None:
    """Ask again: the answer does not settle it."""
    role = role_for(by, Permission.QUERY, query.site_id)
    require_words(text)
    settled = {QueryState.ANSWERED, QueryState.CLOSED}
    _move(query, settled, QueryState.OPEN, QueryAct.REOPENED, text, by, role)


def require_words(text: str) -> None:
    """Raise NothingSaid unless somebody said something."""
    if not says_something(text):
        raise NothingSaid


def _move(query, states, to, act, text, by, role):
    with audit.acting(by, role=role, subject_id=query.subject_id, site_id=query.site_id):
        locked = Query.objects.select_for_update().get(pk=query.pk)
        if locked.state not in states:
            raise NotNow(locked.state)
        _to(locked, to, act, text, by, role)


def _to(query, state, act, text, by, role):
    query.state = state
    query.save(update_fields=["state", "basis", "values"])
    _step(query, act, text, by, role)


def _step(query, act, text, by, role):
    QueryStep.objects.create(
        query=query,
        record_id=query.record_id,
        subject_id=query.subject_id,
        site_id=query.site_id,
        act=act,
        text=text,
        by=by,
        role=role,
        at=timezone.now(),
    )


def settle(*, record_id, envelope, examined, failing, existing, by, role) -> None:
    """Bring the checks' queries of one record in step with what fails now.

    ``examined``: keys of the checks that were run; ``failing``: findings by key; ``existing``: the
    record's queries by key; ``envelope``: (subject id, site id). Runs inside the caller's write.
    """
    subject_id, site_id = envelope
    for (check_id, question), found in failing.items():
        query = existing.get((check_id, question)) or Query(
            record_id=record_id,
            subject_id=subject_id,
            site_id=site_id,
            question=question,
            check_id=check_id,
        )
        _ask(query, found.basis, found.values, by, role)
    for key in examined - failing.keys():
        query = existing.get(key)
        if query is not None and query.state != QueryState.CLOSED:
            query.basis = ""
            _to(query, QueryState.CLOSED, QueryAct.CLOSED, "", by, role)


def ask_about_subject(*, subject, check, basis, values, by, role) -> None:
    """Ask what a check of subjects found; once for each basis, until a person settles it.

    Runs inside the caller's write, which holds the subject: two who find the same ask it once.
    """
    about = {"subject": subject, "record": None, "check_id": check.id}
    query = Query.objects.filter(**about).first() or Query(site_id=subject.site_id, **about)
    _ask(query, basis, values, by, role)


def _ask(query, basis, values, by, role):
    """Raise the query of a check, or open it again when what the check read has changed."""
    is_new = query.pk is None
    if not is_new and query.basis == basis:
        return
    query.basis, query.values = basis, values
    if is_new:
        query.save()
        _step(query, QueryAct.RAISED, "", by, role)
    elif query.state == QueryState.OPEN:
        query.save(update_fields=["basis", "values"])
    else:
        _to(query, QueryState.OPEN, QueryAct.REOPENED, "", by, role)
