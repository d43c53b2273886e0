"""A laboratory's file of many rows: how long it takes, and how little memory.

`python -m tests.bench.uploading 10000`. Not part of `make bench`: it takes minutes.
"""

import logging
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trial.settings")
os.environ.setdefault("SECRET_KEY", "for measurements only")
django.setup()

from edc.access import Role  # noqa: E402 -- after the set-up
from edc.actions import accounts, subjects  # noqa: E402 -- after the set-up
from edc.actions.entry import Place, save  # noqa: E402 -- after the set-up
from mrd.models import Upload, UploadVerdict  # noqa: E402 -- after the set-up
from mrd.models.upload import UploadMode  # noqa: E402 -- after the set-up
from mrd.uploading.actions import decide, go_on, receive  # noqa: E402 -- after the set-up
from tests.bench.scratch import scratch_database  # noqa: E402 -- after the set-up
from tests.mrd.lab_files import FLOW, PCR, as_csv, as_xlsx  # noqa: E402 -- after the set-up
from tests.patients import typed  # noqa: E402 -- after the set-up
from tests.stories import answers  # noqa: E402 -- after the set-up

VISITS = ("SCR", "C1D15", "PRE_HSCT", "HD28", "HD60")
MEGABYTE = 1024


def megabytes() -> float:
    """What this process has in memory now."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / MEGABYTE


def staff():
    system, first_day = accounts.system_user(), date(2020, 1, 1)
    site = accounts.open_site(code="01", name_en="One", name_zh="一", by=system)
    lin = accounts.open_account(username="lin", by=system)
    luo = accounts.open_account(username="luo", by=system)
    roles = ((lin, Role.COORDINATOR, site), (luo, Role.LABORATORY, None))
    for user, role, place in roles:
        accounts.appoint(user=user, role=role, site=place, starts_on=first_day, by=system)
    return site, lin, luo


def specimens(site, lin, count):
    """Registered specimens: five of each patient."""
    for number in range(count):
        if number % len(VISITS) == 0:
            subject = subjects.register(site=site, by=lin)
        given = answers.SPECIMEN | {"specimen_id": f"01-BM{number:06}"}
        place = Place(subject, (VISITS[number % len(VISITS)], 1), "mrd_specimen")
        save(place=place, typed=typed(given), by=lin)
        yield {"specimen_id": given["specimen_id"], "subject": subject.screening_number}


def worked(upload) -> str:
    """Do what waits, and tell how long it took in how much memory."""
    start, used = time.perf_counter(), [megabytes()]
    while go_on(upload.pk, lambda *_: used.append(megabytes())):
        used.append(megabytes())
    took = time.perf_counter() - start
    a_row = took / upload.row_count * 1000
    early = used[min(5, len(used) - 1)]
    return f"{took:6.1f} s, {a_row:5.1f} ms a row; MB early {early:.1f}, at most {max(used):.1f}"


def measure(count):
    site, lin, luo = staff()
    keys = list(specimens(site, lin, count // 2))
    rows = [result | key for key in keys for result in (PCR, FLOW)]
    files = (("ROWS", as_csv, "r.csv", rows), ("ALL", as_xlsx, "r.xlsx", changed(rows)))
    for mode, written, name, given in files:
        with tempfile.TemporaryFile() as file:
            file.write(written(*given).getvalue())
            start, before = time.perf_counter(), megabytes()
            upload = receive(file=file, name=name, by=luo)
            took = time.perf_counter() - start
        yield f"{name}: {upload.row_count} rows received in {took:.1f} s, "
        yield f"  MB before {before:.1f}, after {megabytes():.1f}"
        yield f"  checked: {worked(upload)}"
        decide(upload=upload, mode=UploadMode(mode), by=luo)
        yield f"  stored, {mode}: {worked(upload)}"
        verdicts = UploadVerdict.objects.filter(row__upload=upload, round=1)
        kinds = verdicts.order_by("outcome").values_list("outcome").distinct()
        found = {kind: verdicts.filter(outcome=kind).count() for (kind,) in kinds}
        yield f"  {Upload.objects.get(pk=upload.pk).state}: {found}"


def changed(rows):
    """The same rows, each with an answer that is new."""
    return [
        row | ({"replicates": "3"} if row["assay"] == "PCR" else {"comment": "x"}) for row in rows
    ]


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    with scratch_database():
        for told in measure(int(sys.argv[1])):
            print(told, flush=True)
