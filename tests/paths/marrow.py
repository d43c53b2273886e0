"""The marrow: specimen, both results, what the microscope and the antibodies show."""

from datetime import date

from tests.paths.paper import FLOW_LABORATORY, INVESTIGATOR, PCR_LABORATORY, Paper, later

DAYS_TO_REPORT = 3
FOUND = {
    "result_class": "QUANTIFIED",
    "bcr_abl_copies": "124.0",
    "control_copies": "40000",
    "ratio_percent": "0.31",
    "lod_percent": "0.0032",
    "loq_percent": "0.0032",
}
NOT_FOUND = {
    "result_class": "NOT_DETECTED",
    "bcr_abl_copies": "0",
    "control_copies": "40000",
    "lod_percent": "0.0032",
}
CELLS_FOUND = {
    "abnormal_events": "240",
    "result_class": "QUANTIFIED",
    "abnormal_percent": "0.04",
    "lod_percent": "0.002",
    "lloq_percent": "0.005",
    "cd22_on_abnormal": "POS",
    "cd19_on_abnormal": "POS",
}
NO_CELLS_FOUND = {"abnormal_events": "0", "result_class": "NOT_DETECTED", "lod_percent": "0.002"}


def specimen(on: date, number: str, purpose="SCHEDULED"):
    return Paper(
        "mrd_specimen",
        {
            "collected": "Y",
            "specimen_id": number,
            "purpose": purpose,
            "specimen_type": "BM",
            "collection_date": on,
            "collection_time": f"{on} 09:30",
            "site_of_aspirate": "PIC_L",
            "first_pull": "Y",
            "volume_ml": "3.0",
            "anticoagulant": "EDTA",
            "spicules": "Y",
            "haemodilution": "NONE",
            "quality": "ADEQUATE",
            "received_time": f"{on} 14:30",
            "storage_temperature": "COOL",
        },
    )


def none_taken(reason: str):
    return Paper("mrd_specimen", {"collected": "N", "not_collected_reason": reason})


def pcr(taken_on: date, found: dict):
    return Paper(
        "mrd_pcr",
        {
            "performed": "Y",
            "lab_name": PCR_LABORATORY,
            "report_date": later(taken_on, DAYS_TO_REPORT),
            "method": "RTQPCR",
            "transcript": "P190",
            "control_gene": "ABL1",
            "replicates": "3",
            **found,
        },
    )


def flow(taken_on: date, found: dict):
    return Paper(
        "mrd_flow",
        {
            "performed": "Y",
            "lab_name": FLOW_LABORATORY,
            "report_date": later(taken_on, DAYS_TO_REPORT),
            "colours": "10",
            "panel": "CD19 CD10 CD34 CD38 CD45 CD58",
            "gating_without_cd22": "Y",
            "events_acquired": "600000",
            "denominator": "NUCLEATED",
            **found,
        },
    )


def morphology(on: date, **instead):
    return Paper(
        "bm_morphology",
        {
            "performed": "Y",
            "assessment_date": on,
            "bm_blasts_percent": "1.0",
            "cellularity": "NORMAL",
            "trilineage": "Y",
            "pb_blasts": "N",
            "anc_at_assessment": "3.10",
            "plt_at_assessment": "165",
            "transfusion_free": "Y",
            "extramedullary": "NONE",
            "cns_status": "ND",
            "response": "CR",
            "assessor": INVESTIGATOR,
            **instead,
        },
    )


def cd22(on: date, *, timepoint="LATEST", percent="92.0"):
    return Paper(
        "cd22_expression",
        {
            "sample_date": on,
            "timepoint": timepoint,
            "specimen": "BM",
            "evaluable_cells": "Y",
            "cd22_percent": percent,
            "cd22_intensity": "NORMAL",
            "lab_name": FLOW_LABORATORY,
        },
    )


def negative(on: date, number: str, purpose="SCHEDULED"):
    """A marrow without residual disease, as both laboratories report it."""
    return [specimen(on, number, purpose), pcr(on, NOT_FOUND), flow(on, NO_CELLS_FOUND)]


def positive(on: date, number: str, purpose="SCHEDULED"):
    """A marrow with residual disease, as both laboratories report it."""
    return [specimen(on, number, purpose), pcr(on, FOUND), flow(on, CELLS_FOUND)]
