"""Checks of treatment after transplantation: its days, and the reasons given for it."""

from edc.checks import Severity, check
from edc.logic import any_of, days, exists, filled
from edc.text import T
from followup.models import PostHsctTherapy

HARD, SOFT = Severity.HARD, Severity.SOFT
EARLIEST_TKI_DAY = 20


@check(
    "PHT-001",
    PostHsctTherapy,
    HARD,
    T("Post-HSCT treatment cannot start before HSCT.", "移植后治疗不能早于移植日。"),
)
def therapy_follows_hsct(start_date, hsct_d0):
    return start_date >= hsct_d0


@check(
    "PHT-002",
    PostHsctTherapy,
    HARD,
    T("Stop date before start date.", "结束日期早于开始日期。"),
)
def therapy_stops_after_it_starts(start_date, stop_date):
    return stop_date >= start_date


@check(
    "PHT-003",
    PostHsctTherapy,
    SOFT,
    T("TKI started less than 20 days after HSCT. Please confirm.", "移植后20天内开始TKI，请核实。"),
)
def tki_waits_20_days(therapy, start_date, hsct_d0):
    return any_of(therapy != "TKI", days(hsct_d0, start_date) >= EARLIEST_TKI_DAY)


@check(
    "PHT-004",
    PostHsctTherapy,
    SOFT,
    T("Treatment for relapse but no relapse form.", "复发治疗但无复发记录。"),
)
def treated_relapse_has_its_form(intent, first_relapse_date):
    return any_of(intent != "RELAPSE", filled(first_relapse_date))


@check(
    "PHT-005",
    PostHsctTherapy,
    SOFT,
    T("Pre-emptive treatment but no positive MRD is recorded.", "抢先治疗但无MRD阳性记录。"),
)
def preempted_disease_was_found(intent, mrd_pcrs, mrd_flows):
    return any_of(
        intent != "PREEMPTIVE",
        exists(mrd_pcrs, lambda pcr: pcr.pcr_status == "POSITIVE"),
        exists(mrd_flows, lambda flow: flow.flow_status == "POSITIVE"),
    )


@check(
    "PHT-006",
    PostHsctTherapy,
    SOFT,
    T("Stopped for an adverse event that is not entered.", "因不良事件停用，但未录入该不良事件。"),
    beside="stop_reason",
)
def adverse_event_behind_a_stop_is_entered(
    therapy, ongoing, stop_reason, stop_date, adverse_events
):
    return any_of(
        therapy != "TKI",
        ongoing != "N",
        stop_reason != "AE",
        exists(adverse_events, lambda event: event.start_date <= stop_date),
    )
