"""Subjects: registering for screening, numbering at enrolment."""

from django.db import connection
from django.db.models import Max

from edc import audit
from edc.access import Permission, role_for
from edc.models import Subject


def register(*, site, by, screening_number="") -> Subject:
    """Give a person in screening the next number of the site: ``S01-012``.

    A number already printed on paper may be given; it is refused when taken or of another site.
    """
    with audit.acting(by, role=role_for(by, Permission.REGISTER, site.pk)):
        taken = _numbers(site, "screening_number", f"S{site.code}-")
        number = screening_number or f"S{site.code}-{max(taken, default=0) + 1:03}"
        return Subject.objects.create(site=site, screening_number=number)


def give_number(*, subject) -> None:
    """Give the subject the site's next number, ``01-007``; called inside the enrolling write."""
    if subject.number is None:
        taken = _numbers(subject.site, "number", f"{subject.site.code}-")
        subject.number = f"{subject.site.code}-{max(taken, default=0) + 1:03}"
        Subject.objects.filter(pk=subject.pk).update(number=subject.number)


def _numbers(site, column, prefix) -> list[int]:
    """The numbers given at a site so far; holds off everybody else who wants the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{column} {site.code}"])
    top = Subject.objects.filter(site=site).aggregate(top=Max(column))["top"]
    return [int(top.removeprefix(prefix))] if top else []
