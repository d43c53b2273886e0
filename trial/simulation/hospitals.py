"""Made-up hospitals with staff and laboratories, modelled after those of the demonstration."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction

from edc.access import Role
from edc.actions import accounts
from edc.codelists import MissingReason
from edc.models import Event, Site, User
from trial.demonstration import laboratories
from trial.demonstration.entering import Staff, enter_paper
from trial.demonstration.paper import Paper
from trial.demonstration.people import HOSPITALS, Hospital
from trial.simulation.courses import OPENED

SIMULATION = "simulation"
CENTRAL = {
    "sim-data": Role.DATA_MANAGER,
    "sim-statistics": Role.STATISTICIAN,
    "sim-medical": Role.MEDICAL_MONITOR,
    "sim-inspection": Role.INSPECTOR,
}
AT_SITE = (Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR)


class RealTrial(Exception):
    """There is a hospital in this database that no simulation opened."""


class Ward(NamedTuple):
    """A simulated hospital, its staff, and the hospital whose habits it shares."""

    code: str
    like: str
    staff: Staff


def refuse_real_trial() -> None:
    """Raise RealTrial unless every hospital is a simulation's: the trail knows who opened it."""
    opened = Event.objects.filter(
        table_name="edc_site", operation="INSERT", actor__username=SIMULATION
    )
    if Site.objects.exclude(pk__in=opened.values("row_id")).exists():
        raise RealTrial


@transaction.atomic
def open_accounts() -> None:
    """The simulation's own account, and those who look on; nobody can sign in yet."""
    if User.objects.filter(username=SIMULATION).exists():
        return
    system = accounts.system_user()
    for username, role in {SIMULATION: Role.ADMINISTRATOR, **CENTRAL}.items():
        user = accounts.open_account(username=username, full_name="Nobody (simulated)", by=system)
        accounts.appoint(user=user, role=role, starts_on=OPENED, by=system)


@transaction.atomic
def open_ward(number: int) -> Ward:
    """The hospital of this number, opened if it is not there yet."""
    code, model = f"{number:02}", HOSPITALS[(number - 1) % len(HOSPITALS)]
    site = Site.objects.filter(code=code).first()
    if site is not None:
        people = (User.objects.get(username=username) for username in usernames(code))
        return Ward(code, model.code, Staff(site, *people))
    administrator = User.objects.get(username=SIMULATION)
    hospital = Hospital(code, f"Simulated hospital {code} (fictional)", f"模拟医院{code}（虚构）")
    site = accounts.open_site(
        code=code, name_en=hospital.name_en, name_zh=hospital.name_zh, by=administrator
    )
    seats = zip(usernames(code), AT_SITE, strict=True)
    staff = Staff(site, *(seat(username, role, site, administrator) for username, role in seats))
    for paper in papers(hospital, model):
        enter_paper(paper, site, staff)
    return Ward(code, model.code, staff)


def usernames(code: str) -> list[str]:
    return [f"sim-{role.value.lower()}-{code}" for role in AT_SITE]


def seat(username: str, role: Role, site: Site, administrator: User) -> User:
    name = f"{role.value.title()} of {site.code} (simulated)"
    user = accounts.open_account(username=username, full_name=name, by=administrator)
    accounts.appoint(user=user, role=role, site=site, starts_on=OPENED, by=administrator)
    return user


def papers(hospital: Hospital, model: Hospital) -> Iterator[Paper]:
    """What the model says of itself, with its own name and room for everybody."""
    own = {
        "site_code": hospital.code,
        "site_name_en": hospital.name_en,
        "site_name_zh": hospital.name_zh,
        "is_lead_site": "Y" if hospital.code == "01" else "N",
        "ethics_approval_number": f"FICTIONAL-2021-{hospital.code}",
        "planned_enrolment": MissingReason.UNKNOWN,  # so that there is room for everybody
    }
    for paper in laboratories.papers(model):
        yield paper._replace(answers=paper.answers | own) if paper.form == "site" else paper
