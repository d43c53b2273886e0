"""Subjects: those that the caller may know of, and giving a person in screening a number."""

from django.db import IntegrityError
from django.http import Http404
from rest_framework import status
from rest_framework.response import Response

from edc.access import Permission, require
from edc.actions import subjects
from edc.api.answers import open_queries, place_of
from edc.api.errors import Refusal
from edc.api.parsing import Digits
from edc.api.resource import (
    AFTER,
    AFTER_NUMBER,
    MOST_ROWS,
    Resource,
    bad_field,
    fields,
    limit,
    page,
)
from edc.models import Site, Subject
from edc.models.record import record_url
from edc.places import subject_known_to
from edc.text import T

NOT_A_NUMBER_HERE = T(
    "A screening number of the site looks like S01-012.", "本中心筛选号的格式如S01-012。"
)
IS_TAKEN = T("The screening number is taken.", "该筛选号已被使用。")


def row_of(subject: Subject) -> dict:
    """A subject as the interface shows it."""
    return {
        "screening_number": subject.screening_number,
        "subject_number": subject.number,
        "site": subject.site.code,
    }


class SubjectList(Resource):
    """The subjects of the caller's sites, by screening number; and registration."""

    needs = Permission.VIEW
    takes = {"after": AFTER_NUMBER, "limit": limit(MOST_ROWS)}
    bodies = {"POST": "NewSubject"}
    answers = {"GET": {200: "SubjectPage"}, "POST": {201: "Subject"}}

    def get(self, request):
        most = self.asked["limit"]
        found = Subject.objects.visible_to(request.user).select_related("site")
        following = found.filter(screening_number__gt=self.asked["after"])
        subjects_found = list(following.order_by("screening_number")[: most + 1])
        shown = subjects_found[:most]
        last = shown[-1].screening_number if shown else ""
        return page(request, map(row_of, shown), last, len(subjects_found) <= most)

    def post(self, request):
        """Give a person in screening the next number of the site, or the one printed on paper."""
        given = fields(request.data, "site", "screening_number")
        code, number = (_text(given, name) for name in ("site", "screening_number"))
        site = Site.objects.visible_to(request.user).filter(code=code).first()
        if site is None:
            raise Http404
        require(request.user, Permission.REGISTER, site.pk)
        try:
            subject = subjects.register(site=site, by=request.user, screening_number=number)
        except subjects.WrongNumber:
            raise _refused(NOT_A_NUMBER_HERE) from None
        except IntegrityError:
            raise _refused(IS_TAKEN) from None
        return Response(row_of(subject), status=status.HTTP_201_CREATED)


class SubjectResource(Resource):
    """One subject, with what is asked about it as a whole."""

    needs = Permission.VIEW
    answers = {"GET": {200: "WholeSubject"}}

    def get(self, request, screening_number):
        subject = subject_known_to(request.user, screening_number)
        asked = open_queries(subject.queries.filter(record=None))
        return Response(row_of(subject) | {"queries": asked})


class RecordList(Resource):
    """The records of one subject, in the order in which they were begun."""

    needs = Permission.VIEW
    takes = {"after": AFTER, "limit": limit(MOST_ROWS)}
    answers = {"GET": {200: "RecordPage"}}

    def get(self, request, screening_number):
        subject, most = subject_known_to(request.user, screening_number), self.asked["limit"]
        begun = subject.records.filter(pk__gt=self.asked["after"]).order_by("pk")
        found = list(begun.select_related("visit", "site", "subject__site")[: most + 1])
        shown = found[:most]
        last = shown[-1].pk if shown else 0
        return page(request, map(_record_row, shown), last, len(found) <= most)


def _record_row(record) -> dict:
    visit = record.visit and (record.visit.code, record.visit.sequence)
    url = record_url("api-record", record.owner, visit, record.form, record.line)
    return place_of(record) | {"state": record.state, "version": record.version, "url": url}


def _text(given, name) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or isinstance(value, Digits) or "\0" in value:
        raise bad_field(name)
    return value.encode(errors="replace").decode()


def _refused(message) -> Refusal:
    return Refusal(
        status.HTTP_422_UNPROCESSABLE_ENTITY, "refused", message, names=["screening_number"]
    )
