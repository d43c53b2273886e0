"""What a site writes of a serious event, as it is typed."""

from edc.actions.entry import Place, save
from tests.patients import typed

EVENT = {
    "ae_number": "1",
    "term": "Febrile neutropenia",
    "ctcae_term": "Febrile neutropenia",
    "aesi": "NONE",
    "start_date": "2026-03-01",
    "ongoing": "Y",
    "grade": "3",
    "outcome": "RECOVERING",
    "treatment_given": "Y",
    "causality_olv": "POSSIBLE",
    "causality_ino": "POSSIBLE",
    "causality_combo": "POSSIBLE",
    "action_olv": "NONE",
    "action_ino": "NONE",
    "serious": "Y",
    "crit_death": "N",
    "crit_life": "N",
    "crit_hosp": "Y",
    "crit_disab": "N",
    "crit_cong": "N",
    "crit_mie": "N",
}
# Half an hour late.
REPORT = {
    "ae_number": "1",
    "report_type": "INITIAL",
    "report_number": "1",
    "report_date": "2026-03-03",
    "report_time": "2026-03-03 08:30",
    "aware_date": "2026-03-02",
    "aware_time": "2026-03-02 08:00",
    "narrative": "Fever of 39.1 on study day 12. 发热39.1℃，予美罗培南。",
    "relevant_history": "None.",
    "suspected_drug": ["INO"],
    "dechallenge": "NA",
    "rechallenge": "NA",
    "expected": "Y",
    "reported_to_ethics": "N",
    "reported_to_regulator": "NA",
}


def draft(subject, form, given, *, by, line=1):
    """Begin one form and leave it as a draft."""
    return save(place=Place(subject, None, form, line), typed=typed(given), by=by).record
