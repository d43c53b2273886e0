"""Chromium for tests: one browser for the run, one context for each person."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

# Without these, Chromium looks for its maker's servers at every start.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def chromium():
    """The system's Chromium; Playwright's own would have to be downloaded."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return pytest.fail("Chromium is missing: install the system package chromium.")


@pytest.fixture(scope="session")
def browser():
    # Playwright keeps an event loop running in this thread, and Django would take every query
    # of a test for one made inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        started.close()


@pytest.fixture
def person_at(browser):
    """Seat people, each before a browser of their own; pages may not break or call outside."""
    contexts, surprises = [], []

    def sit_down(url, *, locale="en-GB", **options):
        context = browser.new_context(base_url=url, locale=locale, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.on("weberror", lambda error: surprises.append(str(error.error)))
        context.on("request", lambda request: note_outside(request.url, url, surprises))
        page = context.new_page()
        page.goto(url)
        return page

    yield sit_down
    for context in contexts:
        context.close()
    assert not surprises


def note_outside(address, home, surprises):
    """No page may call another host: hospitals cannot reach it, and it must not learn of us."""
    called = urlsplit(address)
    if called.netloc and called.netloc != urlsplit(home).netloc:
        surprises.append(f"called {address}")
