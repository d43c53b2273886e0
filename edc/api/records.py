"""Forms of subjects and sites: read, written, completed, removed by the actions of pages."""

from django.http import Http404
from rest_framework import status
from rest_framework.response import Response

from edc.access import Permission
from edc.actions import entry as entering
from edc.api import writing
from edc.api.answers import answers_of, representation
from edc.api.entries import entry_in, reason_in, version_in
from edc.api.errors import Refusal
from edc.api.resource import Resource, fields
from edc.crf import crf_named
from edc.models import Record
from edc.places import place_known_to
from edc.text import T

CHANGED_SINCE = T("The record changed since that version.", "该版本之后记录已更改。")
SAY_WHY = T("Say why the record is removed.", "请说明移除原因。")

WRITTEN = {
    200: "SavedRecord",
    201: "SavedRecord",
    409: "RefusedEntry",
    422: "RefusedEntry",
    428: "RefusedEntry",
}


class RecordResource(Resource):
    """One form of one subject, at a visit or outside visits, or of a site."""

    needs = Permission.VIEW
    bodies = {"PUT": "Entry", "PATCH": "Entry", "DELETE": "Removal"}
    answers = {
        "GET": {200: "Record"},
        "PUT": WRITTEN,
        "PATCH": WRITTEN,
        "DELETE": {200: "Record", 409: "Refusal", 422: "Refusal"},
    }

    def get(self, request, **where):
        record = _record_at(place_known_to(request.user, **where))
        return Response(representation(record, answers_of(record)))

    def put(self, request, **where):
        """Write the whole form: a question that is not given is cleared."""
        return self._write(request, where, is_whole=True)

    def patch(self, request, **where):
        """Write the given questions; the others stay."""
        return self._write(request, where, is_whole=False)

    def delete(self, request, **where):
        """Take the record out of everything that counts; it stays visible with the reason."""
        record = _record_at(place_known_to(request.user, **where))
        given = fields(request.data, "reason", "version")
        why, version = reason_in(given), version_in(given)
        if not why:
            raise Refusal(status.HTTP_422_UNPROCESSABLE_ENTITY, "reason_missing", SAY_WHY)
        if version not in {None, record.version}:
            raise Refusal(
                status.HTTP_409_CONFLICT, "conflict", CHANGED_SINCE, version=record.version
            )
        with writing.refusals():
            entering.remove(record=record, why=why, by=request.user)
        record = _record_at(place_known_to(request.user, **where))
        return Response(representation(record, answers_of(record)))

    def _write(self, request, where, *, is_whole):
        place = place_known_to(request.user, **where)
        crf = crf_named(place.form)
        entry = entry_in(request.data, crf)
        if is_whole:
            entry.become_whole(crf)
        before = entering.find(place=place)
        outcome = writing.save(place, entry, before, by=request.user)
        body = writing.body_of(outcome, entry)
        if outcome.conflicts:
            return Response(body, status=status.HTTP_409_CONFLICT)
        if outcome.is_refused or entry.refused:
            return Response(body, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
        return Response(body, status=status.HTTP_200_OK if before else status.HTTP_201_CREATED)


def _record_at(place) -> Record:
    record = entering.find(place=place)
    if record is None:
        raise Http404
    return record
