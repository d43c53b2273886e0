"""Pages of the central laboratory: its files, what is in them, and what becomes of the rows."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from edc.access import Permission, needs
from edc.middleware import takes_file
from mrd.models import Upload
from mrd.models.upload import RowOutcome, UploadMode
from mrd.uploading import progress, showing
from mrd.uploading.actions import AlreadyUploaded, NotNow, decide, receive, waiting
from mrd.uploading.cells import MOST_BYTES, MOST_ROWS, CannotRead
from mrd.uploading.reading import all_headings

UPLOADS_A_PAGE, ROWS_A_PAGE = 20, 50
MARK_OF_UTF_8 = "\ufeff"


@needs(Permission.UPLOAD)
@takes_file(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_list(request):
    """The files so far, and a place for the next."""
    if request.method != "POST":
        return _list(request)
    file = request.FILES.get("file")
    if file is None:
        is_large = getattr(request, "file_is_too_large", False)
        return _list(request, _("The file is too large.") if is_large else _("Choose a file."))
    try:
        return redirect(receive(file=file, name=file.name, by=request.user))
    except AlreadyUploaded as known:
        messages.info(request, _("This file was uploaded before: nothing has changed."))
        return redirect(known.args[0])
    except CannotRead as why:
        return _list(request, why.args[0])


def _list(request, refusal=""):
    uploads = Upload.objects.visible_to(request.user).select_related("uploaded_by")
    context = {
        "page": Paginator(uploads.order_by("-pk"), UPLOADS_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "refusal": refusal,
        "columns": showing.columns(),
        "most_rows": MOST_ROWS,
        "most_megabytes": MOST_BYTES // 1_000_000,
    }
    return render(request, "mrd/uploads.html", context, status=422 if refusal else 200)


@needs(Permission.UPLOAD)
@require_GET
def upload_template(request):
    """An empty table with every heading, as Excel opens it."""
    table = f"{MARK_OF_UTF_8}{','.join(all_headings())}\r\n"
    headers = {"Content-Disposition": 'attachment; filename="laboratory-results.csv"'}
    return HttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers)


@needs(Permission.UPLOAD)
@require_GET
def upload_page(request, upload_id):
    """A file: how far it is, what storing it would do, or what it did."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=upload_id)
    state = request.GET.get("state", "")
    rows = showing.judged_rows(upload)
    if state in RowOutcome.values:
        rows = rows.filter(outcome=state)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    tally = showing.tally(upload)
    context = {
        "upload": upload,
        "done": progress.done_of(upload),
        "tally": tally,
        "refused": dict(tally).get(RowOutcome.REFUSED, 0),
        "page": page,
        "state": state,
        "lines": showing.lines_of(page.object_list),
        "may_store": not upload.is_working and waiting(upload).exists(),
        "modes": UploadMode,
    }
    return render(request, "mrd/upload.html", context)


@needs(Permission.UPLOAD)
@require_GET
def upload_progress(request, upload_id):
    """How far the work is, for a page that waits; when it is done the page is drawn anew."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=upload_id)
    context = {"upload": upload, "done": progress.done_of(upload)}
    response = render(request, "mrd/progress.html", context)
    if not upload.is_working:
        response["HX-Refresh"] = "true"
    return response


@needs(Permission.UPLOAD)
@require_POST
def upload_store(request, upload_id):
    """Store the rows: all or nothing, or row by row."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=upload_id)
    mode = request.POST.get("mode")
    try:
        if mode in UploadMode.values:
            decide(upload=upload, mode=mode, by=request.user)
    except NotNow:
        messages.info(request, _("Nothing of this file waits to be stored."))
    return redirect(upload)
