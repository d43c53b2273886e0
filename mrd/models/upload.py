"""A file of results from the central laboratory: its rows, and what became of each."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from edc.access import Permission, Role, may, sites_where
from edc.codelists import Codelist
from edc.models import Appointment, Record, User
from edc.text import T


class UploadState(Codelist):
    """Checked and stored by a worker; in between a person looks and decides."""

    CHECKING = "CHECKING", T("Being checked", "核对中")
    READY = "READY", T("Waiting for a decision", "待确认")
    STORING = "STORING", T("Being stored", "保存中")
    DONE = "DONE", T("Finished", "已结束")


class UploadMode(Codelist):
    """What happens to good rows when others are refused."""

    ALL = "ALL", T("All or nothing", "全部保存或全部不保存")
    ROWS = "ROWS", T("Row by row", "逐行保存")


class RowOutcome(Codelist):
    """What becomes of a row."""

    FILLED = "FILLED", T("New results", "新结果")
    DISCREPANCY = "DISCREPANCY", T("Differs from the site's entry", "与中心录入不一致")
    SAME = "SAME", T("Nothing new", "无新内容")
    REPEATED = "REPEATED", T("Repeats an earlier row", "与前面的行重复")
    REFUSED = "REFUSED", T("Refused", "不予接收")


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of people who report for no site that the user does not report for."""
        if not may(user, Permission.UPLOAD):
            return self.none()
        sites = sites_where(user, Permission.UPLOAD)
        if sites is None:
            return self
        elsewhere = Appointment.objects.filter(role=Role.LABORATORY).exclude(site__in=sites)
        return self.exclude(uploaded_by__in=elsewhere.values("user"))


class Upload(models.Model):
    """One file. ``written_as`` names its format and encoding; ``round`` counts the storings."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    written_as = models.CharField(max_length=20)
    row_count = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=UploadState.choices, default=UploadState.CHECKING
    )
    mode = models.CharField(max_length=10, choices=UploadMode.choices, blank=True, default="")
    round = models.PositiveSmallIntegerField(default=0)

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uploaded_by", "sha256"], name="upload_once"),
            models.CheckConstraint(
                condition=Q(state__in=["CHECKING", "READY", "STORING", "DONE"]),
                name="upload_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(mode="", round=0) | Q(mode__in=["ALL", "ROWS"], round__gt=0),
                name="upload_is_stored_in_a_mode",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["STORING", "DONE"]) | Q(round__gt=0),
                name="upload_is_stored_when_asked",
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("upload", args=[self.pk])

    @property
    def is_working(self) -> bool:
        return self.state in {UploadState.CHECKING, UploadState.STORING}


class UploadRow(models.Model):
    """A row as given: the filled cells by heading. Written once.

    ``number`` counts as a spreadsheet does, the headings being row 1. ``remarks`` says by heading
    what was odd about a cell.
    """

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    specimen_number = models.TextField()
    assay = models.TextField()
    content = models.JSONField()
    remarks = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="upload_row_once")]
        indexes = [
            models.Index(fields=["upload", "specimen_number", "assay"], name="upload_row_of_result")
        ]

    def __str__(self):
        return f"{self.upload} {self.number}"


class UploadVerdict(models.Model):
    """What becomes of a row: in round 0 if it were stored, later when it was. Written once.

    ``details``: the problems in both languages, and the answers that are filled or differ.
    """

    row = models.ForeignKey(UploadRow, on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=RowOutcome.choices)
    result = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "round"], name="upload_verdict_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["FILLED", "DISCREPANCY", "SAME", "REPEATED", "REFUSED"]),
                name="upload_outcome_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.row} {self.round} {self.outcome}"
