"""The watch over doses: what the protocol asks of both drugs, against what was given.

The rules are ours, made from the tables of changes for toxicity; the specification of the forms
lists no such checks. What a finding demands is missing when the records certainly show a dose in
spite of it, and the query stands on the record of that dose. A rule says nothing while it is open
whether a limit was passed, whether a dose was taken, or whether a pause was recorded.
"""

from dosing.watch import course, exposure, ino, olverembatinib
from dosing.watch.actions import ExpectedAction, is_kept
from dosing.watch.wording import message_of, rule_text
from edc.facts import fact

__all__ = [
    "ExpectedAction",
    "course",
    "expected_actions",
    "exposure",
    "ino",
    "is_kept",
    "message_of",
    "olverembatinib",
    "rule_text",
]


@fact
def expected_actions(
    olv_actions_for_low_counts,
    olv_actions_for_grade_3,
    olv_actions_for_grade_4,
    olv_actions_for_liver_tests,
    olv_actions_for_liver_injury,
    olv_actions_for_pancreatitis,
    olv_actions_for_arterial_occlusion,
    olv_actions_for_qtcf,
    olv_actions_for_blood_pressure,
    olv_actions_for_protein_and_lipids,
    expected_ino_actions,
):
    """Every change of dose that the records of a subject call for, rule by rule."""
    return [
        *olv_actions_for_low_counts,
        *olv_actions_for_grade_3,
        *olv_actions_for_grade_4,
        *olv_actions_for_liver_tests,
        *olv_actions_for_liver_injury,
        *olv_actions_for_pancreatitis,
        *olv_actions_for_arterial_occlusion,
        *olv_actions_for_qtcf,
        *olv_actions_for_blood_pressure,
        *olv_actions_for_protein_and_lipids,
        *expected_ino_actions,
    ]


@fact
def expected_ino_actions(
    ino_actions_for_permanent_stop,
    ino_actions_for_severe_liver_toxicity,
    ino_actions_for_other_events,
    ino_actions_for_long_hold_within_cycle,
    ino_actions_for_hold_of_two_weeks,
    ino_actions_for_hold_of_four_weeks,
    ino_actions_for_lasting_low_counts,
    ino_actions_for_reduced_dose,
):
    """Every change of inotuzumab ozogamicin that the records call for."""
    return [
        *ino_actions_for_permanent_stop,
        *ino_actions_for_severe_liver_toxicity,
        *ino_actions_for_other_events,
        *ino_actions_for_long_hold_within_cycle,
        *ino_actions_for_hold_of_two_weeks,
        *ino_actions_for_hold_of_four_weeks,
        *ino_actions_for_lasting_low_counts,
        *ino_actions_for_reduced_dose,
    ]
