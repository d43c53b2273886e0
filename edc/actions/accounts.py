"""Accounts and appointments: who takes part, where, in which role, from when until when."""

from django.db import connection, transaction

from edc import audit
from edc.access import Permission, Role, role_for
from edc.models import Appointment, Site, User
from edc.models.account import SYSTEM


def system_user() -> User:
    """The actor of what nobody does by hand; made on first use, and nobody can sign in as it."""
    found = User.objects.filter(username=SYSTEM).first()
    return found or _new_system_user()


def _new_system_user() -> User:
    """The trail wants an actor even for the first account, so the system makes itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('system user'))")
        if found := User.objects.filter(username=SYSTEM).first():
            return found
        cursor.execute("SELECT nextval(pg_get_serial_sequence('edc_user', 'id'))")
        user = User(pk=cursor.fetchone()[0], username=SYSTEM, is_active=False)
        user.set_unusable_password()
        with audit.acting(user, role=Role.SYSTEM):
            user.save(force_insert=True)
        return user


def _role(by, permission):
    """The system may manage accounts: there must be a first one."""
    return Role.SYSTEM if by.username == SYSTEM else role_for(by, permission, None)


def open_site(*, code, name_en, name_zh, by, time_zone="Asia/Shanghai") -> Site:
    """Add a hospital."""
    with audit.acting(by, role=_role(by, Permission.ADMINISTER)):
        return Site.objects.create(code=code, name_en=name_en, name_zh=name_zh, time_zone=time_zone)


def open_account(*, username, by, password=None, full_name="", email="") -> User:
    """Open an account of one person; without a password nobody can sign in yet."""
    with audit.acting(by, role=_role(by, Permission.ADMINISTER)):
        user = User(username=username, first_name=full_name, email=email)
        user.set_password(password)
        user.save()
        return user


def set_password(*, user, password, by) -> None:
    """Give an account another password."""
    with audit.acting(by, role=_role(by, Permission.ADMINISTER)):
        user.set_password(password)
        user.save(update_fields=["password"])


def set_email(*, user, email, by) -> None:
    """Say where mail reaches somebody; an empty address: nowhere."""
    with audit.acting(by, role=_role(by, Permission.ADMINISTER)):
        user.email = email
        user.save(update_fields=["email"])


def appoint(*, user, role, by, starts_on, site=None, ends_on=None) -> Appointment:
    """Give somebody a role at a site, or at every site, from a day until a day."""
    with audit.acting(by, role=_role(by, Permission.ADMINISTER)):
        return Appointment.objects.create(
            user=user, role=role, site=site, starts_on=starts_on, ends_on=ends_on
        )
