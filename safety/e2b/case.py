"""What an individual case safety report says of one serious event, read from the forms."""

import re
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from edc.chart import BLANK
from edc.logic import Unknown, age_in_years, as_span, blank, coalesce, filled, number
from safety.reports import Printed

FORMS = ("demographics", "death", "olverembatinib_period", "ino_infusion", "adverse_event", "sae")
CRITERIA = ("crit_death", "crit_life", "crit_hosp", "crit_disab", "crit_cong", "crit_mie")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Parties(NamedTuple):
    """Who sends to whom, as both agreed; empty while nothing is agreed.

    ``kind`` is the type of the sender, C.3.1: 3 a health professional, 6 another organisation.
    """

    sender: str = ""
    receiver: str = ""
    organisation: str = ""
    kind: str = "3"
    study_number: str = ""
    study_name: str = ""


class Dosage(NamedTuple):
    """One stretch of a drug; what is not known is Unknown."""

    start: Any
    end: Any
    milligrams: Decimal | Any
    lot: str | Any
    every_days: int | None = None


class Drug(NamedTuple):
    """A study drug in this case."""

    name: str
    is_suspected: Any
    route: str
    action: str | Any
    causality: str | Any
    dosages: list[Dosage]


class Case(NamedTuple):
    """The case, in the order of the implementation guide: C, D, E, G, H. Absent: Unknown."""

    identifier: str
    report_number: int
    first_received: datetime | date | Any
    latest_information: date | Any
    is_expedited: Any
    site: str
    subject: str
    sex: str | Any
    age: int | Any
    history: str | Any
    death: Any
    term: str | Any
    english_term: str | Any
    start: Any
    end: Any
    criteria: dict[str, str | Any]
    outcome: str | Any
    drugs: list[Drug]
    rechallenge: str | Any
    narrative: str | Any

    @property
    def language(self) -> str:
        """ISO 639-2 of the reported term."""
        return "zho" if filled(self.term) and CHINESE.search(self.term) else "eng"

    def reference(self, what: str) -> str:
        """The same name for the same thing in every message about the case."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.identifier}/{what}"))


def case_of(printed: Printed, parties: Parties) -> Case:
    """The case behind a report. Its identifier names country, organisation, subject and event."""
    report, event, chart = printed.report, printed.event or BLANK, printed.report._chart
    subject = printed.subject
    start = event.start_date
    return Case(
        identifier=f"CN-{parties.organisation}-{subject.screening_number}-{report.ae_number}",
        report_number=report.report_number,
        first_received=first_received(chart, report),
        latest_information=coalesce(report.aware_date, report.report_date),
        is_expedited=report.susar,
        site=subject.site.name_en,
        subject=str(subject),
        sex=chart.value("demographics").sex,
        age=age_in_years(chart.value("demographics").birth_date, day_known(start)),
        history=report.relevant_history,
        death=chart.value("death"),
        term=event.term,
        english_term=coalesce(event.meddra_pt, event.ctcae_term),
        start=start,
        end=event.end_date,
        criteria={name: getattr(event, name) for name in CRITERIA},
        outcome=event.outcome,
        drugs=list(drugs_of(chart, report, event)),
        rechallenge=report.rechallenge,
        narrative=report.narrative,
    )


def first_received(chart, report):
    """When the site first became aware of the event, as its initial report says."""
    for reporting in chart.fact("sae_reports"):
        if reporting.ae_number == report.ae_number:
            return coalesce(reporting.initial.aware_at, report.aware_date)
    return coalesce(report.aware_time, report.aware_date)


def day_known(start):
    """The day of a date that is complete."""
    if blank(start):
        return Unknown
    span = as_span(start)
    return span.low if span.low == span.high else Unknown


def drugs_of(chart, report, event):
    """The study drugs that were given, with what the investigator thinks of each."""
    suspected = coalesce(report.suspected_drug, [])
    periods = [p for p in chart.records.get("olverembatinib_period", ()) if was_taken(p)]
    infusions = [i for i in chart.records.get("ino_infusion", ()) if i.given == "Y"]
    if periods or "OLV" in suspected:
        yield Drug(
            "Olverembatinib",
            "OLV" in suspected,
            "Oral",
            event.action_olv,
            event.causality_olv,
            [olverembatinib(period) for period in periods],
        )
    if infusions or "INO" in suspected:
        yield Drug(
            "Inotuzumab ozogamicin",
            "INO" in suspected,
            "Intravenous",
            event.action_ino,
            event.causality_ino,
            [infusion(one) for one in infusions],
        )


def was_taken(period) -> bool:
    return (period.period_status == "TAKEN") is True


def olverembatinib(period) -> Dosage:
    dose = coalesce(period.dose_other_mg, number(period.dose_mg))
    interval = {"QD": 1, "QOD": 2}.get(period.frequency)
    return Dosage(period.start_date, period.end_date, dose, period.lot_number, interval)


def infusion(one) -> Dosage:
    return Dosage(one.infusion_start, one.infusion_end, one.actual_dose_mg, one.lot_number)
