"""Mails about initial reports of serious events: who was told of which, and when."""

from django.db import models
from django.db.models import Q

from edc.codelists import Codelist
from edc.models import Record, User
from edc.text import T


class Level(Codelist):
    """How urgent an initial report is."""

    SOON = "SOON", T("Initial report due soon", "首次报告即将到期")
    OVERDUE = "OVERDUE", T("Initial report overdue", "首次报告已逾期")


class Notice(models.Model):
    """One attempt to tell one person of one serious event. Written once, after the attempt.

    ``refusal`` is empty when the mail server took the mail, which happens once for each event,
    level and person; otherwise it says what went wrong, and the next attempt has a row of its own.
    ``due_at``: when the report was due, as known then.
    """

    event = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=254)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    refusal = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "level", "person"],
                condition=Q(refusal=""),
                name="notice_sent_once",
            ),
            models.CheckConstraint(
                condition=Q(level__in=["SOON", "OVERDUE"]), name="notice_level_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.level} {self.person}"
