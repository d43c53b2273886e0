"""The paths of those who were transplanted. Day 0 of the transplant is day 63."""

from datetime import date

from tests.paths import aftermath, bedside, marrow, screening, transplant, treatment, visits
from tests.paths.beginning import (
    DONE_BEFORE_HSCT,
    grafted,
    seen_on_day_60,
    transplanted,
)
from tests.paths.owed import AFTER_RELAPSE, CHIMERISM, WHOLE, forms
from tests.paths.paper import Calendar, Paper
from tests.paths.steps import Owing, Step

UNTIL_DAY_14 = f"{DONE_BEFORE_HSCT} HSCT HD14"
UNTIL_DAY_28 = f"{UNTIL_DAY_14} HD28"
UNTIL_DAY_60 = f"{UNTIL_DAY_28} HD60"
UNTIL_DAY_100 = f"{UNTIL_DAY_60} HD100"
SEEN_FOR_A_YEAR = f"{UNTIL_DAY_100} HM6 HM9 HM12"


# What the site is asked about a marrow full of blasts, and about a graft that is going.
ASKED_ABOUT_RELAPSE = frozenset(
    {("GEN-RANGE-SOFT", "bm_blasts_percent"), ("CHI-002", "donor_percent")}
)


def died_within_the_year(on: date, died: date) -> Paper:
    return aftermath.end_of_study(on, "DEATH", last_contact=died, one_year_status_known="Y")


def alive_at_one_year(calendar: Calendar) -> list[Step]:
    """With mild graft-versus-host disease, a virus and maintenance on the way."""
    day_60, day_100 = calendar.day(123), calendar.day(163)
    month_6, month_9, month_12 = calendar.day(243), calendar.day(333), calendar.day(430)
    return [
        *grafted(calendar),
        Step(
            "comes on day 60 with a rash",
            126,
            [
                *visits.after_hsct(
                    "HD60",
                    day_60,
                    transplant.acute_gvhd_of_the_skin(day_60, calendar.day(118)),
                    number="BM-HD60",
                    gvhd_now="ACUTE",
                ),
                transplant.cytomegalovirus(calendar.day(105), calendar.day(119)),
                transplant.maintenance(calendar.day(125)),
            ],
            "POST_HSCT",
            Owing(
                whole="HD100 HM6 HM9 HM12",
                nothing=f"{UNTIL_DAY_60} REL/1 UNS/1 EOS",
            ),
        ),
        Step(
            "comes on day 100",
            166,
            visits.after_hsct(
                "HD100",
                day_100,
                transplant.no_acute_gvhd(day_100),
                transplant.no_chronic_gvhd(day_100),
                number="BM-HD100",
            ),
            "POST_HSCT",
            Owing(whole="HM6 HM9 HM12", nothing=f"{UNTIL_DAY_100} REL/1 UNS/1 EOS"),
        ),
        Step(
            "comes at half a year with a sore mouth",
            246,
            visits.after_hsct(
                "HM6",
                month_6,
                transplant.chronic_gvhd_of_the_mouth(month_6, calendar.day(230)),
                number="BM-HM6",
                gvhd_now="CHRONIC",
            ),
            "POST_HSCT",
            Owing(whole="HM9 HM12", nothing=f"{UNTIL_DAY_100} HM6 REL/1 UNS/1 EOS"),
        ),
        Step(
            "comes at nine months",
            336,
            visits.after_hsct("HM9", month_9, transplant.no_chronic_gvhd(month_9), number="BM-HM9"),
            "POST_HSCT",
            Owing(whole="HM12", nothing=f"{UNTIL_DAY_100} HM6 HM9 REL/1 UNS/1 EOS"),
        ),
        Step(
            "comes one year after it",
            433,
            visits.after_hsct(
                "HM12",
                month_12,
                transplant.no_chronic_gvhd(month_12),
                number="BM-HM12",
                on_immunosuppression="N",
            ),
            "ONE_YEAR_COMPLETE",
            Owing(whole="EOS", nothing=f"{SEEN_FOR_A_YEAR} REL/1 UNS/1"),
        ),
        Step(
            "ends the study",
            434,
            [
                aftermath.end_of_study(
                    calendar.day(434),
                    "COMPLETED",
                    last_contact=month_12,
                    one_year_status_known="Y",
                )
            ],
            "ONE_YEAR_COMPLETE",
            Owing(nothing=f"{SEEN_FOR_A_YEAR} EOS"),
        ),
    ]


def relapse(calendar: Calendar) -> list[Step]:
    """On day 70 after the transplant; dead of it two months later."""
    on, day_100, died = calendar.day(133), calendar.day(163), calendar.day(203)
    later_visits = {
        "HM6": AFTER_RELAPSE | forms("chronic_gvhd"),
        "HM9": WHOLE["HM9"] - forms("mrd_specimen mrd_pcr mrd_flow"),
        "HM12": AFTER_RELAPSE | forms("chronic_gvhd"),
    }
    visit = [
        bedside.visited(on),
        bedside.haematology(on, wbc="9.00", anc="2.10", platelets="48"),
        marrow.morphology(
            on,
            bm_blasts_percent="42.0",
            response="RELAPSE",
            plt_at_assessment="48",
            anc_at_assessment="2.10",
        ),
        *marrow.positive(on, "BM-REL", "RELAPSE"),
        marrow.cd22(on, timepoint="RELAPSE"),
        screening.kd_mutation(on, "RELAPSE"),
        transplant.chimerism(on, "61.00"),
    ]
    at_day_100 = [
        *visits.bed(day_100),
        transplant.chimerism(day_100, "97.00"),
        transplant.no_acute_gvhd(day_100),
        transplant.no_chronic_gvhd(day_100),
        aftermath.contact(
            day_100,
            status="RELAPSED",
            new_therapy="Y",
            new_therapy_detail="Chemotherapy 化疗",
            on_immunosuppression="N",
            gvhd_now="NONE",
        ),
    ]
    return [
        *seen_on_day_60(calendar),
        Step(
            "relapses",
            133,
            [aftermath.relapse(on).at("REL")],
            "RELAPSED_AFTER_HSCT",
            Owing(
                nothing=f"{UNTIL_DAY_60} UNS/1 EOS",
                part={
                    "REL/1": (WHOLE["REL"] | CHIMERISM) - forms("relapse"),
                    "HD100": AFTER_RELAPSE | forms("acute_gvhd chronic_gvhd"),
                    **later_visits,
                },
            ),
        ),
        Step(
            "is examined for it",
            136,
            [
                *visits.hung(visit, "REL"),
                transplant.chemotherapy(calendar.day(135)),
            ],
            "RELAPSED_AFTER_HSCT",
            Owing(
                nothing=f"{UNTIL_DAY_60} REL/1 UNS/1 EOS",
                part={"HD100": AFTER_RELAPSE | forms("acute_gvhd chronic_gvhd"), **later_visits},
            ),
            queries=ASKED_ABOUT_RELAPSE,
        ),
        Step(
            "comes on day 100",
            163,
            visits.hung(at_day_100, "HD100"),
            "RELAPSED_AFTER_HSCT",
            Owing(nothing=f"{UNTIL_DAY_100} REL/1 UNS/1 EOS", part=later_visits),
            queries=ASKED_ABOUT_RELAPSE,
        ),
        Step(
            "dies of it",
            205,
            [aftermath.death(died, "RELAPSE", "Leukaemia 白血病")],
            "DEAD",
            Owing(whole="EOS", nothing=f"{UNTIL_DAY_100} REL/1"),
            queries=ASKED_ABOUT_RELAPSE,
        ),
        Step(
            "ends the study",
            210,
            [died_within_the_year(calendar.day(210), died)],
            "DEAD",
            Owing(nothing=f"{UNTIL_DAY_100} REL/1 EOS"),
            queries=ASKED_ABOUT_RELAPSE,
        ),
    ]


def non_relapse_death(calendar: Calendar) -> list[Step]:
    """Of an infection, on day 45 after the transplant."""
    onset, died = calendar.day(103), calendar.day(108)
    sepsis = treatment.adverse_event(
        1,
        onset,
        "Septic shock 感染性休克",
        "Sepsis",
        aesi="INFECTION",
        ongoing="N",
        end_date=died,
        grade="5",
        outcome="FATAL",
        treatment_given="Y",
        causality_hsct="PROBABLE",
        action_olv="NA",
        action_ino="NA",
        **treatment.criteria("death", "life", "hosp"),
    )
    narrative = "Septic shock on day 40 after HSCT 移植后40天感染性休克"
    return [
        *grafted(calendar),
        Step(
            "dies of an infection",
            109,
            [
                transplant.fatal_sepsis(onset),
                sepsis,
                treatment.serious_report(1, onset, narrative),
                aftermath.death(died, "INFECTION", "Septic shock 感染性休克"),
            ],
            "DEAD",
            Owing(whole="EOS", nothing=UNTIL_DAY_28),
        ),
        Step(
            "ends the study",
            112,
            [died_within_the_year(calendar.day(112), died)],
            "DEAD",
            Owing(nothing=f"{UNTIL_DAY_28} EOS"),
        ),
    ]


def liver_veins(calendar: Calendar) -> list[Step]:
    """VOD/SOS twelve days after the transplant, resolved on defibrotide."""
    onset, day_14, day_28 = calendar.day(75), calendar.day(77), calendar.day(91)
    event = treatment.adverse_event(
        1,
        onset,
        "Veno-occlusive disease 肝静脉闭塞病",
        "Sinusoidal obstruction syndrome",
        aesi="VOD",
        grade="3",
        outcome="RECOVERING",
        treatment_given="Y",
        causality_ino="POSSIBLE",
        causality_combo="POSSIBLE",
        causality_hsct="PROBABLE",
        action_olv="NA",
        action_ino="NA",
        **treatment.criteria("life", "hosp"),
    )
    narrative = "Weight gain, painful liver, bilirubin 96 体重增加、肝区疼痛、胆红素升高"
    signs = {"hepatomegaly": "PAINFUL", "ascites": "CLIN", "ruq_pain": "Y", "oedema": "Y"}
    at_day_14 = [
        bedside.visited(day_14),
        bedside.vital_signs(day_14, **signs, weight_kg="67.0"),
        bedside.haematology(day_14, **bedside.APLASIA),
        bedside.chemistry(day_14, bilirubin_total="58", bilirubin_direct="36"),
        bedside.coagulation(day_14),
        transplant.no_acute_gvhd(day_14),
    ]
    asked = frozenset({("VS-006", "ascites")})
    return [
        *transplanted(calendar),
        Step(
            "has veno-occlusive disease",
            77,
            [
                event,
                treatment.serious_report(1, onset, narrative, suspected_drug=["INO"]),
                transplant.veno_occlusive_disease(day_14, onset),
                treatment.medicine(
                    "Defibrotide 去纤苷",
                    calendar.day(76),
                    "OTHER",
                    "Veno-occlusive disease 肝静脉闭塞病",
                    route="IV",
                    frequency="QID",
                    dose="400",
                ),
                *visits.hung(at_day_14, "HD14"),
            ],
            "POST_HSCT",
            Owing(
                whole="HD28 HD60 HD100 HM6 HM9 HM12",
                nothing=f"{UNTIL_DAY_14} REL/1 UNS/1 EOS",
            ),
            queries=asked,
        ),
        Step(
            "recovers",
            99,
            [
                *visits.after_hsct(
                    "HD28",
                    day_28,
                    transplant.engraftment(calendar.day(63)),
                    transplant.no_acute_gvhd(day_28),
                    number="BM-HD28",
                ),
                transplant.veno_occlusive_disease(
                    calendar.day(98),
                    onset,
                    defibrotide_stop=calendar.day(97),
                    outcome="RECOVERED",
                    resolution_date=calendar.day(97),
                ).on_line(2),
            ],
            "POST_HSCT",
            Owing(
                whole="HD60 HD100 HM6 HM9 HM12",
                nothing=f"{UNTIL_DAY_28} REL/1 UNS/1 EOS",
            ),
            queries=asked,
        ),
    ]


def lost(calendar: Calendar) -> list[Step]:
    """Seen last on day 60 after the transplant."""
    last, ended = calendar.day(123), calendar.day(310)
    return [
        *seen_on_day_60(calendar),
        Step(
            "does not come on day 100",
            180,
            [],
            "POST_HSCT",
            Owing(whole="HD100 HM6 HM9 HM12", nothing=f"{UNTIL_DAY_60} REL/1 UNS/1 EOS"),
            overdue={"HD100": WHOLE["HD100"]},
        ),
        Step(
            "is noted to have missed it",
            181,
            [bedside.missed("LOST").at("HD100")],
            "POST_HSCT",
            Owing(whole="HM6 HM9 HM12", nothing=f"{UNTIL_DAY_100} REL/1 UNS/1 EOS"),
        ),
        Step(
            "is not reached at half a year",
            260,
            [
                bedside.missed("LOST").at("HM6"),
                aftermath.not_reached(calendar.day(258), last).at("HM6"),
            ],
            "POST_HSCT",
            Owing(whole="HM9 HM12", nothing=f"{UNTIL_DAY_100} HM6 REL/1 UNS/1 EOS"),
        ),
        Step(
            "is given up",
            310,
            [aftermath.end_of_study(ended, "LTFU", last_contact=last, one_year_status_known="N")],
            "LOST",
            Owing(nothing=f"{UNTIL_DAY_100} HM6 EOS"),
        ),
    ]
