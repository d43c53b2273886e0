"""Who may do what, where. The only module that answers that question."""

from enum import auto

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone
from rest_framework.permissions import BasePermission

from edc.codelists import Codelist
from edc.text import T


class Permission(models.TextChoices):
    """What somebody may be allowed to do."""

    VIEW = auto()  # see subjects, records, queries and their history
    REGISTER = auto()  # give a person in screening a number
    ENTER = auto()  # write answers, complete, correct, remove
    ENROL = auto()  # complete eligibility and the enrolment decision
    ANSWER = auto()  # answer queries
    QUERY = auto()  # raise, close and reopen queries
    EXPORT = auto()  # read datasets
    SEE_POOLED = auto()  # read pooled efficacy
    READ_TRAIL = auto()  # read the audit trail as a dataset
    SEE_PERSONAL = auto()  # read answers marked as personal data in datasets
    ADMINISTER = auto()  # manage accounts
    UPLOAD = auto()  # upload the central laboratory's results; completes the forms they fill
    CODE = auto()  # code answers with a dictionary's terms; load, choose and widen dictionaries


class Role(Codelist):
    """In what capacity somebody takes part in the trial."""

    COORDINATOR = "COORDINATOR", T("Site coordinator", "研究协调员")
    INVESTIGATOR = "INVESTIGATOR", T("Investigator", "研究者")
    MONITOR = "MONITOR", T("Monitor", "监查员")
    DATA_MANAGER = "DATA_MANAGER", T("Data manager", "数据管理员")
    STATISTICIAN = "STATISTICIAN", T("Statistician", "统计师")
    MEDICAL_MONITOR = "MEDICAL_MONITOR", T("Medical monitor", "医学监查员")
    INSPECTOR = "INSPECTOR", T("Inspector", "检查员")
    ADMINISTRATOR = "ADMINISTRATOR", T("Administrator", "系统管理员")
    LABORATORY = "LABORATORY", T("Central laboratory", "中心实验室")
    SYSTEM = "SYSTEM", T("System", "系统")


MAY = Permission
GRANTS: dict[Role, set[Permission]] = {
    Role.COORDINATOR: {MAY.VIEW, MAY.REGISTER, MAY.ENTER, MAY.ANSWER},
    Role.INVESTIGATOR: {MAY.VIEW, MAY.REGISTER, MAY.ENTER, MAY.ENROL, MAY.ANSWER},
    Role.MONITOR: {MAY.VIEW, MAY.QUERY},
    Role.DATA_MANAGER: {
        MAY.VIEW,
        MAY.QUERY,
        MAY.EXPORT,
        MAY.SEE_POOLED,
        MAY.READ_TRAIL,
        MAY.CODE,
    },
    Role.STATISTICIAN: {MAY.EXPORT, MAY.SEE_POOLED, MAY.READ_TRAIL},
    Role.MEDICAL_MONITOR: {MAY.VIEW, MAY.QUERY, MAY.SEE_POOLED},
    Role.INSPECTOR: {MAY.VIEW, MAY.EXPORT, MAY.SEE_POOLED, MAY.READ_TRAIL},
    Role.ADMINISTRATOR: {MAY.ADMINISTER},
    Role.LABORATORY: {MAY.UPLOAD},
    Role.SYSTEM: set(),
}
SITE_ROLES = {Role.COORDINATOR, Role.INVESTIGATOR}


def in_force(on) -> Q:
    """Appointments that hold on a day: from their first to their last, both included."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


def appointments_of(user) -> list:
    """The user's appointments in force today; read once a request."""
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "appointments_today"):
        today = timezone.localdate()
        user.appointments_today = list(user.appointments.filter(in_force(today)))
    return user.appointments_today


def roles_of(user) -> set[Role]:
    """The roles that the user holds today, anywhere."""
    return {Role(appointment.role) for appointment in appointments_of(user)}


def may(user, permission, site_id=None) -> bool:
    """Whether the user holds the permission today: at the site if one is named, else anywhere."""
    return any(
        permission in GRANTS[Role(appointment.role)]
        and (site_id is None or appointment.site_id in {None, site_id})
        for appointment in appointments_of(user)
    )


def require(user, permission, site_id=None) -> None:
    """Raise PermissionDenied unless ``may``."""
    if not may(user, permission, site_id):
        raise PermissionDenied(permission.value)


def role_for(user, permission, site_id) -> Role:
    """The role in which the user may do it at the site. Raises PermissionDenied."""
    for appointment in appointments_of(user):
        role = Role(appointment.role)
        if permission in GRANTS[role] and appointment.site_id in {None, site_id}:
            return role
    raise PermissionDenied(permission.value)


def sites_where(user, permission) -> set[int] | None:
    """Ids of the sites where the user holds the permission; None for every site."""
    ids = {
        appointment.site_id
        for appointment in appointments_of(user)
        if permission in GRANTS[Role(appointment.role)]
    }
    return None if None in ids else ids


class SiteScoped(models.QuerySet):
    """Rows that belong to a site. The model's ``site_path`` says how to reach it."""

    def visible_to(self, user, permission=Permission.VIEW):
        """The rows of the sites where the user holds the permission."""
        sites = sites_where(user, permission)
        return self if sites is None else self.filter(**{f"{self.model.site_path}__in": sites})


def needs(permission):
    """Mark a view with the permission it needs, for DenyByDefault. None: open to everybody."""

    def mark(view):
        view.needs = permission
        return view

    return mark


class MayDoWhatTheViewNeeds(BasePermission):
    """The same rule for the REST API, whose users are known only inside the view."""

    def has_permission(self, request, view):
        return bool(request.user.is_authenticated) and may(request.user, view.needs)
