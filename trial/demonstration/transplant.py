"""Before and on the day of transplantation."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from edc.logic import rounded
from trial.demonstration.course import after, is_positive
from trial.demonstration.examinations import ejection_fraction
from trial.demonstration.grafting import conditioning
from trial.demonstration.laboratories import normal
from trial.demonstration.laboratory import chemistry_values
from trial.demonstration.marrow import sample_before_hsct
from trial.demonstration.paper import Occasion, Paper, at, visited
from trial.demonstration.patients import Patient
from trial.demonstration.screening import donor
from trial.demonstration.traits import age, cmv, remission
from trial.protocol import HSCT, PRE_HSCT

OLD_ENOUGH_FOR_A_CHILD, YOUNG_ENOUGH_FOR_A_PARENT = 45, 38


def papers(patient: Patient) -> Iterator[Paper]:
    on = visit_before(patient)
    yield visited(PRE_HSCT, on)
    yield Paper(on, "pre_hsct_assessment", decision(patient, on), at(PRE_HSCT))
    yield visited(HSCT, patient.transplanted)
    yield Paper(patient.transplanted, "hsct", transplant(patient), at(HSCT))
    yield from conditioning(patient)


def visit_before(patient: Patient) -> date:
    return after(patient.conditioning, -patient.chance("before transplantation").randint(4, 12))


def decision(patient: Patient, on: date) -> dict:
    """To go on, with what is known of remission, organs and the risk of VOD/SOS."""
    chance, visit = patient.chance("decision"), Occasion(PRE_HSCT.code, 1, on)
    sample, values = sample_before_hsct(patient, on), chemistry_values(patient, visit)
    is_high = values["bilirubin_total"] >= normal(patient.site, "bilirubin_total").high
    return {
        "assessment_date": on,
        "hsct_decision": "PROCEED",
        "planned_hsct_date": patient.transplanted,
        "remission_status": disease_status(patient),
        "last_mrd_date": on,
        "pcr_status_pre_hsct": status_of(sample.pcr_result, sample.pcr_ratio, "0.01"),
        "flow_status_pre_hsct": status_of(sample.flow_result, sample.flow_percent, "0.1"),
        "bridging_therapy": "N",
        "hct_ci": chance.choice([0, 0, 1, 1, 2, 3]),
        "lvef_percent": ejection_fraction(patient, visit),
        "fev1_percent": f"{chance.randint(820, 1080) / 10:.1f}",
        "dlco_percent": f"{chance.randint(720, 980) / 10:.1f}",
        "ferritin": rounded(values["ferritin"], 2),
        "bilirubin_total": rounded(values["bilirubin_total"], 2),
        "bilirubin_at_uln": "Y" if is_high else "N",
        "liver_stiffness_kpa": f"{chance.randint(36, 72) / 10:.1f}",
        "vod_risk_factors": "BILI" if is_high else "NONE",
        "vod_prophylaxis": "UDCA",
    }


def status_of(result: str, percent: str, threshold: str) -> str:
    """Of one half of the last marrow."""
    if not result:
        return "NOT_EVALUABLE"
    return "POSITIVE" if Decimal(percent or 0) >= Decimal(threshold) else "NEGATIVE"


def transplant(patient: Patient) -> dict:
    chance = patient.chance("transplant")
    return {
        "transplant_number": 1,
        "hsct_kind": "ALLO",
        "d0_date": patient.transplanted,
        "disease_status": disease_status(patient),
        **donor_and_match(patient, chance),
        "recipient_cmv": cmv(patient),
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
    relation, years = relative(patient, chance)
    if kind == "MSD":
        relation, years = "SIBLING", sibling_age(patient, chance)
    return {
        "donor_type": kind,
        **({"donor_relation": relation} if kind in {"MSD", "HAPLO"} else {}),
        **({"dsa": "NEG"} if kind == "HAPLO" else {}),
        "hla_matched_loci": 5 if kind == "HAPLO" else 10,
        "hla_loci_typed": "10",
        "donor_age": chance.randint(20, 45) if kind == "MUD" else years,
        "donor_sex": chance.choice(["M", "F"]),
        "donor_abo": chance.choice(["MATCH", "MATCH", "MINOR", "MAJOR"]),
        "donor_cmv": chance.choice(["POS", "POS", "NEG"]),
    }


def relative(patient: Patient, chance) -> tuple[str, int]:
    """A haploidentical donor of fitting age: a child, a parent, or a brother or sister."""
    if age(patient) >= OLD_ENOUGH_FOR_A_CHILD:
        return "CHILD", age(patient) - chance.randint(24, 27)
    if age(patient) <= YOUNG_ENOUGH_FOR_A_PARENT:
        return "PARENT", min(62, age(patient) + chance.randint(22, 27))
    return "SIBLING", sibling_age(patient, chance)


def sibling_age(patient: Patient, chance) -> int:
    return max(18, min(62, age(patient) + chance.randint(-7, 7)))


def prophylaxis(patient: Patient) -> dict:
    if donor(patient) == "MSD":
        return {"gvhd_prophylaxis": "CSA,MTX"}
    return {"gvhd_prophylaxis": "CSA,MTX,MMF,ATG", "atg_total_dose": "10.0"}


def disease_status(patient: Patient) -> str:
    """As the last sample before conditioning left it."""
    if patient.relapsed and patient.relapsed < patient.transplanted:
        return "NO_CR"
    has_residue = is_positive(sample_before_hsct(patient, visit_before(patient)))
    return f"{remission(patient)}_{'MRDPOS' if has_residue else 'MRDNEG'}"
