"""Completing a form through its page, beside a bare view that inserts the same columns."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import psycopg
from django.db import connection
from django.test import Client

from edc.access import Role
from edc.actions import accounts, entry, subjects
from edc.actions.entry import Place, Typed
from edc.sheets import sheet_of
from edc.views.records import url_of
from tests.bench.bare import bare_client, make_table
from tests.bench.paper import FORM, TRANSPLANT, admit
from tests.bench.timing import at_most, in_turns, line

ROUNDS = 60
URL_ENCODED = "application/x-www-form-urlencoded"
MEDIAN, P95, STATEMENTS = 0.025, 0.050, 15
ONE_FIELD = 0.012
PAGE = 0.050


class Ward:
    """A site with its staff, and patients who are about to be transplanted."""

    def __init__(self):
        system = accounts.system_user()
        self.site = accounts.open_site(code="01", name_en="One", name_zh="一", by=system)
        self.coordinator = self._seat("lin", Role.COORDINATOR, system)
        self.investigator = self._seat("ines", Role.INVESTIGATOR, system)
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.coordinator)

    def _seat(self, username, role, system):
        user = accounts.open_account(username=username, by=system)
        first_day = date(2020, 1, 1)
        accounts.appoint(user=user, role=role, site=self.site, starts_on=first_day, by=system)
        return user

    def admit(self):
        """A patient up to the transplantation."""
        subject = subjects.register(site=self.site, by=self.coordinator)
        admit(subject, by=self.coordinator, investigator=self.investigator)
        begun = Place(subject, ("HSCT", 1), FORM, 2)
        entry.save(place=begun, typed={"donor_type": Typed("MUD")}, by=self.coordinator)
        self.shown = sheet_of(place=begun, reader=self.coordinator).shown_token
        return subject

    def post(self, subject, line, body, **headers):
        url = url_of(Place(subject, ("HSCT", 1), FORM, line))
        return self.client.generic("POST", url, body, content_type=URL_ENCODED, headers=headers)

    def complete(self, subject):
        response = self.post(subject, 1, BODY)
        assert response.status_code == 302, response.content.decode()

    def save_a_field(self, subject):
        """As a browser does that knows which questions its page shows."""
        body = as_browsers_send({"donor_age": "30"}, shown=self.shown)
        assert self.post(subject, 2, body, hx_request="true").status_code == 200

    def open_matrix(self, subject):
        address = f"/subjects/{subject.screening_number}/"
        assert self.client.get(address).status_code == 200


def as_browsers_send(answers, **more):
    fields = dict(more)
    for name, answer in answers.items():
        fields |= {name: answer, f"{name}.missing": "", f"{name}.seen": "||"}
    return urlencode(fields, doseq=True)


BODY = as_browsers_send(TRANSPLANT, complete="")


def statements_of(work) -> Counter:
    """What the work asks of the database, each statement with how often."""
    asked: Counter = Counter()

    def note(execute, sql, params, many, context):
        asked[str(sql)] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return asked


def measure(database, *, show_statements=False) -> Iterator[str]:
    """The lines of the report."""
    with psycopg.connect(database.superuser_url, autocommit=True) as superuser:
        make_table(superuser)
    ward, bare = Ward(), bare_client()
    first, *patients = [ward.admit() for _ in range(ROUNDS + ROUNDS // 10 + 1)]
    asked = statements_of(lambda: ward.complete(first))
    completing, plain, saving, opening = in_turns(
        lambda number: ward.complete(patients[number]),
        lambda number: bare.generic("POST", "/", BODY, content_type=URL_ENCODED),
        lambda number: ward.save_a_field(patients[number]),
        lambda number: ward.open_matrix(patients[number]),
        rounds=ROUNDS,
    )
    count = asked.total()
    yield line(
        f"completing {FORM}, {len(TRANSPLANT)} questions",
        completing,
        completing.within(MEDIAN, P95),
    )
    yield line("bare Django view, the same columns", plain)
    yield line("ratio of the medians", f"{completing.median / plain.median:.1f}")
    yield line("statements of the completing", count, at_most(STATEMENTS, count))
    if show_statements:
        yield from (f"    {times} x {' '.join(sql.split())[:140]}" for sql, times in asked.items())
    yield line("saving one field of a draft", saving, saving.within(ONE_FIELD))
    yield line("a subject's matrix", opening, opening.within(PAGE))
