"""The OpenAPI document is valid, and says of each address what is true."""

import re

import pytest
from drf_spectacular.validation import validate_schema
from rest_framework.permissions import SAFE_METHODS

from edc.api.document import document
from edc.api.urls import urlpatterns

ADDRESSES = [pattern for pattern in urlpatterns if pattern.name != "api-nowhere"]
METHODS = {"get", "put", "patch", "post", "delete"}


def path_of(pattern):
    return "/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern))


def operations():
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_document_is_valid():
    validate_schema(document())


def test_the_document_has_every_address_and_method():
    described = {path: set(methods) for path, methods in document()["paths"].items()}

    assert described == {
        path_of(pattern): METHODS & set(vars(pattern.callback.cls)) | {"get"}
        for pattern in ADDRESSES
    }


def test_operations_are_told_apart_by_their_names():
    names = [operation["operationId"] for _, _, operation in operations()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("pattern", ADDRESSES, ids=lambda pattern: pattern.name)
def test_the_parameters_are_those_that_are_taken(pattern):
    view = pattern.callback.cls

    described = document()["paths"][path_of(pattern)]["get"].get("parameters", [])

    names = {kind: {p["name"] for p in described if p["in"] == kind} for kind in ("query", "path")}
    assert names["query"] == view.takes.keys()
    assert names["path"] == set(re.findall(r"{(\w+)}", path_of(pattern)))
    assert all(parameter["description"] for parameter in described)


def test_every_reference_leads_somewhere():
    schemas = document()["components"]["schemas"]

    named = set(re.findall(r"#/components/schemas/(\w+)", str(document())))

    assert named <= schemas.keys()


def test_writes_say_what_they_take():
    writes = [(path, m, o) for path, m, o in operations() if m.upper() not in SAFE_METHODS]

    assert writes
    assert all("requestBody" in operation for _, _, operation in writes)


def test_each_operation_wants_a_token():
    assert document()["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert all(operation["security"] == [{"token": []}] for _, _, operation in operations())
