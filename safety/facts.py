"""What befell a subject beside the study treatment: other therapy, serious events, VOD/SOS."""

from edc.facts import fact
from edc.logic import Unknown, all_of, coalesce, days, earliest, one_of
from safety import clock, rules, vod

BEYOND_ALL_NUMBERS = 999


def is_other_therapy(medicine):
    """Intrathecal prophylaxis does not count; a route that was not given does not excuse."""
    return (medicine.category == "LEUKAEMIA") is True and (medicine.route == "IT") is not True


@fact
def other_therapy_date(conmeds, c1d1_date):
    """First day of another anti-leukaemia treatment, on or after the first dose.

    An incomplete date counts from the earliest day it can mean on treatment.
    """
    return earliest(
        rules.first_day_on_treatment(medicine.start_date, c1d1_date)
        for medicine in conmeds
        if is_other_therapy(medicine)
    )


@fact
def sae_reports(adverse_events, saes, param):
    """Of each serious event its reports in order, when the first was due and how late it came."""
    return [reporting_of(event, saes, param) for event in adverse_events if event.serious == "Y"]


def reporting_of(event, saes, param):
    own = [report for report in saes if (report.ae_number == event.ae_number) is True]
    own.sort(key=lambda report: coalesce(report.report_number, BEYOND_ALL_NUMBERS))
    reports = tuple(
        clock.Report(
            report._envelope.line,
            report.report_type,
            report.report_number,
            report.aware_time,
            made_at(report),
        )
        for report in own
    )
    return clock.Reporting(
        event._envelope.line, event.ae_number, reports, param.safety.sae_report_hours
    )


def made_at(report):
    """A report is made when its form is complete; a draft only says since when the clock runs."""
    return report.report_time if report._envelope.state == "COMPLETE" else Unknown


@fact
def severe_vod_date(vod_sos_records, conditioning_start, hsct_d0, param):
    """First onset of VOD/SOS that the stopping rule counts (protocol section 9.2).

    Confirmed at some assessment with severity severe or very severe, and begun between the first
    day of conditioning and the last day of the horizon, both included.
    """

    def counts(assessment):
        onset, horizon = assessment.onset_date, param.analysis.vod_horizon_days
        return all_of(
            assessment.diagnosis_confirmed == "Y",
            one_of(assessment.severity, "SEVERE", "VERY_SEVERE"),
            vod.is_from_conditioning_on(onset, conditioning_start, hsct_d0),
            days(hsct_d0, onset) <= horizon,
        )

    return earliest(
        assessment.onset_date for assessment in vod_sos_records if counts(assessment) is True
    )
