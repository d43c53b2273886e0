"""Samples for residual disease, each with the results of both laboratories."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from edc.codelists import MissingReason
from edc.logic import rounded
from trial.demonstration import unscheduled
from trial.demonstration.course import after, belongs_to_week_2, is_positive, week_2_visit
from trial.demonstration.examinations import is_asked
from trial.demonstration.history import residual_at_screening
from trial.demonstration.laboratories import FLOW_LABORATORY, PCR_LABORATORY
from trial.demonstration.morphology import MOLECULAR, cd22, morphology
from trial.demonstration.paper import Occasion, Paper, at
from trial.demonstration.patients import Patient, Sample
from trial.demonstration.traits import transcript
from trial.protocol import C1D15, PARAMETERS, REL, SCR, UNS


def papers(patient: Patient) -> Iterator[Paper]:
    """The samples of the files: at week 2, and later ones at visits of their own."""
    line = 0
    for sample in patient.samples:
        if belongs_to_week_2(patient, sample):
            line += 1
            yield from results(patient, sample, at(C1D15), line)
        else:
            place = unscheduled.place_on(patient, sample.collected)
            yield from results(patient, sample, place, 1)
    if not patient.samples and week_2_visit(patient) <= patient.last_seen:
        missing = {"collected": "N", "not_collected_reason": "REFUSED"}
        yield Paper(week_2_visit(patient), "mrd_specimen", missing, at(C1D15))


def papers_at(patient: Patient, visit: Occasion) -> Iterator[Paper]:
    """What the schedule asks of the marrow at any other visit, until a relapse."""
    is_over = patient.relapsed and patient.relapsed < visit.on and patient.relapse_type != MOLECULAR
    if visit.code != C1D15.code and is_asked("mrd_specimen", visit) and not is_over:
        yield from results(patient, sample_at(patient, visit), visit.place, 1)
    if is_asked("bm_morphology", visit) and not is_over:
        yield Paper(visit.on, "bm_morphology", morphology(patient, visit), visit.place)
    if is_asked("cd22_expression", visit):
        yield Paper(visit.on, "cd22_expression", cd22(patient, visit), visit.place)


def sample_at(patient: Patient, visit: Occasion) -> Sample:
    """A sample that the files do not tell of, in keeping with those that they do."""
    name = f"{patient.id[3:]}-{visit.code.replace('_', '')}"
    if visit.code == SCR.code:
        return sample(name, visit.on, *residual_at_screening(patient))
    if visit.code == REL.code:
        return sample(name, visit.on, *at_relapse(patient))
    if patient.transplanted and visit.on >= patient.transplanted:
        return sample(name, visit.on, *after_hsct(patient, visit.on))
    return before_hsct(patient, visit.on, name)


def sample_before_hsct(patient: Patient, on: date) -> Sample:
    return before_hsct(patient, on, "")


def before_hsct(patient: Patient, on: date, name: str) -> Sample:
    """Clear where remission was reached; else positive, or without the flow half."""
    if was_cleared(patient):
        return sample(name, on, "", "")
    if any(map(is_positive, patient.samples)):
        percent = patient.chance("residual disease before HSCT").randint(2, 30)
        return sample(name, on, f"{percent / 100:.2f}", "")
    return replace(sample(name, on, "", ""), flow_result="")


def at_relapse(patient: Patient) -> tuple[str, str]:
    chance = patient.chance("marrow at relapse")
    by_type = {
        "MORPHOLOGICAL": (
            f"{chance.randint(500, 6000) / 100:.2f}",
            f"{chance.randint(60, 190) / 10}",
        ),
        MOLECULAR: (f"{chance.randint(3, 40) / 100:.2f}", ""),
    }
    return by_type.get(patient.relapse_type, ("", ""))


def after_hsct(patient: Patient, on: date) -> tuple[str, str]:
    is_back = patient.relapse_type == MOLECULAR and patient.relapsed <= on
    return at_relapse(patient) if is_back else ("", "")


def sample(name: str, on: date, ratio: str, cells: str) -> Sample:
    """An adequate marrow; a half without a number found nothing."""
    return Sample(
        id=name,
        collected=on,
        specimen_type="BM",
        quality="ADEQUATE",
        pcr_result="QUANTIFIED" if ratio else "NOT_DETECTED",
        pcr_ratio=ratio,
        pcr_lod="0.002",
        pcr_loq="0.003",
        abl1_copies="50000",
        flow_result="QUANTIFIED" if cells else "NOT_DETECTED",
        flow_percent=cells,
        flow_lod="0.002",
        flow_events="600000",
    )


def was_cleared(patient: Patient) -> bool:
    """Whether the files hold a marrow, or two close together, with both halves clear."""
    opens, _ = C1D15.window(patient.first_dose)
    marrows = [
        s for s in patient.samples
        if (s.specimen_type, s.quality) == ("BM", "ADEQUATE") and s.collected >= opens
    ]  # fmt: skip
    by_pcr = [s.collected for s in marrows if pcr_is_clear(s)]
    by_flow = [s.collected for s in marrows if flow_is_clear(s)]
    longest = PARAMETERS.mrd.pairing_max_days
    return any(abs((one - other).days) <= longest for one in by_pcr for other in by_flow)


def pcr_is_clear(sample: Sample) -> bool:
    mrd = PARAMETERS.mrd
    if not sample.pcr_result or int(sample.abl1_copies) < mrd.abl1_min_copies:
        return False
    proven = {"QUANTIFIED": sample.pcr_ratio, "POS_NOT_QUANT": sample.pcr_loq}
    value = Decimal(proven.get(sample.pcr_result, sample.pcr_lod))
    limit = mrd.pcr_threshold_percent
    return value < limit if sample.pcr_result == "QUANTIFIED" else value <= limit


def flow_is_clear(sample: Sample) -> bool:
    percent = Decimal(sample.flow_percent or 0)
    return bool(sample.flow_result) and percent < PARAMETERS.mrd.flow_threshold_percent


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
        "purpose": purpose(visit, line),
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


def purpose(visit, line: int) -> str:
    if visit[0] == REL.code:
        return "RELAPSE"
    return "UNSCHEDULED" if visit[0] == UNS.code or line > 1 else "SCHEDULED"


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
        "lab_name": PCR_LABORATORY,
        "report_date": reported_on(patient, sample, "PCR"),
        "method": "RTQPCR",
        "transcript": transcript(patient),
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
        "lab_name": FLOW_LABORATORY,
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
