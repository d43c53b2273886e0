"""Transplantation and what follows it: graft, graft-versus-host disease, infection, liver veins."""

from datetime import date

from tests.paths.paper import Paper, later

DAYS_OF_CONDITIONING = 8


def assessment(on: date, decision: str, *, last_mrd: date, negative=True, **instead):
    """Before transplantation: the decision, and what it rests on."""
    status = "NEGATIVE" if negative else "POSITIVE"
    return Paper(
        "pre_hsct_assessment",
        {
            "assessment_date": on,
            "hsct_decision": decision,
            "remission_status": "CR1_MRDNEG" if negative else "CR1_MRDPOS",
            "last_mrd_date": last_mrd,
            "pcr_status_pre_hsct": status,
            "flow_status_pre_hsct": "NEGATIVE",
            "bridging_therapy": "N",
            "hct_ci": "1",
            "lvef_percent": "63.0",
            "fev1_percent": "95.0",
            "dlco_percent": "88.0",
            "ferritin": "800",
            "bilirubin_total": "11.0",
            "bilirubin_at_uln": "N",
            "vod_risk_factors": ["NONE"],
            "vod_prophylaxis": ["UDCA"],
            **instead,
        },
    )


def graft(on: date):
    """Day 0, from a sister who is half identical."""
    return Paper(
        "hsct",
        {
            "transplant_number": "1",
            "hsct_kind": "ALLO",
            "d0_date": on,
            "disease_status": "CR1_MRDNEG",
            "donor_type": "HAPLO",
            "donor_relation": "SIBLING",
            "hla_matched_loci": "5",
            "hla_loci_typed": "10",
            "donor_age": "34",
            "donor_sex": "F",
            "donor_abo": "MATCH",
            "recipient_cmv": "POS",
            "donor_cmv": "POS",
            "dsa": "NEG",
            "graft_source": "PB",
            "tnc_dose": "9.20",
            "cd34_dose": "5.40",
            "cd3_dose": "2.10",
            "graft_manipulation": "NONE",
            "conditioning_given": "Y",
            "conditioning_start_date": later(on, -DAYS_OF_CONDITIONING),
            "intensity": "MAC",
            "tbi_given": "N",
            "dual_alkylator": "N",
            "gvhd_prophylaxis": ["CSA", "MTX", "MMF", "ATG"],
            "atg_total_dose": "10.0",
        },
    )


def conditioning(day_0: date) -> list[Paper]:
    """Busulfan and fludarabine, each on its own line."""
    medicines = (("BU", "9.60", "MGKG"), ("FLU", "150", "MGM2"))
    return [
        Paper(
            "conditioning_drug",
            {
                "drug": drug,
                "total_dose": dose,
                "dose_unit": unit,
                "start_date": later(day_0, -DAYS_OF_CONDITIONING),
                "end_date": later(day_0, -DAYS_OF_CONDITIONING + 2),
            },
            line=line,
        )
        for line, (drug, dose, unit) in enumerate(medicines, start=1)
    ]


def engraftment(day_0: date):
    return Paper(
        "engraftment",
        {
            "anc_status": "ENGRAFTED",
            "anc_date": later(day_0, 13),
            "plt_status": "ENGRAFTED",
            "plt_date": later(day_0, 16),
            "graft_failure": "NONE",
        },
    )


def chimerism(on: date, percent="99.50"):
    return Paper(
        "chimerism",
        {
            "sample_date": on,
            "specimen": "BM",
            "cell_fraction": "WHOLE",
            "method": "STR",
            "donor_percent": percent,
        },
    )


def no_acute_gvhd(on: date):
    return Paper("acute_gvhd", {"assessment_date": on, "present": "N"})


def acute_gvhd_of_the_skin(on: date, onset: date):
    """Grade I, treated on the skin alone."""
    return Paper(
        "acute_gvhd",
        {
            "assessment_date": on,
            "present": "Y",
            "onset_date": onset,
            "worst_date": on,
            "rash_bsa_percent": "20",
            "skin_stage": "1",
            "bilirubin_umol_l": "11.0",
            "liver_stage": "0",
            "upper_gi_stage": "0",
            "stool_volume_ml": "200",
            "lower_gi_stage": "0",
            "biopsy": "ND",
            "late_onset": "N",
            "first_line": ["TOPICAL"],
            "outcome": "IMPROVING",
        },
    )


def no_chronic_gvhd(on: date):
    return Paper("chronic_gvhd", {"assessment_date": on, "present": "N"})


def chronic_gvhd_of_the_mouth(on: date, onset: date, onset_type="QUIESCENT"):
    """Mild, without systemic treatment."""
    scores = ("skin", "skin_feature", "eye", "gi", "liver", "lung", "joint", "genital")
    return Paper(
        "chronic_gvhd",
        {
            "assessment_date": on,
            "present": "Y",
            "onset_date": onset,
            "onset_type": onset_type,
            "overlap": "N",
            **{f"{organ}_score": "0" for organ in scores},
            "mouth_score": "1",
            "fev1_percent": "94.0",
            "systemic_treatment": "N",
            "outcome": "IMPROVING",
        },
    )


def maintenance(on: date):
    return Paper(
        "post_hsct_therapy",
        {
            "therapy": "TKI",
            "intent": "PROPHYLACTIC",
            "tki_name": "OLVEREMBATINIB",
            "dose": "40",
            "frequency": "QOD",
            "start_date": on,
            "ongoing": "Y",
        },
    )


def chemotherapy(on: date):
    """Against a relapse."""
    return Paper(
        "post_hsct_therapy",
        {"therapy": "CHEMO", "intent": "RELAPSE", "start_date": on, "ongoing": "Y"},
    )


def cytomegalovirus(on: date, ended: date):
    """In the blood alone."""
    return Paper(
        "infection",
        {
            "infection_type": "CMV",
            "organism": "Cytomegalovirus 巨细胞病毒",
            "onset_date": on,
            "site_of_infection": ["BLOOD"],
            "viral_load_max": "3200",
            "disease_not_reactivation": "N",
            "grade": "2",
            "treatment": ["GANCICLOVIR"],
            "outcome": "RECOVERED",
            "end_date": ended,
        },
    )


def fatal_sepsis(on: date):
    return Paper(
        "infection",
        {
            "infection_type": "BACTERIAL",
            "organism": "Klebsiella pneumoniae 肺炎克雷伯菌",
            "onset_date": on,
            "site_of_infection": ["BLOOD"],
            "grade": "5",
            "treatment": ["ANTIBIOTIC"],
            "outcome": "FATAL",
        },
    )


def veno_occlusive_disease(on: date, onset: date, **instead):
    """Confirmed and severe, treated with defibrotide."""
    return Paper(
        "vod_sos",
        {
            "assessment_date": on,
            "onset_date": onset,
            "bilirubin_max": "96",
            "bilirubin_date": on,
            "bilirubin_doubled_48h": "Y",
            "transaminase_x_uln": "1.6",
            "painful_hepatomegaly": "Y",
            "weight_gain_percent": "7.5",
            "ascites": "Y",
            "ultrasound_suggestive": "Y",
            "portal_flow_reversed": "N",
            "histology_proven": "ND",
            "other_cause_excluded": "Y",
            "diagnosis_confirmed": "Y",
            "multi_organ_dysfunction": "N",
            "risk_factor_count": "2",
            "defibrotide": "Y",
            "defibrotide_dose": "25.0",
            "defibrotide_start": later(onset, 1),
            "outcome": "RECOVERING",
            **instead,
        },
    )
