"""Subjects: registering for screening, numbering at enrolment."""

import re
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from edc import audit
from edc.access import Permission, role_for
from edc.models import Subject


class WrongNumber(Exception):
    """A screening number that is not one of the site."""


def register(*, site, by, screening_number="") -> Subject:
    """Give a person in screening the next number of the site: ``S01-012``.

    A number already printed on paper may be given. Raises WrongNumber, IntegrityError when taken.
    """
    if screening_number and not re.fullmatch(rf"S{site.code}-[0-9]{{3}}", screening_number):
        raise WrongNumber(screening_number)
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


@cache
def admission_rule():
    """The protocol's function that tells why a subject cannot be given a number, or None."""
    return import_string(settings.EDC_ADMISSION)


def refusal(*, subject):
    """Why the subject cannot be given a number now; whoever else would give one waits."""
    if subject.number is not None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('edc_subject.number'))")
    return admission_rule()(subject)


def _numbers(site, column, prefix) -> list[int]:
    """The numbers given at a site so far; holds off everybody else who wants the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{column} {site.code}"])
    given = Subject.objects.filter(site=site).exclude(**{column: None})
    return [int(n.removeprefix(prefix)) for n in given.values_list(column, flat=True)]
