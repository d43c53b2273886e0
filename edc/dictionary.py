"""What the forms ask and what is checked, as rows read from the questions themselves."""

from functools import cache

from edc.checking import checks_on
from edc.checks import Severity, SubjectCheck, subject_checks
from edc.crf import Crf, crfs
from edc.generic import plain
from edc.questions import Question
from edc.schedule import always, never
from edc.text import both


@cache
def questions() -> tuple[dict, ...]:
    """One row for each question of each form, in order."""
    return tuple(_question(crf, question) for crf in crfs() for question in crf.asked.values())


@cache
def checks() -> tuple[dict, ...]:
    """One row for each check of each form, in order, and for each of subjects as a whole."""
    of_forms = (_check(crf, check) for crf in crfs() for check in checks_on(crf))
    return (*of_forms, *map(_subject_check, subject_checks().values()))


def _question(crf: type[Crf], question: Question) -> dict:
    return {
        "form": crf.form,
        "field": question.name,
        **_worded("label", question.label),
        "type": question.kind,
        "unit": str(question.unit) if question.unit else None,
        "units": [str(unit) for unit in getattr(question, "other_units", ())],
        "codelist": question.codelist.__name__ if question.codelist else None,
        "terms": _terms(question.codelist),
        "required": _required(question),
        "sdtm": list(question.sdtm),
        "derived": question.derived is not None,
        **_worded("form_title", crf.title),
        **_worded("section", question.section.title),
        **_worded("hint", question.hint),
        "hard_range": _range(question.hard),
        "expected_range": _range(question.expected),
        "decimals": getattr(question, "decimals", None),
        "longest": getattr(question, "longest", None),
        "qualified": question.qualified,
        "pii": question.pii,
    }


def _check(crf: type[Crf], check) -> dict:
    return {
        "id": check.id,
        "form": crf.form,
        "severity": str(check.severity.value),
        **_worded("message", check.message),
        "question": check.question,
    }


def _subject_check(check: SubjectCheck) -> dict:
    return {
        "id": check.id,
        "form": None,
        "severity": str(Severity.SOFT.value),
        **_worded("message", check.message),
        "question": None,
    }


def _worded(name: str, text) -> dict:
    english, chinese = both(text)
    return {f"{name}_en": english, f"{name}_zh": chinese}


def _terms(codelist) -> list[dict]:
    return [
        {"code": term.value, "submission": term.submission or None, **_worded("term", term.label)}
        for term in codelist or ()
    ]


def _required(question: Question) -> str:
    if question.required_when is never:
        return "never"
    return "always" if question.required_when is always else "conditional"


def _range(limits) -> list[str] | None:
    return [plain(limit) for limit in limits] if limits else None
