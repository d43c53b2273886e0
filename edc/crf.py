"""What every case report form has in common."""

import re
from collections.abc import Callable
from enum import StrEnum, auto
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models.base import ModelBase

from edc.access import Permission, SiteScoped
from edc.questions import Qualifier, Question, UnitEntered
from edc.schedule import Collected, always


class Repeats(StrEnum):
    """How often a form is filled."""

    ONCE = auto()  # once per subject
    PER_VISIT = auto()
    LOG = auto()  # as often as needed; one made from a visit answers the visit's demand
    CHILD = auto()  # one for each record of the parent form


class Section:
    """A heading of a form: the questions below it, up to the next, show only when it shows."""

    def __init__(self, title, *, shown_when=always):
        self.title, self.shown_when = title, shown_when
        self.name = ""
        self.questions: list[Question] = []


def form_name(class_name: str) -> str:
    """``MrdPcr`` → ``mrd_pcr``: the name of a form in addresses, datasets and the database."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()


class FormType(ModelBase):
    """Reads sections and questions in the order they are written; derived answers get no column."""

    def __new__(mcs, class_name, bases, attributes, **options):
        if not any(isinstance(base, FormType) for base in bases):
            return super().__new__(mcs, class_name, bases, attributes, **options)
        sections = _sections(attributes)
        columns = {k: v for k, v in attributes.items() if not _is_layout(v)} | _companions(sections)
        columns |= _void(attributes)
        columns["Meta"] = type("Meta", (), _meta(form_name(class_name), attributes))
        form = super().__new__(mcs, class_name, bases, columns, **options)
        form.sections, form.form = tuple(sections), form_name(class_name)
        form.asked = {q.name: q for section in sections for q in section.questions}
        return form


def _meta(table, attributes) -> dict:
    constraints = [
        models.UniqueConstraint(fields=[name, "void"], name=f"{table}_{name}_is_unique")
        for name in attributes.get("unique", ())
    ]
    return {"db_table": table, "constraints": constraints}


def _void(attributes) -> dict[str, models.Field]:
    """Sets a removed record aside, so that a number unique in the trial can be entered again."""
    is_needed = bool(attributes.get("unique"))
    return {"void": models.BigIntegerField(default=0, db_default=0)} if is_needed else {}


def _is_layout(attribute) -> bool:
    return isinstance(attribute, Section) or (
        isinstance(attribute, Question) and attribute.derived is not None
    )


def _sections(attributes) -> list[Section]:
    sections = []
    for name, attribute in attributes.items():
        if isinstance(attribute, Section):
            attribute.name = name.removesuffix("_section")
            sections.append(attribute)
        elif isinstance(attribute, Question):
            attribute.section = sections[-1]
            attribute.set_attributes_from_name(name)
            sections[-1].questions.append(attribute)
    return sections


def _companions(sections) -> dict[str, models.Field]:
    """The columns beside an answer: the sign printed before it, the unit it was typed in."""
    return {
        column: Qualifier() if column.endswith("_qualifier") else UnitEntered()
        for section in sections
        for question in section.questions
        if question.derived is None
        for column in question.columns[1:]
    }


class Crf(models.Model, metaclass=FormType):
    """The answers of one record. Subclass this and nothing else.

    ``order`` sorts lists of forms; ``scope`` is ``subject``, or ``site`` for what a site tells of
    itself; ``key`` names the answers that together are unique within it; ``date`` names the date
    that orders the records; ``parent`` is the form this one belongs to, and ``parent_by`` the
    answer both share when the tie is by value. ``exempt`` names, by question, the generic checks
    that the specification spares it; ``routine_before_consent`` marks care that may be up to a
    screening window older than the consent. ``gives_number_when``: when it holds on completion, the
    subject gets the site's next subject number. ``unique``: answers that are unique in the trial,
    with what is said when not; the database decides. ``previewed_at``: name of the page that shows,
    before a write, what else it would change. ``origin``: where the form and its checks come from,
    as the protocol names it, unless a check names another.
    """

    title: str
    order: int
    repeats: Repeats
    scope = "subject"
    previewed_at = ""
    origin = "assumption"
    visits: tuple[Collected, ...] = ()
    key: tuple[str, ...] = ()
    date = ""
    parent = ""
    parent_by = ""
    version = 1
    completed_by = Permission.ENTER
    exempt: dict[str, tuple[str, ...]] = {}
    routine_before_consent = False
    gives_number_when: Callable | None = None
    unique: dict[str, str] = {}
    do_not_call_in_templates = True  # a template that names a form means it, and makes no record
    sections: tuple[Section, ...] = ()
    asked: dict[str, Question] = {}
    form = ""

    record = models.OneToOneField(
        "edc.Record", primary_key=True, on_delete=models.PROTECT, related_name="%(class)s"
    )
    missing = models.JSONField(default=dict, db_default={})

    site_path = "record__site"
    objects = SiteScoped.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.record)

    @classmethod
    def plural(cls) -> str:
        """What facts and checks call the subject's records of this form."""
        if cls.form.endswith("s"):
            return f"{cls.form}_records"
        return re.sub(r"(?<=[^aeiou])y$", "ie", cls.form) + "s"

    @classmethod
    def questions(cls) -> list[Question]:
        """The questions that are entered, in the order of the form."""
        return [question for question in cls.asked.values() if question.derived is None]

    @classmethod
    def derivations(cls) -> list[Question]:
        """The answers that are computed, in the order of the form."""
        return [question for question in cls.asked.values() if question.derived is not None]


@cache
def crfs() -> tuple[type[Crf], ...]:
    """Every form of the trial, in order. Django's registry of models is the registry of forms."""
    forms = [model for model in apps.get_models() if issubclass(model, Crf)]
    return tuple(sorted(forms, key=lambda form: form.order))


@cache
def _by_name() -> dict[str, type[Crf]]:
    return {form.form: form for form in crfs()}


def crf_named(name: str) -> type[Crf]:
    """The form with this name. KeyError if there is none."""
    return _by_name()[name]


def is_beside_parent(crf: type[Crf], visit: str) -> bool:
    """Whether the form that this one belongs to is collected at the visit too."""
    return any(planned.visit.code == visit for planned in crf_named(crf.parent).visits)
