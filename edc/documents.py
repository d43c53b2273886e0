"""The documents that say what the system does, written from the system itself."""

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import override

from edc.access import GRANTS, SITE_ROLES, Permission, Role
from edc.chart import names_of
from edc.checking import checks_on
from edc.checks import Severity, listed_checks, subject_checks
from edc.codelists import Codelist, MissingReason
from edc.crf import Crf, Repeats, crfs
from edc.generic import WORDING, plain
from edc.places import schedule
from edc.questions import Question
from edc.schedule import Need, always, never
from edc.text import both

BY_HAND = "Written by `manage.py documents`; a change here is lost, and fails `make check`."
NEEDS = {Need.REQUIRED: "R", Need.OPTIONAL: "O", Need.CONDITIONAL: "C"}
REPEATS = {
    Repeats.ONCE: "once per subject",
    Repeats.PER_VISIT: "per visit",
    Repeats.LOG: "as often as needed",
    Repeats.CHILD: "one for each record of its parent",
}


def documents() -> dict[str, str]:
    """The text of each document by its file name, the same for the same system."""
    pages = {
        "forms.md": forms,
        "checks.md": checks,
        "access.md": access,
        "codelists.md": codelists,
    }
    with override("en"):
        return {name: "\n".join(page()) + "\n" for name, page in pages.items()}


def forms() -> Iterator[str]:
    """The annotated forms, after the matrix of the visits at which they are collected."""
    yield from ("# Forms", "", BY_HAND, "")
    yield (
        f"{len(crfs())} forms. Codes stand in [codelists](codelists.md), what is checked in "
        "[checks](checks.md). *Shown* and *Required* name the condition in the code; blank means "
        "always and never."
    )
    yield from ("", "## Visits", "")
    yield from _visits()
    for crf in crfs():
        yield from ("", *_form(crf))


def _visits():
    planned = schedule().values()
    yield "R: required, O: optional, C: required when the condition below the form's title holds."
    yield ""
    yield from table(["Form", *(visit.code for visit in planned)], map(_visits_of, crfs()))
    yield ""
    yield from table(
        ["Visit", "English", "中文", "Day 0", "Target day", "Window", "Repeats"],
        map(_visit, planned),
    )


def _visits_of(crf):
    needs = {collected.visit.code: NEEDS[collected.need] for collected in crf.visits}
    return [f"[{crf.form}](#{crf.form})", *(needs.get(code, "") for code in schedule())]


def _visit(visit):
    every = f"every {visit.every_days} days" if visit.every_days else "yes"
    is_planned = visit.target is not None
    return [
        f"`{visit.code}`",
        *both(visit.label),
        f"`{visit.anchor}`" if visit.anchor else "",
        visit.target if is_planned else "",
        _window(visit) if is_planned else "",
        every if visit.repeats else "",
    ]


def _window(visit):
    is_one_day = visit.before == visit.after == 0
    return "the day" if is_one_day else f"-{visit.before} to +{visit.after} days"


def _form(crf: type[Crf]):
    english, chinese = both(crf.title)
    yield f"## {crf.form}"
    yield ""
    yield f"**{english} · {chinese}**. {'; '.join(_about(crf))}."
    for section in crf.sections:
        yield from ("", f"### {' · '.join(both(section.title))}", "")
        if section.shown_when is not always:
            yield from (f"Shown when `{section.shown_when.__name__}`.", "")
        yield from table(
            [
                *("Question", "English", "中文", "Type", "Unit", "Answers"),
                *("Shown", "Required", "SDTM"),
            ],
            map(_question, section.questions),
        )


def _about(crf):
    yield REPEATS[crf.repeats].capitalize()
    if crf.parent:
        yield f"belongs to `{crf.parent}`" + (f" by `{crf.parent_by}`" if crf.parent_by else "")
    if crf.key:
        yield f"unique within the subject by {listed(crf.key)}"
    if crf.unique:
        yield f"unique in the trial: {listed(crf.unique)}"
    if crf.date:
        yield f"ordered by `{crf.date}`"
    yield f"completed with the permission {crf.completed_by.value}"
    conditions = {c.when.__name__ for c in crf.visits if c.need is Need.CONDITIONAL}
    if conditions:
        yield f"where C, required when {listed(sorted(conditions))}"
    yield f"version {crf.version}"


def _question(question: Question):
    return [
        f"`{question.name}`",
        *both(question.label),
        ", ".join(_kind(question)),
        ", ".join(_units(question)),
        "; ".join(_answers(question)),
        _condition(question.shown_when, usual=always),
        _condition(question.required_when, usual=never),
        "; ".join(question.sdtm),
    ]


def _kind(question):
    yield question.kind
    if question.derived:
        yield "derived"
    if question.pii:
        yield "personal"
    if coded_with := getattr(question, "coded_with", ""):
        yield f"coded with {coded_with}"


def _units(question):
    if question.unit:
        yield str(question.unit)
    for unit, factor in getattr(question, "other_units", {}).items():
        yield f"{unit} ({factor.__name__ if callable(factor) else f'× {factor}'})"


def _answers(question):
    """What may be answered: a codelist, a format, limits."""
    if question.codelist:
        yield f"[{question.codelist.__name__}]({'codelists.md#' + anchor(question.codelist)})"
    if to_form := getattr(question, "to_form", ""):
        yield f"a record of `{to_form}`"
    yield from _limits(question)
    if (decimals := getattr(question, "decimals", None)) is not None:
        yield f"{decimals} decimals"
    if question.qualified:
        yield "with its printed sign"
    if longest := getattr(question, "longest", None):
        yield f"at most {longest} characters"
    if pattern := getattr(question, "pattern", ""):
        yield f"`{pattern}`"


def _limits(question):
    if question.hard:
        yield " to ".join(map(plain, question.hard))
    if question.expected:
        yield f"usually {' to '.join(map(plain, question.expected))}"


def _condition(condition: Callable, usual: Callable) -> str:
    """The name of a condition; what holds unless a form says otherwise is left out."""
    if condition is usual:
        return ""
    return "always" if condition is always else f"`{condition.__name__}`"


def checks() -> Iterator[str]:
    """The validation plan."""
    yield from ("# Checks", "", BY_HAND, "")
    yield (
        "A check holds, fails, or is undecided while something it reads is unknown; only a failure "
        "counts. **Hard**: the form cannot be completed. **Soft**: the site is asked by a query, "
        "which closes by itself when the check holds. *Holds when* names the predicate in the code."
    )
    for crf in crfs():
        if listed_checks(crf):
            yield from ("", f"## {crf.form}", "", " · ".join(both(crf.title)), "")
            yield from table(
                [
                    *("Check", "Beside", "Severity", "Source", "Holds when", "Reads"),
                    *("English", "中文"),
                ],
                map(_check, listed_checks(crf)),
            )
    yield from ("", "## Of every form", "")
    yield "Made without being listed. A listed check silences the generic one it stands for."
    yield ""
    yield from table(["Check", "Severity", "Questions", "English", "中文"], _generic())
    yield from ("", "Spared, because the specification says so:", "")
    yield from table(["Form", "Question", "Check", "Instead"], _spared())
    yield from ("", "## Of a subject as a whole", "")
    yield (
        "Soft, and asked on the subject's page, beside no question. Somebody has to look: such a "
        "query does not close by itself, and opens again only when there is something new to ask."
    )
    yield ""
    yield from table(["Check", "Source", "English", "中文"], _of_subjects())


def _check(check):
    return [
        check.id,
        f"`{check.question}`",
        check.severity.label,
        check.origin,
        f"`{check.holds.__name__}`",
        listed(names_of(check.holds)),
        *both(check.message),
    ]


def _generic():
    """Each generic check once, with the number of questions it is made on."""
    made: dict[tuple[str, Severity], int] = defaultdict(int)
    for crf in crfs():
        for check in checks_on(crf):
            if check.holds is None:
                made[check.id, check.severity] += 1
    for check_id, message in WORDING.items():
        for severity in Severity:
            if count := made[check_id, severity]:
                yield [check_id, severity.label, count, *both(message)]


def _spared():
    for crf in crfs():
        for name, ids in crf.exempt.items():
            yield from ([crf.form, f"`{name}`", check_id, ""] for check_id in ids)
        for check in listed_checks(crf):
            if check.instead_of:
                yield [crf.form, f"`{check.question}`", check.instead_of, check.id]


def _of_subjects():
    for check in subject_checks().values():
        yield [check.id, check.origin, *both(check.message)]


def access() -> Iterator[str]:
    """Who may do what."""
    yield from ("# Access", "", BY_HAND, "")
    everywhere = [str(role.label) for role in Role if role not in SITE_ROLES and GRANTS[role]]
    at_site = [str(role.label) for role in Role if role in SITE_ROLES]
    yield (
        f"A role is held from a day to a day: {' and '.join(at_site)} at one site; "
        f"{', '.join(everywhere)} at one site or at every site. What a person may not see answers "
        "as if it did not exist."
    )
    yield ""
    yield from table(
        ["Role", "中文", *(permission.value for permission in Permission)], map(_grants, Role)
    )
    yield from ("", "## What each permission allows", "")
    meanings = permission_meanings()
    yield from table(
        ["Permission", "Allows", "Forms completed with it"],
        ([p.value, meanings.get(p.name, ""), listed(_completed_with(p))] for p in Permission),
    )


def _grants(role: Role):
    return [*both(role.label), *("✓" if p in GRANTS[role] else "" for p in Permission)]


def _completed_with(permission):
    return [crf.form for crf in crfs() if crf.completed_by == permission]


def permission_meanings() -> dict[str, str]:
    """What the comment beside each permission says: the only place where it is said."""
    return dict(re.findall(r"(\w+) = auto\(\)  # (.+)", inspect.getsource(Permission)))


def codelists() -> Iterator[str]:
    """Every codelist, with the questions that choose from it."""
    yield from ("# Codelists", "", BY_HAND, "")
    yield "Codes are stored and exported; the submission value is CDISC's, where one is published."
    asked = _questions_by_codelist()
    for codelist in sorted(asked, key=lambda c: (c.__name__, c.__module__)):
        yield from ("", f"## {codelist.__name__}", "")
        yield asked[codelist]
        yield ""
        yield from table(["Code", "Submission value", "English", "中文"], map(_term, codelist))


def _questions_by_codelist() -> dict[type[Codelist], str]:
    asked: dict[type[Codelist], list[str]] = defaultdict(list)
    for crf in crfs():
        for question in crf.asked.values():
            if question.codelist:
                asked[question.codelist].append(f"`{crf.form}.{question.name}`")
    lists = {codelist: f"Asked in {', '.join(names)}." for codelist, names in asked.items()}
    return lists | {MissingReason: "Instead of the answer to any question."}


def _term(term):
    return [f"`{term.value}`", term.submission, *both(term.label)]


def anchor(codelist: type[Codelist]) -> str:
    """The address of a codelist's heading within its page."""
    return codelist.__name__.lower()


def listed(names: Iterable[str]) -> str:
    """Names of the code, one after the other."""
    return ", ".join(f"`{name}`" for name in names)


def table(heads: list[str], rows: Iterable[list]) -> Iterator[str]:
    """A Markdown table."""
    yield _row(heads)
    yield "|---" * len(heads) + "|"
    yield from map(_row, rows)


def _row(cells) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(cell) -> str:
    """Text that neither ends the cell nor begins markup."""
    text = str(cell).replace("\n", " ").replace("|", "\\|")
    return text.replace("<", "&lt;").replace("*", "\\*")
