"""Hospitals, the people treated there, and the visits that happened."""

from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse

from edc.access import SiteScoped
from edc.text import T


class Site(models.Model):
    """A hospital taking part. Times at the site are shown in its zone."""

    code = models.CharField(max_length=4, unique=True)
    name_en = models.CharField(max_length=200)
    name_zh = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=50, default="Asia/Shanghai")

    site_path = "pk"
    objects = SiteScoped.as_manager()

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("site", args=[self.code])

    @property
    def name(self):
        return T(self.name_en, self.name_zh)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def site(self) -> "Site":
        """Itself: forms about a site and about a subject are treated alike."""
        return self

    @property
    def site_id(self) -> int:
        return self.pk


class Subject(models.Model):
    """A person in the trial: known for ever by screening number, shown by subject number."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="subjects")
    screening_number = models.CharField(max_length=12, unique=True)
    number = models.CharField(max_length=12, unique=True, null=True)

    site_path = "site"
    objects = SiteScoped.as_manager()

    class Meta:
        ordering = ["screening_number"]

    def __str__(self):
        return self.number or self.screening_number

    def get_absolute_url(self):
        return reverse("subject", args=[self.screening_number])

    @property
    def zone(self) -> ZoneInfo:
        return self.site.zone


class Visit(models.Model):
    """A visit that happened or is about to; its date is an answer of the visit record."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="visits")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    sequence = models.PositiveSmallIntegerField(default=1)

    site_path = "site"
    objects = SiteScoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "code", "sequence"], name="visit_once"),
        ]

    def __str__(self):
        return f"{self.subject} {self.code}.{self.sequence}"
