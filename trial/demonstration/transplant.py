"""Before and on the day of transplantation."""

from collections.abc import Iterator
from decimal import Decimal

from trial.demonstration.course import after
from trial.demonstration.paper import Paper, at, visited
from trial.demonstration.patients import Patient, Sample
from trial.demonstration.screening import donor
from trial.protocol import HSCT, PARAMETERS, PRE_HSCT


def papers(patient: Patient) -> Iterator[Paper]:
    before = -patient.chance("before transplantation").randint(4, 12)
    yield visited(PRE_HSCT, after(patient.conditioning, before))
    yield visited(HSCT, patient.transplanted)
    yield Paper(patient.transplanted, "hsct", transplant(patient), at(HSCT))


def transplant(patient: Patient) -> dict:
    chance = patient.chance("transplant")
    return {
        "transplant_number": 1,
        "hsct_kind": "ALLO",
        "d0_date": patient.transplanted,
        "disease_status": disease_status(patient),
        **donor_and_match(patient, chance),
        "recipient_cmv": chance.choice(["POS", "POS", "NEG"]),
        "graft_source": chance.choice(["PB", "PB", "BMPB"]),
        "tnc_dose": f"{chance.randint(600, 1500) / 100:.2f}",
        "cd34_dose": f"{chance.randint(250, 800) / 100:.2f}",
        "cd3_dose": f"{chance.randint(100, 300) / 100:.2f}",
        "graft_manipulation": "NONE",
        "conditioning_given": "Y",
        "conditioning_start_date": patient.conditioning,
        "intensity": "MAC",
        "tbi_given": "N",
        "dual_alkylator": "N",
        **prophylaxis(patient),
    }


def donor_and_match(patient: Patient, chance) -> dict:
    kind = donor(patient)
    relation = {"MSD": "SIBLING", "HAPLO": chance.choice(["SIBLING", "PARENT", "CHILD"])}
    return {
        "donor_type": kind,
        **({"donor_relation": relation[kind]} if kind in relation else {}),
        **({"dsa": "NEG"} if kind == "HAPLO" else {}),
        "hla_matched_loci": 5 if kind == "HAPLO" else 10,
        "hla_loci_typed": "10",
        "donor_age": chance.randint(19, 52),
        "donor_sex": chance.choice(["M", "F"]),
        "donor_abo": chance.choice(["MATCH", "MATCH", "MINOR", "MAJOR"]),
        "donor_cmv": chance.choice(["POS", "POS", "NEG"]),
    }


def prophylaxis(patient: Patient) -> dict:
    if donor(patient) == "MSD":
        return {"gvhd_prophylaxis": "CSA,MTX"}
    return {"gvhd_prophylaxis": "CSA,MTX,MMF,ATG", "atg_total_dose": "10.0"}


def disease_status(patient: Patient) -> str:
    """As the last sample before conditioning left it."""
    if patient.relapsed and patient.relapsed < patient.transplanted:
        return "NO_CR"
    remission = patient.chance("remission").choice(["CR1", "CR1", "CR1", "CR2"])
    earlier = [s for s in patient.samples if s.collected < patient.conditioning]
    return f"{remission}_{'MRDPOS' if earlier and is_positive(earlier[-1]) else 'MRDNEG'}"


def is_positive(sample: Sample) -> bool:
    mrd = PARAMETERS.mrd
    return (
        Decimal(sample.pcr_ratio or 0) >= mrd.pcr_threshold_percent
        or Decimal(sample.flow_percent or 0) >= mrd.flow_threshold_percent
    )
