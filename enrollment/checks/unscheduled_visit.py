"""Checks of unscheduled visits: their reasons open the forms that they need."""

from edc.checks import Severity, check
from edc.logic import any_of, has, negation, size
from edc.text import T
from enrollment.models import UnscheduledVisit


@check(
    "UNS-001",
    UnscheduledVisit,
    Severity.SOFT,
    T("Suspected relapse: open the marrow forms.", "疑似复发：请打开骨髓相关表单。"),
)
def suspected_relapse_opens_a_marrow_form(reason, forms_opened):
    return any_of(
        negation(has(reason, "SUSPECTED_RELAPSE")),
        has(forms_opened, "bm_morphology"),
        has(forms_opened, "mrd_specimen"),
    )


@check(
    "UNS-002",
    UnscheduledVisit,
    Severity.SOFT,
    T("Repeat sample: open the specimen form.", "标本重采：请打开标本表。"),
)
def repeat_sample_opens_the_specimen_form(reason, forms_opened):
    return any_of(negation(has(reason, "REPEAT_SAMPLE")), has(forms_opened, "mrd_specimen"))


@check(
    "UNS-003",
    UnscheduledVisit,
    Severity.HARD,
    T('"None" cannot be combined with other forms.', "“无”不能与其他表单同时选择。"),
)
def no_form_stands_alone(forms_opened):
    return any_of(negation(has(forms_opened, "NONE")), size(forms_opened) <= 1)
