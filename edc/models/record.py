"""The envelope of one form."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from edc.access import SiteScoped
from edc.codelists import Codelist
from edc.models.site import Site, Subject, Visit
from edc.text import T


class State(Codelist):
    """Draft: saved as it is typed. Complete: hard checks hold, every change needs a reason."""

    DRAFT = "DRAFT", T("Draft", "草稿")
    COMPLETE = "COMPLETE", T("Complete", "已完成")
    REMOVED = "REMOVED", T("Removed", "已移除")


class Record(models.Model):
    """Whose form, which, in what state. The answers live in the form's own table.

    A form about a site has no subject.

    ``line`` counts the records of a form at a visit, or of the subject outside visits. ``version``
    counts the writes. ``hidden`` names answered questions that do not apply: kept, but blank for
    facts, checks and datasets until somebody clears or shows them.
    """

    subject = models.ForeignKey(
        Subject, null=True, on_delete=models.PROTECT, related_name="records"
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="records")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    form = models.CharField(max_length=40)
    line = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    form_version = models.PositiveSmallIntegerField(default=1)
    hidden = ArrayField(models.CharField(max_length=60), default=list, db_default=[])

    site_path = "site"
    objects = SiteScoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "subject", "visit", "form", "line"],
                name="record_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["DRAFT", "COMPLETE", "REMOVED"]),
                name="record_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(visit=None) | ~models.Q(subject=None),
                name="record_at_a_visit_is_a_subjects",
            ),
        ]
        indexes = [
            models.Index(fields=["form", "site"], name="record_form_site"),
            models.Index(fields=["subject", "form"], name="record_subject_form"),
        ]

    def __str__(self):
        return f"{self.owner} {self.visit.code if self.visit else ''} {self.form} {self.line}"

    def get_absolute_url(self):
        visit = self.visit and (self.visit.code, self.visit.sequence)
        return record_url("record", self.owner, visit, self.form, self.line)

    @property
    def owner(self) -> Subject | Site:
        """Whom the form is about: a subject, or the site itself."""
        return self.subject or self.site


def envelope_of(owner: Subject | Site) -> dict:
    """The columns that say whose a record is."""
    subject = owner if isinstance(owner, Subject) else None
    return {"subject": subject, "site": owner.site}


def record_url(name, owner, visit, form, line, *more) -> str:
    """Address of a record's page (``name``: record), of one of its companions, or resource."""
    if isinstance(owner, Site):
        return reverse(f"{name}-of-site", args=[owner.code, form, line, *more])
    if visit is None:
        return reverse(name, args=[owner.screening_number, form, line, *more])
    return reverse(f"{name}-at-visit", args=[owner.screening_number, *visit, form, line, *more])
