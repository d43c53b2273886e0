"""Looks for the form of docs/extending.md wherever a form is to be found; prints what it saw.

Run in a copy of the project in which the recipe was followed, on a database of its own.
"""

import csv
import json
from datetime import date, timedelta

import django

django.setup()

from django.test import Client  # noqa: E402 -- models are there only after the set-up

from edc import charts  # noqa: E402
from edc.access import Role  # noqa: E402
from edc.actions import accounts, subjects, tokens  # noqa: E402
from edc.models import ApiToken, Subject, TrailLine  # noqa: E402

PLACE = "visits/HM18/1/forms/life_quality/1/"
ANSWERS = {"asked": "Y", "asked_on": "2024-03-07", "health_today": "25"}


def seat(username, role, site, system):
    """Somebody who takes part, and their token."""
    user = accounts.open_account(username=username, by=system)
    accounts.appoint(user=user, role=role, site=site, starts_on=date(2020, 1, 1), by=system)
    scope, lasts = ApiToken.WRITE, timedelta(days=1)
    return user, tokens.issue(user=user, name="recipe", scope=scope, lasts=lasts, by=user)


def signed_in(user):
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def through_pages(client, subject):
    address = f"/subjects/{subject.screening_number}/"
    record = address + PLACE

    def page(at, language="en"):
        return client.get(at, headers={"accept-language": language}).content.decode()

    seen = {f"{name}.seen": "||" for name in ANSWERS}
    return {
        "blank page": page(record),
        "completing": client.post(record, {**ANSWERS, **seen, "complete": "1"}).status_code,
        "page": page(record),
        "Chinese page": page(record, "zh-CN"),
        "matrix": page(address),
        "history": page(f"{record}history/health_today/"),
    }


def through_the_api(subject, writer, reader):
    api = Client(SERVER_NAME="localhost")
    record = f"/api/v1/subjects/{subject.screening_number}/{PLACE}"
    mine, theirs = ({"authorization": f"Bearer {token}"} for token in (writer, reader))

    def rows(name):
        return api.get(f"/api/v1/{name}/?limit=5000", headers=theirs).json()["results"]

    version = api.get(record, headers=mine).json()["version"]
    answer, why = {"health_today": "26"}, {"health_today": "Typing error"}
    correction = json.dumps({"answers": answer, "reasons": why, "version": version})
    corrected = api.patch(record, correction, content_type="application/json", headers=mine)
    dataset = api.get("/api/v1/datasets/life_quality.csv", headers=theirs).getvalue()
    return {
        "correcting": corrected.status_code,
        "record": api.get(record, headers=mine).json(),
        "dataset": list(csv.DictReader(dataset.decode().splitlines())),
        "dictionary": rows("dictionary"),
        "checks": rows("checks"),
    }


def in_the_trail():
    lines = TrailLine.objects.filter(table_name="life_quality", field="health_today")
    return [[line.old, line.new, line.reason, line.channel] for line in lines.order_by("event")]


def main():
    system = accounts.system_user()
    site = accounts.open_site(code="01", name_en="One", name_zh="一", by=system)
    lin, writer = seat("lin", Role.COORDINATOR, site, system)
    _, reader = seat("stan", Role.STATISTICIAN, None, system)
    subject = subjects.register(site=site, by=lin)
    found = through_pages(signed_in(lin), subject)
    found |= through_the_api(subject, writer, reader)
    chart = charts.load(Subject.objects.select_related("site"), ["life_quality"])[subject.pk]
    found |= {"trail": in_the_trail(), "fact": str(chart.fact("last_interview"))}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
