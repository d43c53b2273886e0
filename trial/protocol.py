"""The protocol, as data: what happens to a subject, when, and every number that may change.

Beside each number: its unit, and where it comes from. ``[registry]`` is stated in the registry
record of the trial; ``[label]`` in a product label; ``[literature]`` in a publication;
``[assumption]`` is a default that the trial team may change. Results keep the values they used.
"""

from decimal import Decimal
from types import SimpleNamespace as Group

from edc.schedule import PlannedVisit
from edc.text import T


def regimen(day_1, day_8, day_15, *, days, most_days=28) -> dict:
    """Planned inotuzumab ozogamicin of a cycle in mg/m2, and how long the cycle lasts."""
    planned = {"D1": day_1, "D8": day_8, "D15": day_15}
    doses = {day: dose and Decimal(dose) for day, dose in planned.items()}
    return {**doses, "cycle_days": days, "cycle_days_max": most_days}


PARAMETERS = Group(
    mrd=Group(
        pcr_threshold_percent=Decimal("0.01"),  # % BCR-ABL1 / control gene [registry]
        flow_threshold_percent=Decimal("0.1"),  # % abnormal cells of nucleated cells [registry]
        pcr_lead_site_lod_percent=Decimal("0.0032"),  # % [registry]
        flow_deep_threshold_percent=Decimal("0.01"),  # % [literature]
        baseline_flow_positive_percent=Decimal("0.01"),  # % [assumption]
        persistence_min_interval_days=14,  # days [assumption]
        screening_mrd_max_age_days=28,  # days [assumption]
        ratio_for_endpoint="RAW",  # [assumption]
        abl1_min_copies=10000,  # copies [literature]
        gusb_min_copies=24000,  # copies [literature]
        bcr_min_copies=10000,  # copies [assumption]
        abl1_mr45_copies=32000,  # copies [literature]
        abl1_mr5_copies=100000,  # copies [literature]
        gusb_mr45_copies=77000,  # copies [literature]
        gusb_mr5_copies=240000,  # copies [literature]
        flow_min_events=100000,  # nucleated events [assumption]
        flow_target_events=500000,  # nucleated events [literature]
        flow_cluster_min_events=20,  # events [literature]
        pairing_max_days=3,  # days [assumption]
        confirm_copies_ratio_tolerance=Decimal("0.10"),  # fraction [assumption]
    ),
    week2=Group(
        anchor="FIRST_DOSE",  # [assumption]
        nominal_days=14,  # days after anchor [registry]
        window_minus_days=2,  # days [assumption]
        window_plus_days=5,  # days [assumption]
        late_window_plus_days=14,  # days [assumption]
        result_deadline_days=14,  # days [assumption]
    ),
    analysis=Group(
        one_year_days=365,  # days after HSCT day 0 [assumption]
        hsct_population="REMISSION_BEFORE_HSCT",  # [assumption]
        rfs_counts_molecular_relapse=False,  # [assumption]
        ci_level=Decimal("0.95"),  # [assumption]
        rate_ci_method="CLOPPER_PEARSON",  # [literature]
        km_ci_transform="LOG_LOG",  # [literature]
        cif_ci_transform="CLOGLOG",  # [literature]
        simon_enabled=False,  # [assumption]
        simon_p0=Decimal("0.40"),  # [assumption]
        simon_p1=Decimal("0.65"),  # [assumption]
        simon_n1=11,  # [assumption]
        simon_r1=5,  # [assumption]
        simon_n=31,  # [assumption]
        simon_r=16,  # [assumption]
        vod_monitor_enabled=True,  # [assumption]
        vod_max_rate=Decimal("0.20"),  # [assumption]
        vod_prior_alpha=Decimal("0.4"),  # [assumption]
        vod_prior_beta=Decimal("1.6"),  # [assumption]
        vod_stop_probability=Decimal("0.90"),  # [assumption]
        vod_first_look_n=5,  # [assumption]
        vod_horizon_days=100,  # days after HSCT day 0 [assumption]
    ),
    recruitment=Group(
        most_subjects=None,  # enrolled in all; no sample size is stated [assumption]
        sites_stop_at_planned=True,  # at site.planned_enrolment [assumption]
    ),
    screening=Group(
        window_days=28,  # days before first dose [assumption]
        age_min_years=18,  # [assumption]
        age_max_years=65,  # [assumption]
        ecog_max=2,  # [assumption]
        blasts_max_percent=Decimal("5"),  # % marrow blasts (strictly below) [literature]
        cd22_min_percent=Decimal("20"),  # % of leukaemic cells [assumption]
        bilirubin_max_xuln=Decimal("1.5"),  # x ULN [label]
        transaminase_max_xuln=Decimal("2.5"),  # x ULN [label]
        crcl_min_ml_min=Decimal("50"),  # mL/min [assumption]
        pancreatic_enzyme_max_xuln=Decimal("1.5"),  # x ULN [assumption]
        lvef_min_percent=Decimal("50"),  # % [assumption]
        qtcf_max_ms=480,  # ms [assumption]
        lab_max_age_days=7,  # days [assumption]
    ),
    dosing=Group(
        olv_start_mg=40,  # mg [label]
        olv_frequency="QOD",  # [label]
        olv_level_minus1_mg=30,  # mg [label]
        olv_level_minus2_mg=20,  # mg [label]
        olv_max_interruption_days=28,  # days [assumption]
        olv_stop_before_conditioning_days=1,  # days [assumption]
        olv_hold_anc=Decimal("1.0"),  # 10^9/L [assumption]
        olv_hold_plt=Decimal("50"),  # 10^9/L [assumption]
        olv_resume_anc=Decimal("1.5"),  # 10^9/L [assumption]
        olv_resume_plt=Decimal("75"),  # 10^9/L [assumption]
        # The table of changes for toxicity, schedule section 4: upper limits of normal are ULN.
        olv_hold_grade=3,  # CTCAE grade, related, not of the blood [assumption]
        olv_stop_grade=4,  # CTCAE grade, related, not of the blood [assumption]
        olv_hold_transaminase_xuln=Decimal("3"),  # x ULN [assumption]
        olv_resume_transaminase_xuln=Decimal("1.5"),  # x ULN [assumption]
        olv_stop_bilirubin_xuln=Decimal("2"),  # x ULN [assumption]
        olv_pancreatitis_hold_grade=2,  # CTCAE grade, symptomatic [assumption]
        olv_pancreatitis_stop_grade=4,  # CTCAE grade, symptomatic [assumption]
        olv_arterial_stop_grade=2,  # CTCAE grade [assumption]
        olv_hold_qtcf_ms=500,  # ms [assumption]
        olv_resume_qtcf_ms=480,  # ms [assumption]
        olv_hold_systolic_mmhg=160,  # mmHg [assumption]
        olv_hold_diastolic_mmhg=100,  # mmHg [assumption]
        olv_pressure_control_days=7,  # days [assumption]
        olv_proteinuria_hold_grade=3,  # CTCAE grade [assumption]
        olv_hold_triglycerides=Decimal("11.4"),  # mmol/L [assumption]
        ino_default_regimen="LABEL_INDUCTION",  # [assumption]
        # As the product labels give them:
        ino_regimens={
            "LABEL_INDUCTION": regimen("0.8", "0.5", "0.5", days=21),
            "LABEL_CR": regimen("0.5", "0.5", "0.5", days=28),
            "LOW_MRD_C1": regimen("0.6", "0.3", None, days=21),
            "LOW_MRD_C2": regimen("0.3", "0.3", None, days=28),
        },
        ino_max_single_dose_mg_m2=Decimal("0.8"),  # mg/m2 [label]
        ino_max_cycles_before_hsct=2,  # cycles [label]
        ino_absolute_max_cycles=3,  # cycles [label]
        ino_min_days_between_doses=6,  # days [label]
        ino_day_window=2,  # days [label]
        ino_infusion_minutes=60,  # minutes [label]
        ino_bilirubin_hold_xuln=Decimal("1.5"),  # x ULN [label]
        ino_transaminase_hold_xuln=Decimal("2.5"),  # x ULN [label]
        ino_cycle_start_anc=Decimal("1.0"),  # 10^9/L [label]
        ino_cycle_start_plt=Decimal("50"),  # 10^9/L [label]
        ino_predose_lab_max_age_days=3,  # days [assumption]
        ino_dose_tolerance=Decimal("0.05"),  # fraction [assumption]
        ino_to_hsct_min_days=30,  # days [assumption]
        ino_withdraw_delay_days=28,  # days [label]
        # The table of changes for toxicity, schedule section 5:
        ino_hold_grade=2,  # CTCAE grade, related, not of the blood [label]
        ino_severe_liver_grade=3,  # CTCAE grade called severe [assumption]
        ino_leave_out_delay_days=7,  # days of hold within a cycle [label]
        ino_reduce_delay_days=14,  # days of hold [label]
        ino_reduction=Decimal("0.25"),  # fraction of the dose [label]
        ino_doses_when_reduced_again=2,  # infusions in a cycle [label]
        ino_low_counts_max_days=28,  # days [label]
        bsa_formula="MOSTELLER",  # [assumption]
        bsa_weight_change_recalc=Decimal("0.10"),  # fraction [assumption]
    ),
    safety=Group(
        ae_collection_days_after_last_dose=30,  # days [assumption]
        targeted_ae_until_day=365,  # days after HSCT day 0 [assumption]
        sae_report_hours=24,  # hours from awareness [literature]
        hys_law_transaminase_xuln=Decimal("3"),  # x ULN [literature]
        hys_law_bilirubin_xuln=Decimal("2"),  # x ULN [literature]
        qtcf_alert_ms=500,  # ms [literature]
        qtcf_change_alert_ms=60,  # ms [literature]
        weight_gain_vod_percent=Decimal("5"),  # % [literature]
        bilirubin_vod_umol_l=Decimal("34.2"),  # umol/L [literature]
        vod_classic_days=21,  # days after HSCT day 0 [literature]
        defibrotide_mg_kg_day=Decimal("25"),  # mg/kg/day [label]
    ),
    transplant=Group(
        anc_engraftment=Decimal("0.5"),  # 10^9/L [literature]
        plt_engraftment=Decimal("20"),  # 10^9/L [literature]
        primary_graft_failure_day=28,  # days after HSCT day 0 [literature]
        full_donor_chimerism_percent=Decimal("95"),  # % [literature]
        plausible_hsct_delay_days=180,  # days after first dose [assumption]
    ),
    followup=Group(
        no_hsct_interval_days=90,  # days [assumption]
        lost_after_days=180,  # days without contact [assumption]
        min_contact_attempts=3,  # [assumption]
        no_hsct_followup_days=365,  # days after last study dose [assumption]
    ),
)

SCR = PlannedVisit(
    "SCR",
    1,
    T("Screening", "筛选期"),
    "SCREENING",
    anchor="c1d1_date",
    target=-1,
    before=27,
)
C1D1 = PlannedVisit(
    "C1D1",
    2,
    T("Cycle 1 day 1", "第1周期第1天"),
    "TREATMENT",
    anchor="c1d1_date",
    target=0,
)
C1D8 = PlannedVisit(
    "C1D8",
    3,
    T("Cycle 1 day 8", "第1周期第8天"),
    "TREATMENT",
    anchor="c1d1_date",
    target=7,
    before=2,
    after=2,
)
C1D15 = PlannedVisit(
    "C1D15",
    4,
    T("Cycle 1 day 15 - week-2 MRD (primary endpoint)", "第1周期第15天-第2周MRD（主要终点）"),
    "TREATMENT",
    anchor="week2_anchor_date",
    target=PARAMETERS.week2.nominal_days,
    before=PARAMETERS.week2.window_minus_days,
    after=PARAMETERS.week2.window_plus_days,
)
C1D22 = PlannedVisit(
    "C1D22",
    5,
    T("Cycle 1 end-of-cycle check", "第1周期末检查"),
    "TREATMENT",
    anchor="c1d1_date",
    target=21,
    before=2,
    after=7,
)
CXD1 = PlannedVisit(
    "CXD1",
    6,
    T("Further cycle day 1 (sequence = cycle number)", "后续周期第1天（序号=周期数）"),
    "TREATMENT",
    anchor="cycle_start",
    target=0,
    repeats=True,
    first_sequence=2,
)
CXD8 = PlannedVisit(
    "CXD8",
    7,
    T("Further cycle day 8", "后续周期第8天"),
    "TREATMENT",
    anchor="cycle_start",
    target=7,
    before=2,
    after=2,
    repeats=True,
    first_sequence=2,
)
CXD15 = PlannedVisit(
    "CXD15",
    8,
    T("Further cycle day 15", "后续周期第15天"),
    "TREATMENT",
    anchor="cycle_start",
    target=14,
    before=2,
    after=5,
    repeats=True,
    first_sequence=2,
)
EOT = PlannedVisit(
    "EOT",
    9,
    T("End of study treatment", "研究治疗结束"),
    "TREATMENT",
    anchor="last_dose_date",
    target=7,
    before=7,
    after=23,
)
PRE_HSCT = PlannedVisit(
    "PRE_HSCT",
    10,
    T("Before HSCT", "移植前评估"),
    "PRE-TRANSPLANT",
    anchor="conditioning_start",
    target=-7,
    before=21,
    after=6,
    repeats=True,
)
HSCT = PlannedVisit(
    "HSCT",
    11,
    T("HSCT day 0", "移植日（0天）"),
    "TRANSPLANT",
    anchor="hsct_d0",
    target=0,
)
HD14 = PlannedVisit(
    "HD14",
    12,
    T("HSCT day +14", "移植后+14天"),
    "TRANSPLANT",
    anchor="hsct_d0",
    target=14,
    before=3,
    after=3,
)
HD28 = PlannedVisit(
    "HD28",
    13,
    T("HSCT day +28", "移植后+28天"),
    "TRANSPLANT",
    anchor="hsct_d0",
    target=28,
    before=4,
    after=4,
)
HD60 = PlannedVisit(
    "HD60",
    14,
    T("HSCT day +60", "移植后+60天"),
    "FOLLOW-UP",
    anchor="hsct_d0",
    target=60,
    before=7,
    after=7,
)
HD100 = PlannedVisit(
    "HD100",
    15,
    T("HSCT day +100", "移植后+100天"),
    "FOLLOW-UP",
    anchor="hsct_d0",
    target=100,
    before=10,
    after=10,
)
HM6 = PlannedVisit(
    "HM6",
    16,
    T("HSCT month 6", "移植后6个月"),
    "FOLLOW-UP",
    anchor="hsct_d0",
    target=180,
    before=14,
    after=14,
)
HM9 = PlannedVisit(
    "HM9",
    17,
    T("HSCT month 9", "移植后9个月"),
    "FOLLOW-UP",
    anchor="hsct_d0",
    target=270,
    before=14,
    after=14,
)
HM12 = PlannedVisit(
    "HM12",
    18,
    T("HSCT month 12 (one year)", "移植后12个月（1年）"),
    "FOLLOW-UP",
    anchor="hsct_d0",
    target=365,
    after=30,
)
FU = PlannedVisit(
    "FU",
    19,
    T("Follow-up without HSCT (every 90 days)", "未移植随访（每90天）"),
    "FOLLOW-UP",
    anchor="last_dose_date",
    target=PARAMETERS.followup.no_hsct_interval_days,
    before=14,
    after=14,
    repeats=True,
    every_days=PARAMETERS.followup.no_hsct_interval_days,
)
UNS = PlannedVisit(
    "UNS",
    90,
    T("Unscheduled", "计划外访视"),
    "ANY",
    repeats=True,
)
REL = PlannedVisit(
    "REL",
    91,
    T("Relapse", "复发访视"),
    "ANY",
    anchor="first_relapse_date",
    target=0,
    before=7,
    after=21,
    repeats=True,
)
EOS = PlannedVisit(
    "EOS",
    99,
    T("End of study", "研究结束"),
    "ANY",
)

SCHEDULE = (
    SCR,
    C1D1,
    C1D8,
    C1D15,
    C1D22,
    CXD1,
    CXD8,
    CXD15,
    EOT,
    PRE_HSCT,
    HSCT,
    HD14,
    HD28,
    HD60,
    HD100,
    HM6,
    HM9,
    HM12,
    FU,
    UNS,
    REL,
    EOS,
)
