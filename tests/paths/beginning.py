"""The steps that most paths begin with: consent, screening, the decision, the first cycle."""

from tests.paths import marrow, screening, transplant, treatment, visits
from tests.paths.owed import INFUSION_OF_DAY_15, WHOLE, forms
from tests.paths.paper import Calendar
from tests.paths.steps import Owing, Step

TREATMENT = "C1D1 C1D8 C1D15 C1D22"
ANY_TIME = "UNS/1 EOS"
ON_TREATMENT = "CXD1/2 CXD8/2 CXD15/2 PRE_HSCT/1 REL/1 UNS/1 EOS"
AFTER_HSCT = "HD14 HD28 HD60 HD100 HM6 HM9 HM12"
DONE_BEFORE_HSCT = f"SCR {TREATMENT} EOT PRE_HSCT/1"
DECISION = forms("eligibility enrolment")
RESULTS = forms("mrd_pcr mrd_flow")
WITH_INFUSION = {"C1D15": WHOLE["C1D15"] | INFUSION_OF_DAY_15}


def screened(calendar: Calendar) -> list[Step]:
    """From registration to the enrolment decision."""
    return [
        Step(
            "registered",
            -12,
            [],
            "REGISTERED",
            Owing(whole=f"SCR {TREATMENT}", nothing=ANY_TIME),
        ),
        Step(
            "consents",
            -12,
            [screening.consent(calendar.day(-12))],
            "SCREENING",
            Owing(whole=f"SCR {TREATMENT}", nothing=ANY_TIME),
        ),
        Step(
            "is examined",
            -7,
            visits.at_screening(calendar),
            "SCREENING",
            Owing(whole=TREATMENT, nothing=ANY_TIME, part={"SCR": DECISION}),
        ),
    ]


def first_week(calendar: Calendar) -> list[Step]:
    """Enrolled for the regimen of the label, and given the first two infusions."""
    return [
        *screened(calendar),
        Step(
            "is enrolled",
            -1,
            visits.decided(calendar.day(-1)),
            "ENROLLED",
            Owing(whole="C1D1 C1D8 C1D22", nothing=f"SCR {ANY_TIME}", part=WITH_INFUSION),
        ),
        Step(
            "begins treatment",
            0,
            visits.first_day(calendar.day(0)),
            "ON_TREATMENT",
            Owing(
                whole="C1D8 C1D22 EOT",
                nothing=f"SCR C1D1 {ON_TREATMENT}",
                part=WITH_INFUSION,
            ),
        ),
        Step(
            "comes on day 8",
            7,
            visits.day_8(calendar.day(7)),
            "ON_TREATMENT",
            Owing(
                whole="C1D22 EOT",
                nothing=f"SCR C1D1 C1D8 {ON_TREATMENT}",
                part=WITH_INFUSION,
            ),
        ),
    ]


def first_cycle(calendar: Calendar) -> list[Step]:
    """In remission at week 2."""
    on = calendar.day(visits.WEEK_2)
    before_the_reports = [
        paper
        for paper in visits.week_2(on, marrow.negative(on, "BM-W2"))
        if paper.form not in RESULTS
    ]
    reports = [paper.at("C1D15") for paper in marrow.negative(on, "BM-W2")[1:]]
    return [
        *first_week(calendar),
        Step(
            "gives the marrow of week 2",
            14,
            [*before_the_reports, visits.day_15_infusion(on)],
            "ON_TREATMENT",
            Owing(
                whole="C1D22 EOT",
                nothing=f"SCR C1D1 C1D8 {ON_TREATMENT}",
                part={"C1D15": RESULTS},
            ),
        ),
        Step(
            "both reports are negative",
            17,
            reports,
            "MRD_REMISSION",
            Owing(whole="C1D22 EOT", nothing=f"SCR C1D1 C1D8 C1D15 {ON_TREATMENT}"),
        ),
        Step(
            "ends the first cycle",
            22,
            visits.end_of_cycle(calendar.day(21)),
            "MRD_REMISSION",
            Owing(whole="EOT", nothing=f"SCR {TREATMENT} {ON_TREATMENT}"),
        ),
    ]


def until_conditioning(calendar: Calendar) -> list[Step]:
    """Decided for the transplant, and given the last tablet."""
    on, last = calendar.day(visits.PRE_HSCT_DAY), calendar.day(visits.LAST_TABLET)
    decision = transplant.assessment(
        on, "PROCEED", last_mrd=on, planned_hsct_date=calendar.day(visits.HSCT_DAY)
    )
    stopped = calendar.day(visits.EOT_DAY)
    eot = treatment.end_of_treatment(
        stopped,
        last_olv=last,
        last_ino=calendar.day(14),
        reason="TO_HSCT",
        following="HSCT",
    )
    return [
        *first_cycle(calendar),
        Step(
            "is to be transplanted",
            50,
            visits.before_hsct(on, decision, marrow.negative(on, "BM-PRE")),
            "MRD_REMISSION",
            Owing(
                whole=f"EOT HSCT {AFTER_HSCT}",
                nothing=f"SCR {TREATMENT} CXD1/2 CXD8/2 CXD15/2 PRE_HSCT/1 REL/1 UNS/1 EOS",
            ),
        ),
        Step(
            "ends treatment",
            54,
            [
                treatment.olverembatinib_ended(last).at("C1D1"),
                treatment.olverembatinib_stopped(stopped, "HSCT"),
                treatment.cycle_ended(last).at("C1D1"),
                *visits.last_of_treatment(stopped, eot),
            ],
            "MRD_REMISSION",
            Owing(
                whole=f"HSCT {AFTER_HSCT}",
                nothing=f"SCR {TREATMENT} EOT PRE_HSCT/1 REL/1 UNS/1 EOS",
            ),
        ),
    ]


def transplanted(calendar: Calendar) -> list[Step]:
    """In remission, after one cycle; day 0 is day 63."""
    return [
        *until_conditioning(calendar),
        Step(
            "is transplanted",
            63,
            visits.hsct(calendar.day(63)),
            "POST_HSCT",
            Owing(whole=AFTER_HSCT, nothing=f"{DONE_BEFORE_HSCT} HSCT REL/1 UNS/1 EOS"),
        ),
    ]


def grafted(calendar: Calendar) -> list[Step]:
    """Seen on days 14 and 28 after the transplant, all donor, without graft-versus-host disease."""
    day_28 = calendar.day(91)
    return [
        *transplanted(calendar),
        Step(
            "comes on day 14 after it",
            77,
            visits.day_14_after(calendar.day(77)),
            "POST_HSCT",
            Owing(
                whole="HD28 HD60 HD100 HM6 HM9 HM12",
                nothing=f"{DONE_BEFORE_HSCT} HSCT HD14 REL/1 UNS/1 EOS",
            ),
        ),
        Step(
            "comes on day 28 after it",
            94,
            visits.after_hsct(
                "HD28",
                day_28,
                transplant.engraftment(calendar.day(63)),
                transplant.no_acute_gvhd(day_28),
                number="BM-HD28",
            ),
            "POST_HSCT",
            Owing(
                whole="HD60 HD100 HM6 HM9 HM12",
                nothing=f"{DONE_BEFORE_HSCT} HSCT HD14 HD28 REL/1 UNS/1 EOS",
            ),
        ),
    ]


def seen_on_day_60(calendar: Calendar) -> list[Step]:
    on = calendar.day(123)
    return [
        *grafted(calendar),
        Step(
            "comes on day 60 after it",
            126,
            visits.after_hsct("HD60", on, transplant.no_acute_gvhd(on), number="BM-HD60"),
            "POST_HSCT",
            Owing(
                whole="HD100 HM6 HM9 HM12",
                nothing=f"{DONE_BEFORE_HSCT} HSCT HD14 HD28 HD60 REL/1 UNS/1 EOS",
            ),
        ),
    ]
