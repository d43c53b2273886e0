"""A program that calls the interface, and the addresses that tests call most."""

import json

from django.test import Client

ROOT = "/api/v1/"

SUBJECT = "subjects/S01-001/"
CONSENT = f"{SUBJECT}forms/informed_consent/1/"
SPECIMEN = f"{SUBJECT}visits/C1D15/1/forms/mrd_specimen/1/"
PCR = f"{SUBJECT}visits/C1D15/1/forms/mrd_pcr/1/"


class Program:
    """Calls the interface with a token; bodies go out as JSON unless they are bytes."""

    def __init__(self, secret):
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path, **query):
        return self.client.get(ROOT + path, query)

    def post(self, path, body):
        return self.send("POST", path, body)

    def put(self, path, body):
        return self.send("PUT", path, body)

    def patch(self, path, body):
        return self.send("PATCH", path, body)

    def delete(self, path, body):
        return self.send("DELETE", path, body)

    def send(self, method, path, body, content_type="application/json", **more):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(method, ROOT + path, data, content_type, **more)


def text_of(response):
    """The whole body, streamed or not."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def checks_in(response):
    """Which question failed which check."""
    return {(error["question"], error["check"]) for error in response.json()["errors"]}
