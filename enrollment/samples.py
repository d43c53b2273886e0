"""What the laboratory forms have in common: the day of the sample, and what explains its values."""

from edc.logic import Unknown, all_of, any_of, days, exists, filled, one_of

# Examinations of these visits spread over weeks.
LONG_VISITS = ("SCR", "PRE_HSCT", "REL")
DAYS_AROUND_VISIT = 7


def was_significant(any_clinically_significant):
    return any_clinically_significant == "Y"


def is_ongoing(record):
    return record.ongoing == "Y"


def lasts_over(event, day):
    """Whether an adverse event covers the day."""
    return all_of(event.start_date <= day, any_of(is_ongoing(event), event.end_date >= day))


def abnormal_value_is_explained(
    any_clinically_significant, sample_date, adverse_events, medical_histories, conditioning_start
):
    """By an event on that day or by the history; from conditioning on it needs no explanation."""
    return any_of(
        any_clinically_significant != "Y",
        exists(adverse_events, lambda event: lasts_over(event, sample_date)),
        exists(medical_histories, is_ongoing),
        all_of(filled(conditioning_start), sample_date >= conditioning_start),
    )


def sample_is_of_its_visit(visit, visit_dates, sample_date):
    """Taken within 7 days of the visit, either side."""
    day_of_visit = visit_dates.get((visit.code, visit.sequence), Unknown)
    return any_of(
        one_of(visit.code, *LONG_VISITS), abs(days(day_of_visit, sample_date)) <= DAYS_AROUND_VISIT
    )
