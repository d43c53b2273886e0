"""The halves of the MRD endpoint, and the other values derived on the forms of one specimen."""

from decimal import Decimal

from edc.logic import (
    Unknown,
    all_of,
    any_of,
    blank,
    coalesce,
    days,
    filled,
    minutes,
    one_of,
    ratio,
    rounded,
    yes_no,
)

NEGATIVE, POSITIVE, NOT_EVALUABLE = "NEGATIVE", "POSITIVE", "NOT_EVALUABLE"

# Definitions of the molecular response levels, in percent (Cross 2015); no parameter of the trial.
MR4, MR45, MR5 = Decimal("0.01"), Decimal("0.0032"), Decimal("0.001")


def hours_to_lab(collection_time, received_time):
    return rounded(minutes(collection_time, received_time) / 60, 1)


def days_from_anchor(week2_anchor_date, collection_date):
    """The anchor day is day 0."""
    return days(week2_anchor_date, collection_date)


def in_week2_window(specimen_type, days_from_anchor, param):
    """Only marrow is ever inside; both ends of the window belong to it."""
    first = param.week2.nominal_days - param.week2.window_minus_days
    last = param.week2.nominal_days + param.week2.window_plus_days
    return yes_no(
        all_of(specimen_type == "BM", days_from_anchor >= first, days_from_anchor <= last)
    )


def half_status(*, was_done, is_positive, is_reliable, is_negative):
    """Status of one half, by the order of the protocol: a positive stands whatever the quality."""
    if was_done is not True:
        return NOT_EVALUABLE
    if is_positive is True:
        return POSITIVE
    return NEGATIVE if all_of(is_reliable, is_negative) is True else NOT_EVALUABLE


def is_usable(specimen):
    """A specimen that nobody has judged counts as inadequate."""
    return coalesce(specimen.quality, "INADEQUATE") != "INADEQUATE"


def ratio_calculated_percent(bcr_abl_copies, control_copies):
    return ratio(bcr_abl_copies, control_copies) * 100


def is_ratio_percent(ratio_percent, is_factor):
    return ratio_percent * is_factor


def endpoint_ratio_percent(ratio_percent, ratio_calculated_percent, is_ratio_percent, param):
    """The ratio that is held against the threshold: recalculated when none was reported."""
    by_international_scale = param.mrd.ratio_for_endpoint == "IS_WHEN_P210"
    if by_international_scale and filled(is_ratio_percent):
        return is_ratio_percent
    return coalesce(ratio_percent, ratio_calculated_percent)


def least_control_copies(control_gene, param):
    """Control copies at which a negative result is accepted; ABL1's where the gene has none."""
    if control_gene == "GUSB":
        return param.mrd.gusb_min_copies
    return param.mrd.bcr_min_copies if control_gene == "BCR" else param.mrd.abl1_min_copies


def control_copies_enough(control_copies, control_gene, param):
    return yes_no(control_copies >= least_control_copies(control_gene, param))


def pcr_status(
    performed,
    result_class,
    endpoint_ratio_percent,
    control_copies_enough,
    lod_percent,
    loq_percent,
    parent,
    param,
):
    """The PCR half; exactly the threshold is positive."""
    threshold = param.mrd.pcr_threshold_percent
    quantified = result_class == "QUANTIFIED"
    return half_status(
        was_done=all_of(performed == "Y", result_class != "FAILED"),
        is_positive=all_of(quantified, endpoint_ratio_percent >= threshold),
        is_reliable=all_of(control_copies_enough == "Y", is_usable(parent)),
        is_negative=any_of(
            all_of(quantified, endpoint_ratio_percent < threshold),
            all_of(result_class == "POS_NOT_QUANT", loq_percent <= threshold),
            all_of(one_of(result_class, "NOT_DETECTED", "BELOW_LOD"), lod_percent <= threshold),
        ),
    )


def levels(control_gene, param):
    """Deepest first: the level, the ratio it allows, the control copies that prove it."""
    enough = least_control_copies(control_gene, param)
    if control_gene == "GUSB":
        deep, deepest = param.mrd.gusb_mr45_copies, param.mrd.gusb_mr5_copies
    else:
        deep, deepest = param.mrd.abl1_mr45_copies, param.mrd.abl1_mr5_copies
    return ("MR5", MR5, deepest), ("MR45", MR45, deep), ("MR4", MR4, enough)


def molecular_level(result_class, ratio_percent, control_gene, control_copies, param):
    """Depth proven by the copies, limited by the ratio when it is quantified.

    Copies that were not given prove nothing. A ratio above MR4 needs no copies to be believed.
    """
    if blank(result_class):
        return Unknown
    if result_class == "FAILED":
        return "NE"
    proven = ratio_percent if result_class == "QUANTIFIED" else 0
    if proven > MR4:
        return "NOT_REACHED"
    for level, limit, copies in levels(control_gene, param):
        reached = all_of(proven <= limit, coalesce(control_copies, 0) >= copies)
        if reached is not False:
            return level if reached is True else Unknown
    return "NE" if proven <= MR4 else Unknown


def abnormal_calculated_percent(abnormal_events, events_acquired):
    return ratio(abnormal_events, events_acquired) * 100


def events_enough(events_acquired, param):
    return yes_no(events_acquired >= param.mrd.flow_min_events)


def flow_is_below(result_class, abnormal_percent, lod_percent, lloq_percent, threshold):
    """Whether the result shows fewer abnormal cells than the threshold."""
    return any_of(
        all_of(result_class == "QUANTIFIED", abnormal_percent < threshold),
        all_of(result_class == "BELOW_LLOQ", lloq_percent <= threshold),
        all_of(result_class == "NOT_DETECTED", lod_percent <= threshold),
    )


def flow_status(
    performed,
    result_class,
    abnormal_percent,
    events_enough,
    lod_percent,
    lloq_percent,
    parent,
    param,
):
    """The flow half; exactly the threshold is positive."""
    threshold = param.mrd.flow_threshold_percent
    return half_status(
        was_done=all_of(performed == "Y", result_class != "FAILED"),
        is_positive=all_of(result_class == "QUANTIFIED", abnormal_percent >= threshold),
        is_reliable=all_of(events_enough == "Y", is_usable(parent)),
        is_negative=flow_is_below(
            result_class, abnormal_percent, lod_percent, lloq_percent, threshold
        ),
    )


def deep_negative(flow_status, result_class, abnormal_percent, lod_percent, lloq_percent, param):
    """Negative at the deeper threshold too; for a sensitivity analysis only."""
    threshold = param.mrd.flow_deep_threshold_percent
    below = flow_is_below(result_class, abnormal_percent, lod_percent, lloq_percent, threshold)
    return yes_no(all_of(flow_status == NEGATIVE, below))
