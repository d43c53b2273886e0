"""The paths of those who were not transplanted, or not yet."""

from tests.paths import aftermath, bedside, marrow, transplant, treatment, visits
from tests.paths.beginning import (
    AFTER_HSCT,
    ANY_TIME,
    ON_TREATMENT,
    TREATMENT,
    first_week,
    screened,
)
from tests.paths.owed import WHOLE, forms
from tests.paths.paper import Calendar
from tests.paths.steps import Owing, Step

OPTIONS = "CXD1/2 CXD8/2 CXD15/2 PRE_HSCT/1 REL/1 UNS/1 EOS"


def positive_at_week_2(calendar: Calendar) -> list[Step]:
    on = calendar.day(visits.WEEK_2)
    return [
        *first_week(calendar),
        Step(
            "is not in remission at week 2",
            17,
            [
                *visits.week_2(on, marrow.positive(on, "BM-W2")),
                visits.day_15_infusion(on),
            ],
            "NO_MRD_REMISSION",
            Owing(whole="C1D22 EOT", nothing=f"SCR C1D1 C1D8 C1D15 {ON_TREATMENT}"),
        ),
        Step(
            "ends the first cycle",
            22,
            visits.end_of_cycle(calendar.day(21)),
            "NO_MRD_REMISSION",
            Owing(whole="EOT", nothing=f"SCR {TREATMENT} {ON_TREATMENT}"),
        ),
    ]


def follow_up(calendar: Calendar, number: int, on: int, *, status: str):
    """A telephone call at an interval after the last dose."""
    day = calendar.day(on)
    called = {"contact_mode": "PHONE"}
    papers = [bedside.visited(day, "PHONE"), aftermath.contact(day, status=status, **called)]
    return visits.hung(papers, "FU", number)


def no_remission(calendar: Calendar) -> list[Step]:
    """Treatment stops after one cycle; followed for a year without a transplant."""
    last, stopped = calendar.day(35), calendar.day(40)
    eot = treatment.end_of_treatment(
        stopped,
        last_olv=last,
        last_ino=calendar.day(14),
        reason="NO_REMISSION",
        following="TKI",
    )
    done = f"SCR {TREATMENT} EOT"
    options = "PRE_HSCT/1 REL/1 UNS/1"
    calls = {1: 125, 2: 215, 3: 305, 4: 395}
    return [
        *positive_at_week_2(calendar),
        Step(
            "ends treatment",
            40,
            [
                treatment.olverembatinib_ended(last).at("C1D1"),
                treatment.olverembatinib_stopped(calendar.day(36), "DISEASE"),
                treatment.cycle_ended(last).at("C1D1"),
                *visits.last_of_treatment(stopped, eot),
            ],
            "FOLLOWUP_NO_HSCT",
            Owing(whole="FU/1", nothing=f"{done} {options} EOS"),
        ),
        Step(
            "is called three months later",
            calls[1],
            follow_up(calendar, 1, calls[1], status="REMISSION_MRDPOS"),
            "FOLLOWUP_NO_HSCT",
            Owing(whole="FU/2", nothing=f"{done} FU/1 {options} EOS"),
        ),
        Step(
            "is called twice more",
            calls[3],
            [
                *follow_up(calendar, 2, calls[2], status="REMISSION_MRDPOS"),
                *follow_up(calendar, 3, calls[3], status="REMISSION_MRDPOS"),
            ],
            "FOLLOWUP_NO_HSCT",
            Owing(whole="FU/4", nothing=f"{done} FU/1 FU/2 FU/3 {options} EOS"),
        ),
        Step(
            "is called for the last time",
            calls[4],
            follow_up(calendar, 4, calls[4], status="REMISSION_MRDPOS"),
            "FOLLOWUP_NO_HSCT",
            Owing(whole="EOS", nothing=f"{done} FU/1 FU/2 FU/3 FU/4 {options}"),
        ),
        Step(
            "ends the study",
            400,
            [
                aftermath.end_of_study(
                    calendar.day(400), "COMPLETED_NOHSCT", last_contact=calendar.day(calls[4])
                )
            ],
            "COMPLETE_NO_HSCT",
            Owing(nothing=f"{done} FU/1 FU/2 FU/3 FU/4 EOS"),
        ),
    ]


def remission_without_hsct(calendar: Calendar) -> list[Step]:
    """In remission on the lower doses; there is no donor."""
    on, last, stopped = calendar.day(47), calendar.day(53), calendar.day(54)
    week_2 = calendar.day(visits.WEEK_2)
    decision = transplant.assessment(on, "NO", last_mrd=on, no_hsct_reason="DONOR")
    eot = treatment.end_of_treatment(
        stopped,
        last_olv=last,
        last_ino=calendar.day(7),
        reason="COMPLETED_NOHSCT",
        following="TKI",
    )
    done, options = f"SCR {TREATMENT} EOT PRE_HSCT/1", "REL/1 UNS/1 EOS"
    in_remission = {"status": "REMISSION_MRDUNK"}
    return [
        *screened(calendar),
        Step(
            "is enrolled for the lower doses",
            -1,
            visits.decided(calendar.day(-1), regimen="LOW_MRD"),
            "ENROLLED",
            Owing(whole=TREATMENT, nothing=f"SCR {ANY_TIME}"),
        ),
        Step(
            "is given both infusions",
            7,
            [
                *visits.first_day(calendar.day(0), regimen="LOW_MRD_C1", dose="0.6"),
                *visits.day_8(calendar.day(7), dose="0.3"),
            ],
            "ON_TREATMENT",
            Owing(whole="C1D15 C1D22 EOT", nothing=f"SCR C1D1 C1D8 {OPTIONS}"),
        ),
        Step(
            "is in remission at week 2",
            22,
            [
                *visits.week_2(week_2, marrow.negative(week_2, "BM-W2")),
                *visits.end_of_cycle(calendar.day(21)),
            ],
            "MRD_REMISSION",
            Owing(whole="EOT", nothing=f"SCR {TREATMENT} {OPTIONS}"),
        ),
        Step(
            "is not to be transplanted",
            50,
            visits.before_hsct(on, decision, marrow.negative(on, "BM-PRE")),
            "FOLLOWUP_NO_HSCT",
            Owing(
                whole="EOT",
                nothing=f"SCR {TREATMENT} CXD1/2 CXD8/2 CXD15/2 PRE_HSCT/1 {options}",
            ),
        ),
        Step(
            "ends treatment",
            54,
            [
                treatment.olverembatinib_ended(last).at("C1D1"),
                treatment.olverembatinib_stopped(stopped, "PLANNED"),
                treatment.cycle_ended(last).at("C1D1"),
                *visits.last_of_treatment(stopped, eot),
            ],
            "FOLLOWUP_NO_HSCT",
            Owing(whole="FU/1", nothing=f"{done} {options}"),
        ),
        Step(
            "is called three months later",
            143,
            follow_up(calendar, 1, 143, **in_remission),
            "FOLLOWUP_NO_HSCT",
            Owing(whole="FU/2", nothing=f"{done} FU/1 {options}"),
        ),
        Step(
            "is not called at half a year",
            250,
            [],
            "FOLLOWUP_NO_HSCT",
            Owing(whole="FU/2", nothing=f"{done} FU/1 {options}"),
            overdue={"FU/2": WHOLE["FU"]},
        ),
        Step(
            "is noted to have been forgotten",
            251,
            [
                bedside.missed("OVERSIGHT").at("FU", 2),
                treatment.deviation(
                    calendar.day(250), "ASSESSMENT", "No call at half a year 半年随访遗漏"
                ),
            ],
            "FOLLOWUP_NO_HSCT",
            Owing(whole="FU/3", nothing=f"{done} FU/1 FU/2 {options}"),
        ),
    ]


def second_cycle(calendar: Calendar) -> list[Step]:
    """Residual disease at week 2 is gone after a second cycle; then to be transplanted."""
    start, day_8, day_15 = calendar.day(28), calendar.day(35), calendar.day(42)
    unscheduled, first, second = calendar.day(24), calendar.day(50), calendar.day(64)
    deferred = transplant.assessment(
        first, "DEFER", last_mrd=day_15, no_hsct_reason="LOGISTICS", vod_risk_factors=["INO2"]
    )
    decided = transplant.assessment(
        second,
        "PROCEED",
        last_mrd=second,
        planned_hsct_date=calendar.day(85),
        vod_risk_factors=["INO2"],
    )
    at_unscheduled = [
        bedside.visited(unscheduled),
        bedside.unscheduled(unscheduled, "DOSE", "lab_hematology"),
        bedside.haematology(unscheduled),
    ]
    done = f"SCR {TREATMENT} UNS/1 UNS/2 REL/1 EOS"
    third = "CXD1/3 CXD8/3 CXD15/3"
    return [
        *positive_at_week_2(calendar),
        Step(
            "comes unscheduled",
            24,
            visits.hung(at_unscheduled[:1], "UNS"),
            "NO_MRD_REMISSION",
            Owing(
                whole="EOT",
                nothing=f"SCR {TREATMENT} CXD1/2 CXD8/2 CXD15/2 PRE_HSCT/1 REL/1 UNS/2 EOS",
                part={"UNS/1": forms("unscheduled_visit")},
            ),
        ),
        Step(
            "is looked at",
            24,
            visits.hung(at_unscheduled[1:], "UNS"),
            "NO_MRD_REMISSION",
            Owing(whole="EOT", nothing=f"{done} CXD1/2 CXD8/2 CXD15/2 PRE_HSCT/1"),
        ),
        Step(
            "begins a second cycle",
            28,
            [
                treatment.cycle_ended(calendar.day(27)).at("C1D1"),
                *visits.second_cycle_day_1(start),
            ],
            "NO_MRD_REMISSION",
            Owing(
                whole="CXD8/2 CXD15/2 EOT",
                nothing=f"{done} CXD1/2 CXD1/3 PRE_HSCT/1",
            ),
        ),
        Step(
            "comes on day 8 of it",
            35,
            visits.second_cycle_day_8(day_8),
            "NO_MRD_REMISSION",
            Owing(
                whole="CXD15/2 EOT",
                nothing=f"{done} CXD1/2 CXD8/2 CXD1/3 CXD8/3 PRE_HSCT/1",
            ),
        ),
        Step(
            "is in remission on day 15 of it",
            45,
            visits.second_cycle_day_15(day_15, marrow.negative(day_15, "BM-C2")),
            "MRD_REMISSION",
            Owing(whole="EOT", nothing=f"{done} CXD1/2 CXD8/2 CXD15/2 {third} PRE_HSCT/1"),
        ),
        Step(
            "waits for the transplant",
            53,
            visits.before_hsct(first, deferred, marrow.negative(first, "BM-PRE-1")),
            "MRD_REMISSION",
            Owing(
                whole="EOT",
                nothing=f"{done} CXD1/2 CXD8/2 CXD15/2 {third} PRE_HSCT/1 PRE_HSCT/2",
            ),
        ),
        Step(
            "is to be transplanted",
            67,
            visits.before_hsct(second, decided, marrow.negative(second, "BM-PRE-2"), 2),
            "MRD_REMISSION",
            Owing(
                whole=f"EOT HSCT {AFTER_HSCT}",
                nothing=f"{done} CXD1/2 CXD8/2 CXD15/2 {third} PRE_HSCT/1 PRE_HSCT/2",
            ),
            # The window of a repeated visit ends the day before the decision that it is for.
            queries=frozenset({("SV-001", "visit_date"), ("GEN-REQUIRED", "out_of_window_reason")}),
        ),
    ]
