"""Eligibility: each criterion of inclusion and exclusion, as the investigator answers it.

The wording of the criteria shows the default limits; checks take theirs from ``param.screening``.
When a limit changes, the wording changes as well.
"""

from edc import questions as ask
from edc.access import Permission
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of
from edc.schedule import always, required
from edc.text import T
from enrollment.codelists import Criterion
from enrollment.verdicts import by_the_data
from trial.protocol import SCR


def asked_to_include(criterion):
    return _asked(criterion, "INCLUSION")


def asked_to_exclude(criterion):
    return _asked(criterion, "EXCLUSION")


def _asked(criterion, category):
    return ask.YesNo(
        criterion.label,
        required_when=always,
        remark=by_the_data(criterion.value.lower()),
        cdash="IEORRES",
        sdtm=(f"IE.IEORRES where IETESTCD={criterion.value} and IECAT={category}",),
    )


def fulfils_every_criterion(this):
    """``Y`` when all are answered as the trial asks; ``N`` otherwise, and while one is open."""
    is_included = (getattr(this, name) == "Y" for name in INCLUSION)
    is_not_excluded = (getattr(this, name) == "N" for name in EXCLUSION)
    return "Y" if all_of(*is_included, *is_not_excluded) is True else "N"


class Eligibility(Crf):
    """One assessment of the criteria: made again when something changed, and the latest counts."""

    title = T("Eligibility criteria", "入选与排除标准")
    order = 5
    repeats = Repeats.LOG
    visits = required(SCR)
    key = ("screening_number", "assessment_date")
    date = "assessment_date"
    completed_by = Permission.ENROL

    head_section = Section(T("Screening", "筛选"))
    screening_number = ask.Integer(
        T("Screening attempt", "筛选次数"),
        required_when=always,
        hard=(1, 3),
        cdash="IESPID",
        sdtm=("IE.IESPID",),
    )
    assessment_date = ask.Date(
        T("Date assessed", "评估日期"), required_when=always, cdash="IEDAT", sdtm=("IE.IEDTC",)
    )
    criteria_version = ask.Text(
        T("Protocol version of the criteria", "入排标准所依据的方案版本"),
        longest=20,
        required_when=always,
        sdtm=("TI.TIVERS",),
    )

    inclusion_section = Section(
        T("Inclusion criteria (all must be Yes)", "入选标准（须全部为“是”）")
    )
    inc01 = asked_to_include(Criterion.INC01)
    inc02 = asked_to_include(Criterion.INC02)
    inc03 = asked_to_include(Criterion.INC03)
    inc04 = asked_to_include(Criterion.INC04)
    inc05 = asked_to_include(Criterion.INC05)
    inc06 = asked_to_include(Criterion.INC06)
    inc07 = asked_to_include(Criterion.INC07)
    inc08 = asked_to_include(Criterion.INC08)
    inc09 = asked_to_include(Criterion.INC09)
    inc10 = asked_to_include(Criterion.INC10)
    inc11 = asked_to_include(Criterion.INC11)
    inc12 = asked_to_include(Criterion.INC12)
    inc13 = asked_to_include(Criterion.INC13)
    inc14 = asked_to_include(Criterion.INC14)

    exclusion_section = Section(
        T("Exclusion criteria (all must be No)", "排除标准（须全部为“否”）")
    )
    exc01 = asked_to_exclude(Criterion.EXC01)
    exc02 = asked_to_exclude(Criterion.EXC02)
    exc03 = asked_to_exclude(Criterion.EXC03)
    exc04 = asked_to_exclude(Criterion.EXC04)
    exc05 = asked_to_exclude(Criterion.EXC05)
    exc06 = asked_to_exclude(Criterion.EXC06)
    exc07 = asked_to_exclude(Criterion.EXC07)
    exc08 = asked_to_exclude(Criterion.EXC08)
    exc09 = asked_to_exclude(Criterion.EXC09)
    exc10 = asked_to_exclude(Criterion.EXC10)
    exc11 = asked_to_exclude(Criterion.EXC11)
    exc12 = asked_to_exclude(Criterion.EXC12)
    exc13 = asked_to_exclude(Criterion.EXC13)
    exc14 = asked_to_exclude(Criterion.EXC14)
    exc15 = asked_to_exclude(Criterion.EXC15)
    exc16 = asked_to_exclude(Criterion.EXC16)
    exc17 = asked_to_exclude(Criterion.EXC17)
    exc18 = asked_to_exclude(Criterion.EXC18)
    exc19 = asked_to_exclude(Criterion.EXC19)
    exc20 = asked_to_exclude(Criterion.EXC20)

    result_section = Section(T("Result", "结论"))
    all_criteria_met = ask.YesNo(
        T("All criteria met", "是否全部符合"),
        derived=fulfils_every_criterion,
        hint=T(
            "Yes when every inclusion criterion is Yes and every exclusion criterion is No; "
            "otherwise No.",
            "全部入选标准为“是”且全部排除标准为“否”时为“是”，否则为“否”。",
        ),
        cdash="IEYN",
    )
    investigator_name = ask.Text(
        T("Investigator who confirmed", "确认研究者"), longest=100, pii=True, required_when=always
    )
    confirmation_date = ask.Date(T("Date confirmed", "确认日期"), required_when=always)


INCLUSION = tuple(name for name in Eligibility.asked if name.startswith("inc"))
EXCLUSION = tuple(name for name in Eligibility.asked if name.startswith("exc"))
