"""What each visit asks for, copied by hand from the schedule: required forms, conditions beside."""


def forms(text: str) -> frozenset[str]:
    return frozenset(text.split())


BED = forms("visit_record vital_signs lab_hematology lab_chemistry")
RESIDUAL = forms("mrd_specimen mrd_pcr mrd_flow")

WHOLE = {
    "SCR": BED
    | RESIDUAL
    | forms("demographics eligibility enrolment disease_history kd_mutation lab_coagulation")
    | forms("lab_infection ecg echocardiography bm_morphology cd22_expression"),
    "C1D1": BED | forms("ecg dosing_cycle olverembatinib_period ino_infusion"),
    "C1D8": BED | forms("ino_infusion"),
    "C1D15": BED | RESIDUAL | forms("lab_coagulation ecg bm_morphology"),
    "C1D22": BED,
    "CXD1": BED | forms("ecg dosing_cycle ino_infusion"),
    "CXD8": BED | forms("ino_infusion"),
    "CXD15": BED | RESIDUAL | forms("bm_morphology"),
    "EOT": BED | forms("ecg end_of_treatment"),
    "PRE_HSCT": BED
    | RESIDUAL
    | forms("lab_coagulation lab_infection ecg echocardiography bm_morphology")
    | forms("pre_hsct_assessment"),
    "HSCT": BED | forms("hsct conditioning_drug"),
    "HD14": BED | forms("lab_coagulation acute_gvhd"),
    "HD28": BED
    | RESIDUAL
    | forms("bm_morphology engraftment chimerism acute_gvhd survival_followup"),
    "HD60": BED | RESIDUAL | forms("bm_morphology chimerism acute_gvhd survival_followup"),
    "HD100": BED
    | RESIDUAL
    | forms("bm_morphology chimerism acute_gvhd chronic_gvhd survival_followup"),
    "HM6": BED | RESIDUAL | forms("bm_morphology chimerism chronic_gvhd survival_followup"),
    "HM9": BED | RESIDUAL | forms("chronic_gvhd survival_followup"),
    "HM12": BED | RESIDUAL | forms("bm_morphology chimerism chronic_gvhd survival_followup"),
    "FU": forms("visit_record survival_followup"),
    "UNS": forms("visit_record unscheduled_visit"),
    "REL": RESIDUAL
    | forms("kd_mutation visit_record lab_hematology bm_morphology cd22_expression relapse"),
    "EOS": forms("end_of_study"),
}
INFUSION_OF_DAY_15 = forms("ino_infusion")  # at C1D15, with the regimens of the label
PREGNANCY_TEST = forms("lab_pregnancy")  # at SCR, C1D1 and CXD1, of a woman who may have children
CHIMERISM = forms("chimerism")  # at REL, after transplantation
AFTER_RELAPSE = BED | forms("chimerism survival_followup")
