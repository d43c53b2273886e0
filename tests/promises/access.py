"""Who may open what: every address of the application by name, and the roles it answers.

An address that is missing here fails the build. ``READS`` answer a GET, ``ACTS`` only a POST.
"""

from edc.access import Role

COORDINATOR, INVESTIGATOR, MONITOR = Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR
DATA_MANAGER, STATISTICIAN = Role.DATA_MANAGER, Role.STATISTICIAN
MEDICAL_MONITOR, INSPECTOR = Role.MEDICAL_MONITOR, Role.INSPECTOR
ADMINISTRATOR, LABORATORY = Role.ADMINISTRATOR, Role.LABORATORY

SITE = {COORDINATOR, INVESTIGATOR}
ASKERS = {MONITOR, DATA_MANAGER, MEDICAL_MONITOR}
VIEWERS = SITE | ASKERS | {INSPECTOR}
CODERS = {DATA_MANAGER}
EXPORTERS = {DATA_MANAGER, STATISTICIAN, INSPECTOR}
POOLED = {DATA_MANAGER, STATISTICIAN, MEDICAL_MONITOR, INSPECTOR}
EVERYBODY = VIEWERS | EXPORTERS | {ADMINISTRATOR, LABORATORY}

READS = {
    "home": EVERYBODY,
    "subjects": VIEWERS,
    "register": SITE,
    "subject": VIEWERS,
    "record": VIEWERS,
    "record-at-visit": VIEWERS,
    "record-of-site": VIEWERS,
    "site": VIEWERS,
    "record-by-id": VIEWERS,
    "history": VIEWERS,
    "history-at-visit": VIEWERS,
    "history-of-site": VIEWERS,
    "status": VIEWERS,
    "doses": VIEWERS,
    "doses-picture": VIEWERS,
    "queries": VIEWERS,
    "overdue": VIEWERS,
    "sae-pdf": VIEWERS,
    "sae-xml": VIEWERS,
    "results": POOLED,
    "curve": POOLED,
    "uploads": {LABORATORY},
    "upload": {LABORATORY},
    "upload-progress": {LABORATORY},
    "upload-template": {LABORATORY},
    "coding": CODERS,
    "coded": CODERS,
    "coding-term": CODERS,
    "recoding": CODERS,
    "synonyms": CODERS,
    "dictionaries": CODERS,
    "exports": EXPORTERS,
    "dataset-file": EXPORTERS,
}
ACTS = {
    "code-now": CODERS,
    "raise-query": ASKERS,
    "raise-query-at-visit": ASKERS,
    "raise-query-of-site": ASKERS,
    "remove": SITE,
    "remove-at-visit": SITE,
    "remove-of-site": SITE,
    "regrading-of-site": SITE,
    "upload-store": {LABORATORY},
    "query-answer": VIEWERS,
    "query-close": VIEWERS,
    "query-reopen": VIEWERS,
}
OPEN = {"sign-in", "sign-out", "language"}
