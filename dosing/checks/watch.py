"""Checks of the watch over doses: one for each rule, on the dose given in spite of it.

They are ours, made from the protocol's tables of changes for toxicity.
"""

from dosing.models import DosingCycle, InoInfusion, OlverembatinibPeriod
from dosing.watch import is_kept, message_of
from edc.checks import Severity, check
from edc.logic import any_of


def on_period(rule):
    return check(
        rule, OlverembatinibPeriod, Severity.SOFT, message_of(rule), beside="period_status"
    )


def on_infusion(rule, *, beside="given", instead_of=""):
    return check(
        rule,
        InoInfusion,
        Severity.SOFT,
        message_of(rule),
        beside=beside,
        instead_of=instead_of,
    )


@on_period("DOSE-OLV-01")
def low_counts_interrupt_olverembatinib(this, olv_actions_for_low_counts):
    return is_kept(this, olv_actions_for_low_counts)


@on_period("DOSE-OLV-02")
def grade_3_interrupts_olverembatinib(this, olv_actions_for_grade_3):
    return is_kept(this, olv_actions_for_grade_3)


@on_period("DOSE-OLV-03")
def grade_4_stops_olverembatinib(this, olv_actions_for_grade_4):
    return is_kept(this, olv_actions_for_grade_4)


@on_period("DOSE-OLV-04")
def raised_transaminases_interrupt_olverembatinib(this, olv_actions_for_liver_tests):
    return is_kept(this, olv_actions_for_liver_tests)


@on_period("DOSE-OLV-05")
def liver_injury_stops_olverembatinib(this, olv_actions_for_liver_injury):
    return is_kept(this, olv_actions_for_liver_injury)


@on_period("DOSE-OLV-06")
def pancreatitis_interrupts_or_stops_olverembatinib(this, olv_actions_for_pancreatitis):
    return is_kept(this, olv_actions_for_pancreatitis)


@on_period("DOSE-OLV-07")
def arterial_occlusion_stops_olverembatinib(this, olv_actions_for_arterial_occlusion):
    return is_kept(this, olv_actions_for_arterial_occlusion)


@on_period("DOSE-OLV-08")
def long_qtcf_interrupts_olverembatinib(this, olv_actions_for_qtcf):
    return is_kept(this, olv_actions_for_qtcf)


@on_period("DOSE-OLV-09")
def uncontrolled_pressure_interrupts_olverembatinib(this, olv_actions_for_blood_pressure):
    return is_kept(this, olv_actions_for_blood_pressure)


@on_period("DOSE-OLV-10")
def proteinuria_and_lipids_interrupt_olverembatinib(this, olv_actions_for_protein_and_lipids):
    return is_kept(this, olv_actions_for_protein_and_lipids)


@on_infusion("DOSE-INO-01")
def ino_stopped_for_good_is_not_given_again(this, ino_actions_for_permanent_stop):
    return is_kept(this, ino_actions_for_permanent_stop)


@on_infusion("DOSE-INO-02")
def severe_liver_toxicity_stops_ino(this, ino_actions_for_severe_liver_toxicity):
    return is_kept(this, ino_actions_for_severe_liver_toxicity)


@on_infusion("DOSE-INO-03")
def other_events_hold_ino(this, ino_actions_for_other_events):
    return is_kept(this, ino_actions_for_other_events)


@on_infusion("DOSE-INO-04", beside="infusion_date", instead_of="INO-009")
def dose_held_too_long_is_left_out(this, ino_actions_for_long_hold_within_cycle):
    return is_kept(this, ino_actions_for_long_hold_within_cycle)


@on_infusion("DOSE-INO-05", beside="actual_dose_mg_m2")
def dose_is_lower_after_a_hold_of_two_weeks(this, ino_actions_for_hold_of_two_weeks):
    return is_kept(this, ino_actions_for_hold_of_two_weeks)


@on_infusion("DOSE-INO-06")
def ino_is_not_given_after_a_hold_of_four_weeks(this, ino_actions_for_hold_of_four_weeks):
    return is_kept(this, ino_actions_for_hold_of_four_weeks)


@on_infusion("DOSE-INO-07")
def lasting_low_counts_stop_ino(this, ino_actions_for_lasting_low_counts):
    return is_kept(this, ino_actions_for_lasting_low_counts)


@on_infusion("DOSE-INO-08", beside="actual_dose_mg_m2", instead_of="INO-014")
def reduced_dose_is_never_raised(this, ino_actions_for_reduced_dose):
    return is_kept(this, ino_actions_for_reduced_dose)


@check(
    "DOSE-INO-09",
    DosingCycle,
    Severity.SOFT,
    message_of("DOSE-INO-09"),
    beside="cycle_number",
    instead_of="CYC-002",
)
def third_cycle_follows_no_mrd_remission(
    cycle_number, ino_regimen, cycle_start_date, mrd_remission_date, param
):
    return any_of(
        cycle_number <= param.dosing.ino_max_cycles_before_hsct,
        ino_regimen == "NONE",
        mrd_remission_date >= cycle_start_date,
    )
