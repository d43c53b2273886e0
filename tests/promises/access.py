"""Who may open what: every address of the application by name, and the roles it answers.

An address that is missing here fails the build. ``READS`` answer a GET, ``ACTS`` only a POST.
"""

from edc.access import Role

COORDINATOR, INVESTIGATOR, MONITOR = Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR
DATA_MANAGER, STATISTICIAN = Role.DATA_MANAGER, Role.STATISTICIAN
MEDICAL_MONITOR, INSPECTOR = Role.MEDICAL_MONITOR, Role.INSPECTOR
ADMINISTRATOR = Role.ADMINISTRATOR

SITE = {COORDINATOR, INVESTIGATOR}
ASKERS = {MONITOR, DATA_MANAGER, MEDICAL_MONITOR}
VIEWERS = SITE | ASKERS | {INSPECTOR}
EXPORTERS = {DATA_MANAGER, STATISTICIAN, INSPECTOR}
POOLED = {DATA_MANAGER, STATISTICIAN, MEDICAL_MONITOR, INSPECTOR}
EVERYBODY = VIEWERS | EXPORTERS | {ADMINISTRATOR}

READS = {
    "home": EVERYBODY,
    "subjects": VIEWERS,
    "register": SITE,
    "subject": VIEWERS,
    "record": VIEWERS,
    "record-at-visit": VIEWERS,
    "history": VIEWERS,
    "history-at-visit": VIEWERS,
    "status": VIEWERS,
    "queries": VIEWERS,
    "results": POOLED,
    "curve": POOLED,
    "exports": EXPORTERS,
    "dataset-file": EXPORTERS,
}
ACTS = {
    "raise-query": ASKERS,
    "raise-query-at-visit": ASKERS,
    "remove": SITE,
    "remove-at-visit": SITE,
    "query-answer": VIEWERS,
    "query-close": VIEWERS,
    "query-reopen": VIEWERS,
}
OPEN = {"sign-in", "sign-out", "language"}
