"""The OpenAPI document of this interface."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from rest_framework.response import Response

from edc.api.resource import Resource
from edc.api.schemas import COMPONENTS
from edc.api.tokens import TakesPart


class OpenApiDocument(Resource):
    """This document."""

    needs = None
    permission_classes = [TakesPart]
    answers = {"GET": {200: "Document"}}

    def get(self, request):
        return Response(document())


@cache
def document() -> dict:
    """The document, generated from the views."""
    patches = {
        "OAS_VERSION": "3.1.0",
        "APPEND_COMPONENTS": {"schemas": COMPONENTS},
        "POSTPROCESSING_HOOKS": [],
    }
    with patched_settings(patches):
        return SchemaGenerator().get_schema(public=True)
