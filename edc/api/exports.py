"""Datasets as files, streamed as PostgreSQL writes them."""

from django.http import Http404
from django.urls import reverse
from rest_framework import status
from rest_framework.response import Response

from edc.access import Permission, may
from edc.api.errors import Refusal, unknown
from edc.api.resource import AFTER, UNKNOWN_PARAMETER, Resource, limit, one_of, page
from edc.datasets import Dataset, datasets
from edc.datasets.copying import Format
from edc.datasets.taking import File, attachment, take
from edc.text import T, both

MOST_DATASETS = 500

NO_END = T(
    "Over HTTP/1.0 a file that broke off would look whole. Use HTTP/1.1.",
    "HTTP/1.0无法识别传输中断的文件，请使用HTTP/1.1。",
)


class DatasetList(Resource):
    """The datasets that the caller may read."""

    needs = Permission.EXPORT
    takes = {"after": AFTER, "limit": limit(MOST_DATASETS)}
    answers = {"GET": {200: "DatasetPage"}}

    def get(self, request):
        mine = [row_of(d) for d in datasets().values() if may(request.user, d.needs)]
        first = self.asked["after"]
        end = first + self.asked["limit"]
        return page(request, mine[first:end], end, end >= len(mine))


def row_of(dataset: Dataset) -> dict:
    """A dataset, and where its files are."""
    english, chinese = both(dataset.title)
    files = {ending.value: reverse("api-dataset", args=[dataset.name, ending]) for ending in Format}
    return {"name": dataset.name, "title_en": english, "title_zh": chinese, "files": files}


class DatasetResource(Resource):
    """A dataset as a file of the kind that its address ends in."""

    needs = Permission.EXPORT
    takes = {
        "state": one_of(
            "complete", "all", about="Complete records, or drafts and removed ones too."
        ),
        "include_personal": one_of(
            "false", "true", about="With answers that are personal data, for who may see them."
        ),
    }
    answers = {"GET": {200: "File"}}

    def get(self, request, name, ending):
        if request.META.get("SERVER_PROTOCOL") == "HTTP/1.0":
            raise Refusal(status.HTTP_505_HTTP_VERSION_NOT_SUPPORTED, "no_end", NO_END)
        return attachment(self._file(request, name, ending))

    def _file(self, request, name, ending) -> File:
        try:
            dataset, written_as = datasets()[name], Format(ending)
        except (KeyError, ValueError):
            raise Http404 from None
        if self.asked["state"] and not dataset.has_drafts:
            raise unknown("unknown_parameter", UNKNOWN_PARAMETER, ["state"])
        return take(
            dataset=dataset,
            ending=written_as,
            by=request.user,
            request=request,
            with_drafts=self.asked["state"] == "all",
            with_personal=self.asked["include_personal"] == "true",
        )


class ManifestResource(DatasetResource):
    """What a whole file of the dataset is: position, rows, size, SHA-256."""

    answers = {"GET": {200: "Manifest"}}

    def get(self, request, name, ending):
        file = self._file(request, name, ending)
        known = {"dataset": name, "format": ending, "position": file.position}
        return Response(known | file.manifest()._asdict())
