"""The paths that end before week 2."""

from tests.paths import aftermath, bedside, marrow, screening, treatment, visits
from tests.paths.beginning import ANY_TIME, ON_TREATMENT, TREATMENT, WITH_INFUSION, screened
from tests.paths.owed import PREGNANCY_TEST, RESIDUAL, WHOLE, forms
from tests.paths.paper import Calendar
from tests.paths.steps import Owing, Step

WHY_IT_ENDED = {"EOT": forms("end_of_treatment")}  # of who had a dose, and no examination


def screen_failure(calendar: Calendar) -> list[Step]:
    """The leukaemia carries too little CD22."""
    on, decided = calendar.day(-10), calendar.day(-6)
    examined = [
        bedside.visited(on),
        *marrow.positive(on, "BM-SCR"),
        marrow.cd22(on, percent="8.0"),
    ]
    seen = RESIDUAL | forms("visit_record demographics disease_history cd22_expression")
    asked = frozenset({("C22-001", "cd22_percent")})
    return [
        *screened(calendar)[:2],
        Step(
            "is examined in part",
            -7,
            [
                screening.demographics(calendar.day(-12)),
                screening.disease_history(on),
                *visits.hung(examined, "SCR"),
            ],
            "SCREENING",
            Owing(whole=TREATMENT, nothing=ANY_TIME, part={"SCR": WHOLE["SCR"] - seen}),
            queries=asked,
        ),
        Step(
            "does not meet a criterion",
            -6,
            [screening.eligibility(decided, inc06="N")],
            "SCREENING",
            Owing(
                whole=TREATMENT,
                nothing=ANY_TIME,
                part={"SCR": WHOLE["SCR"] - seen - forms("eligibility")},
            ),
            queries=asked,
        ),
        Step(
            "is a screen failure",
            -6,
            [screening.screen_failure(decided, "INC06")],
            "SCREEN_FAILED",
            Owing(whole="EOS", nothing="SCR"),
            queries=asked,
        ),
        Step(
            "ends the study",
            -5,
            [aftermath.end_of_study(calendar.day(-5), "SCREEN_FAILURE", last_contact=decided)],
            "SCREEN_FAILED",
            Owing(nothing="SCR EOS"),
            queries=asked,
        ),
    ]


def withdrawal(calendar: Calendar) -> list[Step]:
    """A woman who may have children withdraws from everything ten days after the first dose."""
    on = calendar.day(10)
    stopped = treatment.end_of_treatment(
        on,
        last_olv=calendar.day(9),
        last_ino=calendar.day(7),
        reason="PATIENT",
        following="UNK",
    )
    of_a_woman = {"C1D1": WHOLE["C1D1"] | PREGNANCY_TEST}
    return [
        *screened(calendar)[:2],
        Step(
            "tells that she may have children",
            -12,
            [screening.demographics(calendar.day(-12), sex="F")],
            "SCREENING",
            Owing(
                whole="C1D8 C1D15 C1D22",
                nothing=ANY_TIME,
                part={
                    "SCR": (WHOLE["SCR"] | PREGNANCY_TEST) - forms("demographics"),
                    **of_a_woman,
                },
            ),
        ),
        Step(
            "is examined and enrolled",
            -1,
            [
                *visits.at_screening(calendar, sex="F")[1:],
                *visits.decided(calendar.day(-1)),
            ],
            "ENROLLED",
            Owing(
                whole="C1D8 C1D22", nothing=f"SCR {ANY_TIME}", part={**of_a_woman, **WITH_INFUSION}
            ),
        ),
        Step(
            "begins treatment",
            7,
            [*visits.first_day(calendar.day(0), sex="F"), *visits.day_8(calendar.day(7))],
            "ON_TREATMENT",
            Owing(
                whole="C1D22 EOT",
                nothing=f"SCR C1D1 C1D8 {ON_TREATMENT}",
                part=WITH_INFUSION,
            ),
        ),
        Step(
            "withdraws",
            10,
            [screening.withdrawal(on)],
            "WITHDRAWN",
            Owing(whole="EOS", nothing="SCR C1D1 C1D8", part=WHY_IT_ENDED),
        ),
        Step(
            "takes no more tablets",
            11,
            [treatment.olverembatinib_ended(calendar.day(9)).at("C1D1")],
            "WITHDRAWN",
            Owing(whole="EOS", nothing="SCR C1D1 C1D8", part=WHY_IT_ENDED),
        ),
        Step(
            "ends treatment by withdrawing",
            11,
            [stopped],
            "WITHDRAWN",
            Owing(whole="EOS", nothing="SCR C1D1 C1D8 EOT"),
        ),
        Step(
            "ends the study",
            12,
            [
                aftermath.end_of_study(calendar.day(12), "WITHDREW", last_contact=on),
            ],
            "WITHDRAWN",
            Owing(nothing="SCR C1D1 C1D8 EOT EOS"),
        ),
    ]
