"""Samples for residual disease, each with the results of both laboratories."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from edc.codelists import MissingReason
from edc.logic import rounded
from trial.demonstration.course import after, belongs_to_week_2, week_2_visit
from trial.demonstration.paper import Paper, at, visited
from trial.demonstration.patients import Patient, Sample
from trial.protocol import C1D15, UNS


def papers(patient: Patient) -> Iterator[Paper]:
    lines = {C1D15: 0, UNS: 0}
    for sample in patient.samples:
        planned = C1D15 if belongs_to_week_2(patient, sample) else UNS
        lines[planned] += 1
        if planned is UNS:
            yield visited(UNS, sample.collected, sequence=lines[UNS])
            yield from results(patient, sample, at(UNS, lines[UNS]), 1)
        else:
            yield from results(patient, sample, at(C1D15), lines[C1D15])
    if not patient.samples and week_2_visit(patient) <= patient.last_seen:
        missing = {"collected": "N", "not_collected_reason": "REFUSED"}
        yield Paper(week_2_visit(patient), "mrd_specimen", missing, at(C1D15))


def results(patient: Patient, sample: Sample, visit, line: int) -> Iterator[Paper]:
    """Specimen, PCR and flow; the coordinator enters the reports on the day of the sample."""
    forms = {
        "mrd_specimen": specimen(patient, sample, visit, line),
        "mrd_pcr": pcr(patient, sample),
        "mrd_flow": flow(patient, sample),
    }
    for form, answers in forms.items():
        yield Paper(sample.collected, form, answers, visit, line)


def specimen(patient: Patient, sample: Sample, visit, line: int) -> dict:
    chance = patient.chance(f"specimen {sample.id}")
    hour = chance.randint(8, 11)
    return {
        "collected": "Y",
        "specimen_id": f"{patient.site}-{sample.id}",
        "purpose": "UNSCHEDULED" if visit[0] == UNS.code or line > 1 else "SCHEDULED",
        "specimen_type": sample.specimen_type,
        "collection_date": sample.collected,
        "collection_time": f"{sample.collected} {hour:02}:00",
        "volume_ml": f"{chance.randint(25, 60) / 10:.1f}",
        "anticoagulant": "EDTA",
        "quality": sample.quality,
        "received_time": f"{sample.collected} {hour + chance.randint(3, 8):02}:30",
        "storage_temperature": "COOL",
        **(aspirate(chance) if sample.specimen_type == "BM" else {}),
        **({"quality_problem": "DILUTE"} if sample.quality == "INADEQUATE" else {}),
    }


def aspirate(chance) -> dict[str, str]:
    return {
        "site_of_aspirate": chance.choice(["PIC_L", "PIC_R"]),
        "first_pull": "Y",
        "spicules": "Y",
        "haemodilution": chance.choice(["NONE", "NONE", "MILD"]),
    }


def not_done(reason: str) -> dict[str, str]:
    return {"performed": "N", "not_done_reason": reason}


def reported_on(patient: Patient, sample: Sample, about: str) -> date:
    """Some days later, though never after the last contact."""
    days = patient.chance(f"{about} report on {sample.id}").randint(3, 7)
    return min(after(sample.collected, days), patient.last_contact)


def pcr(patient: Patient, sample: Sample) -> dict:
    if not sample.pcr_result:
        return not_done("TECHNICAL")
    reported = {"ratio_percent": sample.pcr_ratio, "loq_percent": sample.pcr_loq}
    return {
        "performed": "Y",
        "lab_name": "Central molecular laboratory (fictional)",
        "report_date": reported_on(patient, sample, "PCR"),
        "method": "RTQPCR",
        "transcript": patient.chance("transcript").choice(["P190", "P190", "P210_E14A2"]),
        "control_gene": "ABL1",
        "replicates": 3,
        "bcr_abl_copies": copies(sample),
        "control_copies": sample.abl1_copies,
        "result_class": sample.pcr_result,
        "lod_percent": sample.pcr_lod,
        **{name: text for name, text in reported.items() if text},
    }


def copies(sample: Sample) -> Decimal:
    """Copies that agree with the ratio; between the two limits where it was not quantified."""
    if sample.pcr_result == "NOT_DETECTED":
        return Decimal(0)
    between = (Decimal(sample.pcr_lod) + Decimal(sample.pcr_loq)) / 2
    ratio = Decimal(sample.pcr_ratio) if sample.pcr_ratio else between
    return rounded(ratio * Decimal(sample.abl1_copies) / 100, 1)


def flow(patient: Patient, sample: Sample) -> dict:
    if not sample.flow_result:
        return not_done("TECHNICAL")
    return {
        "performed": "Y",
        "lab_name": "Central flow cytometry laboratory (fictional)",
        "report_date": reported_on(patient, sample, "flow"),
        "colours": 10,
        "panel": "CD19 CD10 CD34 CD38 CD45 CD58 CD20 CD22 CD81 CD123",
        "gating_without_cd22": "Y",
        "events_acquired": sample.flow_events,
        "denominator": "NUCLEATED",
        "result_class": sample.flow_result,
        "lod_percent": sample.flow_lod,
        **(abnormal_cells(patient, sample) if sample.flow_percent else {}),
    }


def abnormal_cells(patient: Patient, sample: Sample) -> dict:
    """The reports print no limit of quantification, so there is none to enter."""
    chance = patient.chance(f"markers {sample.id}")
    return {
        "abnormal_percent": sample.flow_percent,
        "lloq_percent": MissingReason.UNKNOWN,
        "cd22_on_abnormal": chance.choice(["NEG", "NEG", "PARTIAL"]),
        "cd19_on_abnormal": "POS",
    }
