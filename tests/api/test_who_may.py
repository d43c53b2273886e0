"""Every address of the interface answers those the table names, and nobody else."""

import pytest

from edc.access import Role
from edc.actions.queries import raise_query
from edc.api.urls import urlpatterns
from edc.models import AccessEntry
from tests.api.programs import CONSENT, PCR, SUBJECT, text_of
from tests.asking import ask_about_move
from tests.promises.access import EVERYBODY, EXPORTERS, POOLED, SITE, VIEWERS

OF_SITE = "sites/01/forms/site/1/"
TRAIL_READERS = {Role.DATA_MANAGER, Role.STATISTICIAN, Role.INSPECTOR}
READS = {
    "api-subjects": ("subjects/", VIEWERS),
    "api-subject": (SUBJECT, VIEWERS),
    "api-records": (f"{SUBJECT}records/", VIEWERS),
    "api-record": (CONSENT, VIEWERS),
    "api-record-at-visit": (PCR, VIEWERS),
    "api-record-of-site": (OF_SITE, VIEWERS),
    "api-datasets": ("datasets/", EXPORTERS),
    "api-dataset": ("datasets/mrd_pcr.csv", EXPORTERS),
    "api-manifest": ("datasets/mrd_pcr.csv/manifest/", EXPORTERS),
    "api-dictionary": ("dictionary/", EVERYBODY),
    "api-checks": ("checks/", EVERYBODY),
    "api-assessments": ("assessments/", POOLED),
    "api-results": ("results/", POOLED),
    "api-events": ("events/", TRAIL_READERS),
    "api-document": ("openapi.json", EVERYBODY),
}
DATASETS = {
    "subjects": EXPORTERS,
    "visits": EXPORTERS,
    "queries": EXPORTERS,
    "audit": TRAIL_READERS,
    "assessments": EXPORTERS & POOLED,
    "results": EXPORTERS & POOLED,
}
WRITES = {
    ("POST", "subjects/", b'{"site": "01"}'): SITE,
    ("PUT", PCR, b'{"answers": {}, "version": 2}'): SITE,
    ("PATCH", PCR, b'{"answers": {"lab_name": "Central"}}'): SITE,
    ("DELETE", PCR, b'{"reason": "Another patient"}'): SITE,
    ("PUT", OF_SITE, b'{"answers": {}, "version": 2}'): SITE,
}
OF_A_SUBJECT = [SUBJECT, f"{SUBJECT}records/", CONSENT, PCR]


@pytest.fixture
def records(subject, entered, pcr, about_subject):
    entered(subject, None, "informed_consent", {"consent_type": "MAIN"}, complete=False)
    entered(subject.site, None, "site", {"city": "Beijing"}, complete=False)


@pytest.fixture
def in_role(program, person, beijing):
    """A program of somebody of a role, in Beijing or everywhere."""

    def of(role):
        is_at_site = role in SITE | {Role.MONITOR}
        return program(person(f"reader-{role}".lower(), role, beijing if is_at_site else None))

    return of


def test_no_address_is_missing_from_the_table():
    assert {pattern.name for pattern in urlpatterns} == READS.keys() | {"api-nowhere"}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_an_address_answers_the_roles_of_the_table(in_role, records, role):
    reader = in_role(role)

    statuses = {name: reader.get(path).status_code for name, (path, _) in READS.items()}

    assert statuses == {name: 200 if role in roles else 403 for name, (_, roles) in READS.items()}


def test_a_stranger_learns_nothing(client, records):
    answers = [client.get(f"/api/v1/{path}") for path, _ in READS.values()]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("role", sorted(EXPORTERS | SITE))
def test_a_dataset_answers_the_roles_of_the_table(in_role, records, role):
    reader = in_role(role)

    statuses = {name: reader.get(f"datasets/{name}.ndjson").status_code for name in DATASETS}

    assert statuses == {name: 200 if role in DATASETS[name] else 403 for name in DATASETS}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_the_site_writes(in_role, records, role):
    writer = in_role(role)

    statuses = {write: writer.send(*write).status_code for write in WRITES}

    allowed = {write: statuses[write] in {200, 201} for write in WRITES}
    assert allowed == {write: role in roles for write, roles in WRITES.items()}
    assert set(statuses.values()) <= {200, 201, 403}


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "POST"])
def test_another_sites_subject_answers_like_one_that_never_was(program, zhao, records, method):
    theirs = program(zhao)

    for path in OF_A_SUBJECT:
        answers = [theirs.send(method, known, {}) for known in (path, path.replace("S01", "S99"))]
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].status_code in {404, 405}
        assert answers[0].content == answers[1].content


def test_a_list_names_no_subject_of_another_site(program, zhao, records, shanghai_subject):
    response = program(zhao).get("subjects/")

    assert [row["screening_number"] for row in response.json()["results"]] == ["S02-001"]


@pytest.fixture
def duo(program, person, shanghai):
    """A data manager's program whose person is appointed in Shanghai only."""
    return program(person("duo", Role.DATA_MANAGER, shanghai))


@pytest.mark.parametrize("name", ["mrd_pcr", "subjects", "visits", "queries", "audit"])
def test_a_dataset_has_no_rows_of_another_site(
    committed, duo, program, dana, mona, system, pcr, shanghai_subject, name
):
    raise_query(record=pcr, question="lab_name", text="Which one?", by=mona)
    ask_about_move(pcr.subject, system=system)
    state = {"state": "all"} if name == "mrd_pcr" else {}

    own, all_rows = (
        text_of(who.get(f"datasets/{name}.csv", **state)) for who in (duo, program(dana))
    )

    assert "S01-001" in all_rows
    assert "S01-001" not in own
    assert "Beijing" not in own


def test_the_feed_has_no_events_of_another_site(committed, duo, pcr, shanghai_subject):
    feed = duo.get("events/").json()

    assert {event["site"] for event in feed["results"]} == {"02"}
    assert feed["position"] > len(feed["results"])


@pytest.mark.parametrize("path", ["results/", "datasets/results.csv"])
def test_pooled_results_are_not_for_who_may_see_one_site_only(duo, path):
    assert duo.get(path).status_code == 403


def test_assessments_are_those_of_the_readers_sites(duo, subject, shanghai_subject):
    rows = duo.get("assessments/").json()["results"]

    assert [row["screening_id"] for row in rows] == ["S02-001"]


@pytest.mark.parametrize(
    "path",
    ["datasets/mrd_pcr.csv?state=all", "assessments/", "results/", "events/?limit=5"],
)
def test_each_reading_is_noted_before_it_happens(program, dana, path):
    response = program(dana).get(path)

    entry = AccessEntry.objects.latest("id")
    assert (entry.user, entry.what) == (dana, f"/api/v1/{path}")
    assert entry.request_id == response["X-Request-ID"]


def test_who_was_turned_away_is_logged_without_values(program, zhao, subject, caplog):
    program(zhao).patch(CONSENT, {"answers": {"lar_relation": "brother"}})

    (line,) = [record.getMessage() for record in caplog.records if record.name == "edc.refusals"]
    assert line == f"404 {zhao.pk} PATCH /api/v1/{CONSENT}"
