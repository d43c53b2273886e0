"""The cast. Everyone in these tests is one of these people, and each can or cannot see Beijing."""

from datetime import date

import pytest
from django.utils import translation

from edc.access import Role
from edc.actions import accounts, subjects
from tests.asking import ask_about_move

pytest_plugins = ["tests.database", "tests.browser", "tests.workers"]

PASSWORD = "correct horse battery staple"
LONG_AGO = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def english():
    """Every test begins in English: a page leaves its reader's language to whoever comes next."""
    with translation.override("en"):
        yield


@pytest.fixture
def system(db):
    return accounts.system_user()


@pytest.fixture
def beijing(system):
    return accounts.open_site(
        code="01", name_en="Beijing First (fictional)", name_zh="北京第一医院（虚构）", by=system
    )


@pytest.fixture
def shanghai(system):
    return accounts.open_site(
        code="02", name_en="Shanghai Second (fictional)", name_zh="上海第二医院（虚构）", by=system
    )


@pytest.fixture
def person(system, request):
    """Seat somebody: a name, a role, and the site unless the role is held everywhere.

    Only who sits before a browser needs a password, which takes long to hash on purpose.
    """
    password = PASSWORD if "live_trial" in request.fixturenames else None

    def seat(username, role, site=None):
        user = accounts.open_account(
            username=username, password=password, full_name=username.title(), by=system
        )
        accounts.appoint(user=user, role=role, site=site, starts_on=LONG_AGO, by=system)
        return user

    return seat


@pytest.fixture
def lin(person, beijing):
    """Coordinator in Beijing."""
    return person("lin", Role.COORDINATOR, beijing)


@pytest.fixture
def zhao(person, shanghai):
    """Coordinator in Shanghai, who must not learn that Beijing exists."""
    return person("zhao", Role.COORDINATOR, shanghai)


@pytest.fixture
def ines(person, beijing):
    """Investigator in Beijing."""
    return person("ines", Role.INVESTIGATOR, beijing)


@pytest.fixture
def mona(person, beijing):
    """Monitor of Beijing."""
    return person("mona", Role.MONITOR, beijing)


@pytest.fixture
def mark(person, shanghai):
    """Monitor of Shanghai."""
    return person("mark", Role.MONITOR, shanghai)


@pytest.fixture
def dana(person):
    """Data manager of the whole trial."""
    return person("dana", Role.DATA_MANAGER)


@pytest.fixture
def stan(person):
    """Statistician of the whole trial."""
    return person("stan", Role.STATISTICIAN)


@pytest.fixture
def wei(person):
    """Medical monitor of the whole trial."""
    return person("wei", Role.MEDICAL_MONITOR)


@pytest.fixture
def ivy(person):
    """Inspector of the whole trial."""
    return person("ivy", Role.INSPECTOR)


@pytest.fixture
def adam(person):
    """Administrator, who manages accounts and nothing else."""
    return person("adam", Role.ADMINISTRATOR)


@pytest.fixture
def luo(person):
    """Central laboratory of the whole trial."""
    return person("luo", Role.LABORATORY)


@pytest.fixture
def lu(person, shanghai):
    """Central laboratory of Shanghai alone."""
    return person("lu", Role.LABORATORY, shanghai)


@pytest.fixture
def subject(beijing, lin):
    """The first person screened in Beijing, S01-001."""
    return subjects.register(site=beijing, by=lin)


@pytest.fixture
def shanghai_subject(shanghai, zhao):
    """The first person screened in Shanghai, S02-001."""
    return subjects.register(site=shanghai, by=zhao)


@pytest.fixture
def about_subject(subject, system):
    """What the system asks about S01-001 as a whole, beside no question: a move back."""
    return ask_about_move(subject, system=system)
