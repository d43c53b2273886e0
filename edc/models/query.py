"""Questions to the site, about an answer or about a subject, and what was said."""

from django.db import models
from django.db.models import Q

from edc.access import SiteScoped
from edc.codelists import Codelist
from edc.models.account import User
from edc.models.record import Record
from edc.models.site import Site, Subject
from edc.text import T


class QueryState(Codelist):
    """Open: the site owes an answer. Answered: the asker looks at it. Closed: settled."""

    OPEN = "OPEN", T("Open", "待回复")
    ANSWERED = "ANSWERED", T("Answered", "已回复")
    CLOSED = "CLOSED", T("Closed", "已关闭")


class QueryAct(Codelist):
    """A step in the life of a query."""

    RAISED = "RAISED", T("Raised", "提出")
    ANSWERED = "ANSWERED", T("Answered", "回复")
    CLOSED = "CLOSED", T("Closed", "关闭")
    REOPENED = "REOPENED", T("Reopened", "重新打开")


# What an address of a query is made of.
PLACE = ("site", "subject__site", "record__visit", "record__site", "record__subject")


class Query(models.Model):
    """A query on one question of one record: raised by a person, or by a check that fails.

    A query about a subject as a whole has neither record nor question.

    ``check_id`` is empty for a person's query. ``basis`` is the fingerprint of the values the check
    read when it last fired: a settled query of a check opens again only when they change.
    ``values`` is what the check's message names.
    """

    record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="queries")
    subject = models.ForeignKey(
        Subject, null=True, on_delete=models.PROTECT, related_name="queries"
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=60, blank=True)
    check_id = models.CharField(max_length=80, blank=True, default="")
    basis = models.CharField(max_length=64, blank=True, default="")
    values = models.JSONField(default=dict, db_default={})
    state = models.CharField(max_length=10, choices=QueryState.choices, default=QueryState.OPEN)

    site_path = "site"
    objects = SiteScoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "check_id", "question"],
                condition=~Q(check_id=""),
                name="one_query_a_check",
            ),
            models.UniqueConstraint(
                fields=["subject", "check_id"],
                condition=Q(record=None) & ~Q(check_id=""),
                name="one_query_a_check_of_a_subject",
            ),
            models.CheckConstraint(
                condition=(Q(record__isnull=False) & ~Q(question=""))
                | Q(record=None, subject__isnull=False, question=""),
                name="query_is_on_a_question_or_about_a_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "state"], condition=~Q(state="CLOSED"), name="query_unsettled"
            )
        ]

    def __str__(self):
        about = f"{self.record} {self.question}" if self.record else self.owner
        return f"{about}: {self.check_id or 'manual'} {self.state}"

    def get_absolute_url(self):
        """Where it can be answered: beside its question, or on the page of its subject."""
        if self.record is None:
            return f"{self.owner.get_absolute_url()}#query-{self.pk}"
        return f"{self.record.get_absolute_url()}#q-{self.question}"

    @property
    def owner(self) -> Subject | Site:
        """Whom it is about: a subject, or the site itself."""
        return self.subject or self.site


class QueryStep(models.Model):
    """What was said or done about a query, by whom and when."""

    query = models.ForeignKey(Query, on_delete=models.PROTECT, related_name="steps")
    record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=QueryAct.choices)
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False) | Q(subject__isnull=False),
                name="query_step_is_about_a_record_or_a_subject",
            )
        ]

    def __str__(self):
        return f"{self.query_id} {self.act}"
