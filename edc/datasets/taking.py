"""Taking a dataset away: what a reader may have of it, noted in the access log before it leaves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse

from edc import positions
from edc.access import Permission, require, sites_where
from edc.datasets.copying import Format, Manifest, file_of, manifest_of
from edc.datasets.reading import Dataset, Reading, Source
from edc.models import AccessEntry


@dataclass(frozen=True)
class File:
    """A dataset written in one format, for one reader. ``position``: it knows all events so far."""

    dataset: Dataset
    ending: Format
    source: Source
    position: int

    @property
    def name(self) -> str:
        return f"{self.dataset.name}.{self.ending}"

    def blocks(self) -> Iterator[bytes]:
        """The bytes of the file, read as they are asked for."""
        return file_of(self.source, self.ending)

    def manifest(self) -> Manifest:
        """Rows, size and hash of the file as it is now."""
        return manifest_of(self.source, self.ending)


def take(
    *, dataset: Dataset, ending: Format, by, request, with_drafts=False, with_personal=False
) -> File:
    """The file for somebody who may have it. Raises PermissionDenied."""
    if with_personal:
        require(by, Permission.SEE_PERSONAL)
    reading = Reading(
        sites=sites_read(dataset, {Permission.EXPORT, dataset.needs}, by=by),
        is_flat=ending == Format.CSV,
        with_drafts=with_drafts,
        with_personal=with_personal,
    )
    note_reading(request, by=by)
    return File(dataset, ending, dataset.source(reading), positions.newest())


def note_reading(request, *, by) -> None:
    """Enter in the access log what is about to be read."""
    what = request.get_full_path()[:200]
    AccessEntry.objects.create(user=by, what=what, request_id=request.id)


def attachment(file: File) -> StreamingHttpResponse:
    """The file as the answer to a request. What breaks it off breaks off the connection."""
    answer = StreamingHttpResponse(file.blocks(), content_type=file.ending.media_type)
    answer["X-Position"] = str(file.position)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def sites_read(dataset: Dataset, needed: set[Permission], *, by) -> frozenset[int] | None:
    """The sites where somebody holds each right, None for all. Raises PermissionDenied."""
    for permission in needed:
        require(by, permission)
    allowed = [sites_where(by, permission) for permission in needed]
    limited = [frozenset(sites) for sites in allowed if sites is not None]
    if limited and dataset.is_pooled:
        raise PermissionDenied(dataset.needs.value)
    return frozenset.intersection(*limited) if limited else None
