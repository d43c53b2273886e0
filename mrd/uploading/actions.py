"""A file is received, checked by a worker, and stored by one when somebody has decided."""

import hashlib
from collections.abc import Callable
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from edc import audit
from edc.access import Permission, Role, require
from edc.actions import assessing
from edc.models import User
from mrd.models import Upload, UploadRow, UploadVerdict
from mrd.models.upload import RowOutcome, UploadMode, UploadState
from mrd.uploading.judging import known_of
from mrd.uploading.reading import ASSAY, SPECIMEN, read
from mrd.uploading.storing import rehearsed, settled

OPEN = (RowOutcome.REFUSED, RowOutcome.DISCREPANCY)
TOGETHER, KEPT_TOGETHER = 20, 100
A_PIECE = 65_536
LONGEST_NAME = 200
# All in one transaction takes longer than a page may. A running clock can be stopped, not reset.
WITHOUT_HURRY = "SET LOCAL transaction_timeout = 0"


class AlreadyUploaded(Exception):
    """The same file came before; ``args[0]`` is that upload."""


class NotNow(Exception):
    """The upload is not in a state in which it can be stored."""


def receive(*, file, name: str, by) -> Upload:
    """Keep the rows of a file and have them checked. Raises AlreadyUploaded, CannotRead."""
    require(by, Permission.UPLOAD)
    sha256 = digest_of(file)
    if known := Upload.objects.visible_to(by).filter(sha256=sha256).first():
        raise AlreadyUploaded(known)
    written_as, rows = read(file, name)
    try:
        with audit.acting(by, role=Role.LABORATORY):
            upload = Upload.objects.create(
                file_name=printable(name),
                sha256=sha256,
                written_as=written_as,
                row_count=0,
                uploaded_by=by,
                uploaded_at=timezone.now(),
            )
            upload.row_count = _keep(upload, rows)
            upload.save(update_fields=["row_count"])
            assessing.nudge()
    except IntegrityError:
        raise AlreadyUploaded(Upload.objects.get(uploaded_by=by, sha256=sha256)) from None
    return upload


def digest_of(file) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(A_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:]


def _keep(upload, rows) -> int:
    count = 0
    while some := list(islice(rows, KEPT_TOGETHER)):
        UploadRow.objects.bulk_create(
            UploadRow(
                upload=upload,
                number=given.number,
                specimen_number=given.content.get(SPECIMEN, ""),
                assay=given.content.get(ASSAY, "").upper(),
                content=given.content,
                remarks=given.remarks,
            )
            for given in some
        )
        count += len(some)
    return count


def decide(*, upload: Upload, mode: str, by) -> None:
    """Have the rows stored that are not stored yet: all or nothing, or row by row."""
    require(by, Permission.UPLOAD)
    with audit.acting(by, role=Role.LABORATORY):
        held = Upload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk).first()
        if held is None or held.is_working or not waiting(held).exists():
            raise NotNow
        held.mode, held.state = UploadMode(mode), UploadState.STORING
        held.round += 1
        held.save(update_fields=["mode", "state", "round"])
        assessing.nudge()


def waiting(upload: Upload):
    """The rows that this round has still to look at: refused or disputed in those before."""
    verdicts = UploadVerdict.objects.filter(row=OuterRef("pk"))
    stored = verdicts.filter(round__gt=0).exclude(outcome__in=OPEN)
    rows = upload.rows.filter(~Exists(stored)).order_by("number")
    if upload.is_working:
        rows = rows.filter(~Exists(verdicts.filter(round=upload.round)))
    return rows


def unfinished() -> list[int]:
    """Ids of the uploads that a worker has to go on with."""
    working = [UploadState.CHECKING, UploadState.STORING]
    return list(
        Upload.objects.filter(state__in=working).order_by("pk").values_list("pk", flat=True)
    )


def go_on(upload_id: int, tell: Callable[[Upload, int], None]) -> bool:
    """Do the next piece of work, one transaction; whether there is more.

    What another worker has in hand is left to it. ``tell`` hears of progress that nobody can see.
    """
    with audit.through(channel="IMPORT", request_id=f"upload-{upload_id}"), transaction.atomic():
        free = Upload.objects.select_for_update(skip_locked=True)
        upload = free.filter(pk=upload_id).first()
        if upload is None or not upload.is_working:
            return False
        by = User.objects.get(pk=upload.uploaded_by_id)
        if upload.state == UploadState.STORING and upload.mode == UploadMode.ALL:
            return _store_all(upload, by, tell)
        judge = rehearsed if upload.state == UploadState.CHECKING else settled
        rows = list(waiting(upload)[:TOGETHER])
        _keep_verdicts(upload, _verdicts(upload, rows, by, judge))
        return len(rows) == TOGETHER or _finish(upload, by)


def _verdicts(upload, rows, by, judge):
    """A verdict on each row, as they are asked for."""
    for row in rows:
        row.upload = upload
    known = known_of(rows, by)
    return [(row, judge(row, known, by)) for row in rows]


def _keep_verdicts(upload, verdicts):
    UploadVerdict.objects.bulk_create(
        UploadVerdict(
            row=row,
            round=upload.round,
            outcome=verdict.outcome,
            result=verdict.record,
            details=verdict.details,
            at=timezone.now(),
        )
        for row, verdict in verdicts
    )


def _finish(upload, by, state=None) -> bool:
    """The work is done; there is no more."""
    checked = upload.state == UploadState.CHECKING
    upload.state = state or (UploadState.READY if checked else UploadState.DONE)
    with audit.acting(by, role=Role.LABORATORY):
        upload.save(update_fields=["state"])
    return False


def _store_all(upload, by, tell) -> bool:
    """Store every row; the first that is refused takes the others back."""
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_HURRY)
    refused: list = []
    done = 0
    with transaction.atomic():
        while not refused and (rows := list(waiting(upload)[:TOGETHER])):
            verdicts = _verdicts(upload, rows, by, settled)
            _keep_verdicts(upload, verdicts)
            refused = [each for each in verdicts if each[1].outcome == RowOutcome.REFUSED]
            done += len(rows)
            tell(upload, done)
        transaction.set_rollback(bool(refused))
    _keep_verdicts(upload, refused)
    return _finish(upload, by, UploadState.READY if refused else UploadState.DONE)
