"""Every address answers those the table names, and nobody else."""

import re
from datetime import date

import pytest
from django.urls import URLPattern, get_resolver, reverse

from edc.access import Permission, Role
from edc.actions import accounts
from edc.actions.entry import Place, Typed, begin, save
from edc.actions.queries import raise_query
from edc.models import Record
from mrd.models import Upload
from mrd.uploading.actions import receive
from tests.mrd.lab_files import PCR, as_csv
from tests.patients import enter
from tests.promises.access import ACTS, EVERYBODY, OPEN, READS
from tests.safety.papers import EVENT, REPORT

TABLE = READS | ACTS
OF_AN_UPLOAD = {"upload", "upload-progress", "upload-store"}


def names(resolver):
    """Names of the pages; the API has a table of its own."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name
        elif "api" not in str(entry.pattern):
            yield from names(entry)


def callbacks(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.callback
        else:
            yield from callbacks(entry)


def test_no_page_is_missing_from_the_table():
    assert set(names(get_resolver())) == TABLE.keys() | OPEN


@pytest.mark.parametrize("view", list(callbacks(get_resolver())), ids=lambda view: view.__name__)
def test_every_view_declares_the_permission_it_needs(view):
    assert hasattr(getattr(view, "cls", view), "needs")


@pytest.fixture
def record(subject, lin):
    place = Place(subject, ("C1D15", 1), "mrd_specimen", 1)
    return save(place=place, typed={"collected": Typed("Y")}, by=lin).record


@pytest.fixture
def query(record, mona):
    return raise_query(record=record, question="quality", text="Please check", by=mona)


@pytest.fixture
def report(subject, lin):
    """A serious event and the report on it."""
    enter(subject, "adverse_event", EVENT, by=lin)
    return enter(subject, "sae", REPORT, by=lin)


@pytest.fixture
def upload(luo):
    """A file of the central laboratory."""
    return receive(file=as_csv(PCR), name="results.csv", by=luo)


def address(name, subject, query):
    """One real address of each name, in Beijing."""
    number = subject.screening_number
    outside, at_visit = [number, "death", 1], [number, "C1D15", 1, "mrd_specimen", 1]
    of_site = [subject.site.code, "site", 1]
    arguments = {
        "subject": [number],
        "status": [number],
        "doses": [number],
        "doses-picture": [number],
        "site": [subject.site.code],
        "record-by-id": [query.record_id],
        "record-of-site": of_site,
        "regrading-of-site": [subject.site.code, "lab_reference_range", 1],
        "remove-of-site": of_site,
        "history-of-site": [*of_site, "city"],
        "raise-query-of-site": [*of_site, "city"],
        "record": outside,
        "remove": outside,
        "record-at-visit": at_visit,
        "remove-at-visit": at_visit,
        "history": [*outside, "death_date"],
        "raise-query": [*outside, "death_date"],
        "history-at-visit": [*at_visit, "quality"],
        "raise-query-at-visit": [*at_visit, "quality"],
        "curve": ["OS", "ALL_TRANSPLANTED"],
        "sae-pdf": [number, 1],
        "sae-xml": [number, 1],
        "dataset-file": ["mrd_pcr", "csv"],
    }
    if name.startswith("query-"):
        return reverse(name, args=[query.pk])
    if name == "coding-term":
        event = Record.objects.filter(form="adverse_event").first()
        return reverse(name, args=[event.pk if event else 1, "term"])
    if name in OF_AN_UPLOAD:
        newest = Upload.objects.last()
        return reverse(name, args=[newest.pk if newest else 1])
    return reverse(name, args=arguments.get(name, []))


@pytest.fixture
def reader(person, beijing):
    """Somebody of a role, in Beijing or everywhere."""

    def seat(role):
        site_bound = role in {Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR}
        return person(f"reader-{role}".lower(), role, beijing if site_bound else None)

    return seat


@pytest.mark.usefixtures("about_subject")
@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_page_answers_the_roles_of_the_table(client, reader, subject, query, request, name, role):
    if name in {"coding-term", "sae-pdf", "sae-xml"}:
        request.getfixturevalue("report")
    if name in OF_AN_UPLOAD:
        request.getfixturevalue("upload")
    client.force_login(reader(role))

    response = client.get(address(name, subject, query), follow=True)

    if role not in TABLE[name]:
        assert response.status_code == 403
    else:
        assert response.status_code == (405 if name in ACTS else 200)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_the_first_page_tells_everybody_what_is_there_for_them(client, reader, role):
    client.force_login(reader(role))

    main = client.get("/").content.decode().partition("<main")[2]

    assert re.search("<(a|dd)[ >]", main)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_stranger_is_sent_to_sign_in(client, subject, query, name):
    response = client.get(address(name, subject, query))

    assert response.status_code == 302
    assert response.url.startswith(reverse("sign-in"))


def faceless(response):
    """A page without what differs between any two answers."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return response.status_code, page


OF_A_SITE = [name for name in TABLE if "of-site" in name] + ["site"]
OF_A_SUBJECT = [
    "record",
    *(name for name in TABLE if "at-visit" in name),
    "subject",
    "status",
    "doses",
    "doses-picture",
    "sae-pdf",
    "sae-xml",
    "history",
    "raise-query",
    "remove",
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(set(OF_A_SUBJECT) - {"register"}))
def test_another_sites_subject_looks_like_one_that_never_was(
    client, zhao, subject, query, name, method
):
    client.force_login(zhao)
    known = address(name, subject, query)

    answers = [getattr(client, method)(url) for url in (known, known.replace("S01-", "S99-"))]

    assert faceless(answers[0]) == faceless(answers[1])
    assert answers[0].status_code in {403, 404, 405}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(OF_A_SITE))
def test_another_site_looks_like_one_that_never_was(client, zhao, subject, query, name, method):
    client.force_login(zhao)
    known = address(name, subject, query)

    answers = [getattr(client, method)(url) for url in (known, known.replace("/01/", "/99/"))]

    assert faceless(answers[0]) == faceless(answers[1])
    assert answers[0].status_code in {403, 404, 405}


def test_another_sites_record_looks_like_one_that_never_was(client, zhao, record):
    client.force_login(zhao)

    answers = [client.get(f"/records/{pk}/") for pk in (record.pk, record.pk + 1000)]

    assert faceless(answers[0]) == faceless(answers[1])
    assert answers[0].status_code == 404


@pytest.mark.parametrize("act", ["answer", "close", "reopen"])
def test_another_sites_query_looks_like_one_that_never_was(client, zhao, query, about_subject, act):
    client.force_login(zhao)

    for known in (query.pk, about_subject.pk):
        answers = [client.post(f"/queries/{pk}/{act}/") for pk in (known, known + 1000)]
        assert faceless(answers[0]) == faceless(answers[1])
        assert answers[0].status_code == 404


def test_a_list_does_not_name_another_sites_subjects(client, zhao, subject, query, about_subject):
    client.force_login(zhao)

    for url in ("/", "/subjects/", "/subjects/?q=S01", "/queries/"):
        assert "S01-" not in client.get(url).content.decode().replace('value="S01"', "")


def test_a_role_ends_on_its_last_day(client, system, beijing, subject, person):
    gone = accounts.open_account(username="gone", by=system)
    accounts.appoint(
        user=gone,
        role=Role.COORDINATOR,
        site=beijing,
        starts_on=date(2020, 1, 1),
        ends_on=date(2020, 12, 31),
        by=system,
    )
    client.force_login(gone)

    assert client.get("/subjects/").status_code == 403


def test_a_monitor_cannot_write_an_answer(client, mona, record):
    client.force_login(mona)

    response = client.post(record.get_absolute_url(), {"quality": "ADEQUATE", "quality.seen": "||"})

    assert response.status_code == 403


def test_a_coordinator_does_not_complete_the_enrolment(client, lin, subject):
    client.force_login(lin)
    url = f"/subjects/{subject.screening_number}/visits/SCR/1/forms/enrolment/1/"

    response = client.post(url, {"complete": "1"})

    assert response.status_code == 403


def test_an_envelope_alone_is_no_answer(subject, mona):
    place = Place(subject, None, "death", 1)

    assert begin(place=place, by=mona, needed=Permission.QUERY).state == "DRAFT"
