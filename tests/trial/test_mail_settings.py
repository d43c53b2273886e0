"""Where mails go, as the environment says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("BACKEND", "HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
PROGRAM = f"""
import json, trial.settings as s
print(json.dumps([getattr(s, "EMAIL_" + name) for name in {NAMES}] + [s.PUBLIC_URL]))
"""
SMTP, CONSOLE = (f"django.core.mail.backends.{name}.EmailBackend" for name in ("smtp", "console"))


def read(**environment):
    command = [sys.executable, "-c", PROGRAM]
    given = os.environ | environment
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr.splitlines()[-1]
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", [CONSOLE, None, None, "", "", False, False]),
        ("smtp://relay", [SMTP, "relay", 25, "", "", False, False]),
        ("smtps://edc:p%40ss@mail.example.org", [SMTP, "mail.example.org", 465, "edc", "p@ss"]),
        ("smtp+tls://edc:x@mail.example.org:2525", [SMTP, "mail.example.org", 2525, "edc", "x"]),
    ],
)
def test_an_address_names_the_server(url, server):
    security = [url.startswith("smtps:"), url.startswith("smtp+tls:")]

    assert read(EMAIL_URL=url)[:7] == (server + security)[:7]


def test_an_unknown_kind_of_server_is_refused():
    with pytest.raises(AssertionError, match="KeyError: 'smtp\\+ssl'"):
        read(EMAIL_URL="smtp+ssl://mail.example.org")


def test_mails_lead_to_the_first_address_of_the_trial():
    origins = "https://edc.example.org,https://other.example.org"

    assert read(CSRF_TRUSTED_ORIGINS=origins)[-1] == "https://edc.example.org"
