"""What was computed about subjects and about the trial, and how far each computation has seen."""

from django.db import models

from edc.access import SiteScoped
from edc.models.site import Site, Subject


class Definition(models.Model):
    """The rules that outcomes are found by, with every number of the protocol as they used it."""

    name = models.CharField(max_length=64, unique=True)
    parameters = models.JSONField()

    def __str__(self):
        return self.name


class Standing(models.Model):
    """How far a computation has followed a subject.

    Due again when the subject has a newer event than position ``through``, when ``definition`` is
    no longer the current one, or from ``next_look_on`` on, when a window passes without any event.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="standings")
    purpose = models.CharField(max_length=20)
    through = models.BigIntegerField()
    definition = models.CharField(max_length=64)
    next_look_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "purpose"], name="standing_once"),
        ]

    def __str__(self):
        return f"{self.subject} {self.purpose} through {self.through}"


class Assessment(models.Model):
    """A computed outcome of one subject, kept when it differs from the one before.

    ``outcome`` is what was found by the rules of ``definition``. ``basis`` holds the facts it was
    found from, the records read, by form, with their versions, and the assessment it follows;
    ``fingerprint`` is the hash of both: no two are equal in subject, definition and facts.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="assessments")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    definition = models.CharField(max_length=64)
    outcome = models.JSONField()
    basis = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    position = models.BigIntegerField()
    computed_at = models.DateTimeField()

    site_path = "site"
    objects = SiteScoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "purpose", "definition", "fingerprint"],
                name="assessment_differs",
            )
        ]
        indexes = [models.Index(fields=["purpose", "subject", "-id"], name="assessment_newest")]

    def __str__(self):
        return f"{self.subject} {self.purpose} {self.outcome}"


class Result(models.Model):
    """An estimate of one endpoint in one population, with each subject's contribution.

    ``estimates`` has one entry a day: n, events, at_risk, estimate, se, ci_low, ci_high;
    ``contributions`` one a subject. A new row is stored only when something differs.
    """

    endpoint = models.CharField(max_length=10)
    population = models.CharField(max_length=30)
    definition = models.CharField(max_length=64)
    method = models.CharField(max_length=100)
    estimates = models.JSONField()
    contributions = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    position = models.BigIntegerField()
    cutoff_date = models.DateField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "population", "definition", "fingerprint"],
                name="result_differs",
            )
        ]
        indexes = [models.Index(fields=["endpoint", "population", "-id"], name="result_newest")]

    def __str__(self):
        return f"{self.endpoint} {self.population} at {self.position}"
