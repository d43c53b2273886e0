"""Datasets for people at a browser: the list, and a file."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from edc.access import Permission, may, needs
from edc.datasets import datasets
from edc.datasets.copying import Format
from edc.datasets.taking import attachment, take


@needs(Permission.EXPORT)
@require_GET
def export_page(request):
    """The datasets that the reader may take, and in which formats."""
    mine = [d for d in datasets().values() if may(request.user, d.needs)]
    return render(request, "edc/exports.html", {"datasets": mine, "endings": list(Format)})


@needs(Permission.EXPORT)
@require_GET
def dataset_file(request, name, ending):
    """A dataset as a file; with ``state=all`` also what is not complete."""
    try:
        dataset, written_as = datasets()[name], Format(ending)
    except (KeyError, ValueError):
        raise Http404 from None
    file = take(
        dataset=dataset,
        ending=written_as,
        by=request.user,
        request=request,
        with_drafts=dataset.has_drafts and request.GET.get("state") == "all",
    )
    return attachment(file)
