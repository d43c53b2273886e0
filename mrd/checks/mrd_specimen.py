"""Checks of the specimen: its number, its times, and whether the week-2 marrow can decide."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, date_of, exists, negation
from edc.text import T
from mrd.models import MrdSpecimen
from trial.protocol import C1D15

HARD, SOFT = Severity.HARD, Severity.SOFT


def is_another_visit(visit):
    """Any visit but that of the week-2 marrow."""
    return visit.code != C1D15.code


@check(
    "SPC-001",
    MrdSpecimen,
    HARD,
    MrdSpecimen.unique["specimen_id"],
    instead_of="GEN-DUPLICATE",
)
def specimen_number_is_unused(specimen_id, mrd_specimens):
    """Among the subject's own; across subjects and sites the database decides."""
    return negation(exists(mrd_specimens, lambda other: other.specimen_id == specimen_id))


@check(
    "SPC-002",
    MrdSpecimen,
    HARD,
    T("Collection date and time disagree.", "采集日期与时间不一致。"),
)
def collection_time_is_on_collection_date(collection_date, collection_time):
    return date_of(collection_time) == collection_date


@check(
    "SPC-003",
    MrdSpecimen,
    HARD,
    T("Received before collection.", "接收时间早于采集时间。"),
)
def specimen_is_received_after_collection(collection_time, received_time):
    return received_time >= collection_time


@check(
    "SPC-004",
    MrdSpecimen,
    SOFT,
    T(
        "The week-2 marrow is outside the endpoint window and will not count for the primary "
        "endpoint.",
        "第2周骨髓超出终点窗口期，将不计入主要终点。",
    ),
    beside="collection_date",
    origin="registry",
)
def week2_specimen_is_inside_its_window(visit, in_week2_window):
    return any_of(is_another_visit(visit), in_week2_window != "N")


@check(
    "SPC-005",
    MrdSpecimen,
    SOFT,
    T("The primary endpoint needs bone marrow.", "主要终点须使用骨髓标本。"),
    origin="registry",
)
def week2_specimen_is_marrow(visit, specimen_type):
    return any_of(is_another_visit(visit), specimen_type == "BM")


@check(
    "SPC-006",
    MrdSpecimen,
    SOFT,
    T(
        "The week-2 marrow is inadequate: repeat the aspirate inside the window.",
        "第2周骨髓不合格：请在窗口期内重新采集。",
    ),
)
def inadequate_week2_marrow_is_repeated(visit, quality, mrd_specimens):
    was_repeated = exists(
        mrd_specimens,
        lambda other: all_of(other.purpose == "REPEAT", other.in_week2_window == "Y"),
    )
    return any_of(is_another_visit(visit), quality != "INADEQUATE", was_repeated)


@check(
    "SPC-007",
    MrdSpecimen,
    SOFT,
    T(
        "More than 24 hours from collection to the laboratory.",
        "采集至实验室接收超过24小时。",
    ),
    beside="received_time",
)
def specimen_reaches_the_laboratory_within_a_day(hours_to_lab):
    return hours_to_lab <= 24


@check(
    "SPC-008",
    MrdSpecimen,
    SOFT,
    T(
        "MRD should be tested on the first pull. Please confirm.",
        "MRD应使用首次抽吸（第一管）的骨髓标本，请核实。",
    ),
)
def marrow_is_the_first_pull(first_pull):
    return first_pull != "N"


@check(
    "SPC-009",
    MrdSpecimen,
    HARD,
    T("Collection date is after death.", "采集日期晚于死亡日期。"),
    instead_of="GEN-DEATH",
)
def specimen_is_collected_in_life(collection_date, death_date):
    return collection_date <= death_date


@check(
    "SPC-010",
    MrdSpecimen,
    SOFT,
    T(
        "The week-2 marrow is missing: the patient counts as not in remission in the main "
        "analysis.",
        "第2周骨髓缺失：主分析中按未缓解处理。",
    ),
    origin="registry",
)
def week2_marrow_is_collected(visit, collected):
    return any_of(is_another_visit(visit), collected != "N")
