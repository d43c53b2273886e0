"""The end of a subject's part in the trial."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import all_of, filled, one_of
from edc.schedule import always, required
from edc.text import T
from followup.gates import was_transplanted
from trial.protocol import EOS


def is_not_death(outcome):
    return outcome != "DEATH"


def is_another_outcome(outcome):
    return outcome == "OTHER"


def owes_status_at_one_year(outcome, hsct_d0):
    is_asked_of = one_of(outcome, "COMPLETED", "LTFU", "WITHDREW", "DEATH")
    return all_of(is_asked_of, filled(hsct_d0))


def was_signed_off(pi_sign_off):
    return pi_sign_off == "Y"


class StudyOutcome(Codelist):
    COMPLETED = (
        "COMPLETED",
        "COMPLETED",
        T("Completed one-year follow-up after HSCT", "完成移植后1年随访"),
    )
    COMPLETED_WITHOUT_HSCT = (
        "COMPLETED_NOHSCT",
        "COMPLETED",
        T("Completed follow-up without HSCT", "未移植，完成随访"),
    )
    DEATH = "DEATH", "DEATH", T("Death", "死亡")
    LOST = "LTFU", "LOST TO FOLLOW-UP", T("Lost to follow-up", "失访")
    WITHDREW = "WITHDREW", "WITHDRAWAL BY SUBJECT", T("Withdrew consent", "撤回知情同意")
    SCREEN_FAILURE = "SCREEN_FAILURE", "SCREEN FAILURE", T("Screen failure", "筛选失败")
    ENDED_BY_SPONSOR = "SPONSOR", "STUDY TERMINATED BY SPONSOR", T("Study ended", "申办方终止研究")
    OTHER = "OTHER", "OTHER", T("Other", "其他")


class EndOfStudy(Crf):
    """When and how a subject left the trial: the last record there is."""

    title = T("End of study", "研究结束")
    order = 42
    origin = "standard: CDASHIG v2.2"
    repeats = Repeats.ONCE
    visits = required(EOS)
    date = "eos_date"
    exempt = {
        "eos_date": ("GEN-DEATH",),
        "last_contact_date": ("GEN-DEATH",),
        "pi_sign_date": ("GEN-DEATH",),
    }

    eos_section = Section(T("End of study", "研究结束"))
    eos_date = ask.Date(
        T("Date", "日期"),
        required_when=always,
        cdash="DSSTDAT",
        sdtm=("DS.DSSTDTC where DSSCAT=STUDY PARTICIPATION",),
    )
    outcome = ask.Choice(
        T("Outcome", "结局"),
        StudyOutcome,
        required_when=always,
        cdash="DSDECOD",
        sdtm=("DS.DSDECOD where DSSCAT=STUDY PARTICIPATION",),
    )
    last_contact_date = ask.Date(T("Last contact", "末次联系日期"), required_when=always)
    last_alive_confirmed = ask.Date(
        T("Last day known alive", "末次已知存活日期"),
        shown_when=is_not_death,
        required_when=is_not_death,
    )
    one_year_status_known = ask.YesNo(
        T("Status known one year after HSCT", "移植后1年状态是否明确"),
        shown_when=was_transplanted,
        required_when=owes_status_at_one_year,
    )
    reason_other = ask.Text(
        T("Detail", "说明"),
        longest=200,
        shown_when=is_another_outcome,
        required_when=is_another_outcome,
    )
    pi_sign_off = ask.YesNo(
        T("Investigator signs that the data are complete", "研究者确认数据完整"),
        required_when=always,
    )
    pi_sign_date = ask.Date(
        T("Date of signature", "签字日期"),
        shown_when=was_signed_off,
        required_when=was_signed_off,
    )
