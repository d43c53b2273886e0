"""Windows on what PostgreSQL writes: events, their positions, the field-level trail."""

from django.db import models

from edc.access import SiteScoped
from edc.models.account import User


class Event(models.Model):
    """One row written: whose, by whom, through which door, what changed. Never written here."""

    id = models.BigAutoField(primary_key=True)
    table_name = models.TextField()
    row_id = models.BigIntegerField()
    record_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    site_id = models.BigIntegerField(null=True)
    operation = models.TextField()
    old = models.JSONField()
    new = models.JSONField()
    row_after = models.JSONField(null=True)
    reasons = models.JSONField()
    actor = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    role = models.TextField()
    channel = models.TextField()
    request_id = models.TextField()
    at = models.DateTimeField()

    site_path = "site_id"
    objects = SiteScoped.as_manager()

    class Meta:
        managed = False
        db_table = 'audit"."event'

    def __str__(self):
        return f"{self.id} {self.operation} {self.table_name} {self.row_id}"


class Position(models.Model):
    """The place of an event in the order in which events became visible to everybody."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.DO_NOTHING, db_constraint=False)
    subject_id = models.BigIntegerField(null=True)

    class Meta:
        managed = False
        db_table = 'audit"."position'

    def __str__(self):
        return str(self.position)


class TrailLine(models.Model):
    """One field that took a new value: the trail as people read it."""

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False
    )
    position = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    role = models.TextField()
    channel = models.TextField()
    request_id = models.TextField()
    site_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    record_id = models.BigIntegerField(null=True)
    table_name = models.TextField()
    row_id = models.BigIntegerField()
    field = models.TextField()
    old = models.TextField(null=True)
    new = models.TextField(null=True)
    reason = models.TextField(null=True)
    operation = models.TextField()

    site_path = "site_id"
    objects = SiteScoped.as_manager()

    class Meta:
        managed = False
        db_table = 'audit"."trail'

    def __str__(self):
        return f"{self.table_name}#{self.row_id}.{self.field}: {self.old} → {self.new}"


class AccessEntry(models.Model):
    """That somebody read pooled results or took a dataset."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=200)
    request_id = models.CharField(max_length=40)

    def __str__(self):
        return f"{self.at} {self.user} {self.what}"
