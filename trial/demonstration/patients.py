"""The sixty patients as their two files tell them: raw facts, every number as it was reported."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
PATIENTS, SAMPLES = HERE / "patients.csv", HERE / "mrd_samples.csv"

Day = Any  # a date, or None for a day that never came


@dataclass(frozen=True)
class Sample:
    """A marrow or blood sample; empty texts are what was not done or not recorded."""

    id: str
    collected: date
    specimen_type: str
    quality: str
    pcr_result: str
    pcr_ratio: str
    pcr_lod: str
    pcr_loq: str
    abl1_copies: str
    flow_result: str
    flow_percent: str
    flow_lod: str
    flow_events: str


@dataclass(frozen=True)
class Patient:
    """One patient, from enrolment to the last contact."""

    id: str
    site: str
    enrolled: Day
    first_dose: Day
    conditioning: Day
    transplanted: Day
    relapsed: Day
    relapse_type: str
    died: Day
    cause_of_death: str
    last_contact: date
    samples: tuple[Sample, ...]

    @property
    def screening_number(self) -> str:
        return f"S{self.id}"

    @property
    def last_seen(self) -> date:
        """The last day on which a visit can have taken place; nobody is visited on the last day."""
        if self.died is None:
            return self.last_contact
        return min(self.last_contact, self.died - timedelta(days=1))

    def chance(self, about: str) -> Random:
        """Chance that is the same at every load, for whatever the files leave open."""
        return Random(f"{self.id} {about}")  # noqa: S311 - made-up values, nothing is secret


def patients() -> list[Patient]:
    """Everybody, by site and in order of enrolment."""
    samples: dict[str, list[Sample]] = {}
    for row in rows(SAMPLES):
        samples.setdefault(row["patient_id"], []).append(sample_in(row))
    return [patient_in(row, samples.get(row["patient_id"], ())) for row in rows(PATIENTS)]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> Day:
    return date.fromisoformat(text) if text else None


def sample_in(row) -> Sample:
    return Sample(
        id=row["sample_id"],
        collected=date.fromisoformat(row["collection_date"]),
        specimen_type=row["specimen_type"],
        quality=row["quality"],
        pcr_result=row["pcr_result"],
        pcr_ratio=row["pcr_ratio_percent"],
        pcr_lod=row["pcr_lod_percent"],
        pcr_loq=row["pcr_loq_percent"],
        abl1_copies=row["abl1_copies"],
        flow_result=row["flow_result"],
        flow_percent=row["flow_percent"],
        flow_lod=row["flow_lod_percent"],
        flow_events=row["flow_events"],
    )


def patient_in(row, samples) -> Patient:
    return Patient(
        id=row["patient_id"],
        site=row["site_id"],
        enrolled=day(row["enrolment_date"]),
        first_dose=day(row["first_dose_date"]),
        conditioning=day(row["conditioning_start_date"]),
        transplanted=day(row["hsct_date"]),
        relapsed=day(row["relapse_date"]),
        relapse_type=row["relapse_type"],
        died=day(row["death_date"]),
        cause_of_death=row["cause_of_death"],
        last_contact=date.fromisoformat(row["last_contact_date"]),
        samples=tuple(sorted(samples, key=lambda sample: sample.collected)),
    )
