"""People, in which role they act where and until when, and the tokens of their programs."""

import hashlib
import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from edc import audit
from edc.access import Role
from edc.models.site import Site
from edc.text import T

# The username of the actor of what nobody does by hand.
SYSTEM = "system"


class User(AbstractUser):
    """An account of one person, never shared, never deleted."""

    groups = None  # type: ignore[assignment]  # rights are appointments
    user_permissions = None  # type: ignore[assignment]  # rights are appointments
    last_login = None  # when somebody signed in is a matter of the access log

    def check_password(self, raw_password):
        """Django stores an old hash anew when it is used: a write, and the user's own."""
        with audit.acting(self):
            return super().check_password(raw_password)

    @property
    def shown_name(self) -> str:
        """The name that others see beside what the person did."""
        if self.username == SYSTEM:
            return T("the system", "系统")
        return self.get_full_name() or self.username


class Appointment(models.Model):
    """A role held at one site, or at every site, from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="staff")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=["COORDINATOR", "INVESTIGATOR"])
                | models.Q(site__isnull=False),
                name="site_staff_have_a_site",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.role} {self.site or '*'}"


def digest_of(secret: str) -> str:
    """What is stored of a token: enough to recognise it, not to use it."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiToken(models.Model):
    """A key for programs: acts as its user, only within its scope, until it expires."""

    READ, WRITE = "READ", "WRITE"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=[(READ, READ), (WRITE, WRITE)])
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.user} {self.name}"

    @property
    def is_valid(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and timezone.now() < self.expires_at


def new_secret() -> str:
    """A token as its user sees it, once."""
    return secrets.token_urlsafe(32)
