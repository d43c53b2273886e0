"""The server's compose file runs what `make run` runs, with the settings it must set."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from trial import embedded, product

ROOT = Path(__file__).resolve().parents[2]

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()

ONCE = {"bootstrap", "migrate"}
OURS = {"web", "worker", "beat"}

# Never set on a server: its default is the only safe value there.
ONLY_FOR_DEVELOPERS = {"DEBUG"}

# True of every container: where the image has put what it was built with.
IN_THE_IMAGE = set(re.findall(r"^(?:ENV)?\s+([A-Z_]+)=", DOCKERFILE, re.MULTILINE))

every_service = pytest.mark.parametrize("name", sorted(SERVICES))


def names_read_by_settings():
    """Every name that trial/settings.py takes from the environment."""
    for node in ast.walk(ast.parse((ROOT / "trial" / "settings.py").read_text())):
        if not isinstance(node, ast.Call | ast.Subscript):
            continue
        source = ast.unparse(node)
        match = re.match(r"(?:secret|is_on|os\.environ\.get)\('(\w+)'|os\.environ\['(\w+)'", source)
        if match:
            yield match[1] or match[2]


def command_of(name):
    return [word for word in SERVICES[name]["command"] if word not in {"python", "-m"}]


@pytest.mark.parametrize("name", sorted(OURS | {"migrate"}))
def test_each_process_is_told_all_that_the_settings_read(name):
    given = {key.removesuffix("_FILE") for key in SERVICES[name]["environment"]}

    assert given == set(names_read_by_settings()) - ONLY_FOR_DEVELOPERS - IN_THE_IMAGE


def test_the_settings_read_something():
    assert {"DATABASE_URL", "SECRET_KEY", "DEBUG"} <= set(names_read_by_settings())
    assert "STATIC_ROOT" in IN_THE_IMAGE


@every_service
def test_what_runs_on_is_watched_and_restarted(name):
    service = SERVICES[name]

    if name in ONCE:
        assert service["restart"].startswith("on-failure")
    else:
        assert service["healthcheck"]["test"]
        assert service["restart"] == "unless-stopped"


@every_service
def test_secrets_come_as_files(name):
    service = SERVICES[name]
    files = {f"/run/secrets/{secret}" for secret in service.get("secrets", [])}
    told = {str(value) for value in service.get("environment", {}).values()}
    asked_for = set(re.findall(r"/run/secrets/\w+", f"{told} {service.get('command')}"))

    assert asked_for == files
    for key, value in service.get("environment", {}).items():
        if re.search("PASSWORD|SECRET|DATABASE_URL|EMAIL_URL", key):
            assert key.endswith("_FILE"), key
            assert value in files


def test_every_secret_has_a_file_that_is_never_committed():
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].startswith("secrets/")
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    assert "secrets" in (ROOT / ".dockerignore").read_text().splitlines()


def test_only_the_migration_knows_the_owner_and_only_the_bootstrap_the_superuser():
    knowing = {name: set(service.get("secrets", [])) for name, service in SERVICES.items()}

    assert {n for n, known in knowing.items() if "database_owner_url" in known} == ONCE
    assert {n for n, known in knowing.items() if "database_superuser_url" in known} == {"bootstrap"}
    assert SERVICES["migrate"]["environment"]["DATABASE_URL_FILE"].endswith("owner_url")


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_images_of_others_are_pinned(name):
    assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?", SERVICES[name]["image"])


def test_our_image_starts_from_a_pinned_one_and_does_not_run_as_root():
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["python:3.12.12-slim-bookworm"]
    assert DOCKERFILE.index("\nUSER trial") < DOCKERFILE.index("\nCMD")
    assert "--require-hashes -r requirements.txt" in DOCKERFILE


@every_service
def test_nothing_can_be_written_outside_volumes_and_memory(name):
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["cap_drop"] == ["ALL"]


def test_only_the_web_process_can_be_reached_and_only_the_worker_writes_mail():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    outside = {name for name, service in SERVICES.items() if "outside" in service["networks"]}

    assert published == {"web": ["127.0.0.1:8000:8000"]}
    assert outside == {"web", "worker"}
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_the_processes_are_those_of_make_run():
    assert command_of("web") == [*product.WEB, "--bind", "0.0.0.0:8000"]
    assert command_of("worker") == product.WORKER
    assert command_of("beat") == [*product.BEAT, "/tmp/beat-schedule"]
    assert DOCKERFILE.rstrip().endswith(str(SERVICES["web"]["command"]).replace("'", '"'))


def test_the_order_is_database_then_roles_then_tables_then_processes():
    waits_for = {name: set(service.get("depends_on", {})) for name, service in SERVICES.items()}

    assert waits_for["bootstrap"] == {"postgres"}
    assert waits_for["migrate"] == {"bootstrap"}
    for name in OURS:
        assert waits_for[name] == {"migrate", "redis"}
        assert SERVICES[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }


def test_postgresql_is_set_as_the_embedded_one():
    command = " ".join(SERVICES["postgres"]["command"])
    options = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    # A server has its own superuser's password, and answers other containers.
    elsewhere = {"--auth=trust", "--no-instructions", f"--username={embedded.SUPERUSER}"}

    for name, value in embedded.SETTINGS.items():
        assert name == "listen_addresses" or f"-c {name}={value}" in command
    assert set(embedded.INITDB_OPTIONS) - elsewhere == set(options) - {"--auth-host=scram-sha-256"}
    assert SERVICES["postgres"]["image"].startswith("postgres:18.")
