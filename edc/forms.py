"""The page form of any record: one field a question, laid out in its sections by crispy."""

from functools import lru_cache

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, LayoutObject
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from edc.actions.entry import Typed
from edc.codelists import MissingReason
from edc.questions import (
    Choice,
    Date,
    DateTime,
    Integer,
    MultiChoice,
    Number,
    PartialDate,
    Suggestion,
    Text,
)
from edc.text import T

MOST_RADIO_BUTTONS = 5
CLEAR = "-"
LONG_TEXT = 200
WIDEST = 40
PLACEHOLDERS = {Date: "YYYY-MM-DD", DateTime: "YYYY-MM-DD HH:MM", PartialDate: "YYYY-MM-DD"}


class OneQuestion(LayoutObject):
    """A question with its answer, and beside it what is said about it."""

    def __init__(self, item, sheet):
        self.item, self.sheet = item, sheet

    def render(self, form, context, template_pack=None, **kwargs):
        return render_question(self.item, self.sheet, form, context.get("request"))


def render_question(item, sheet, form, request=None, *, swap=False) -> str:
    """The markup of one question, the same in a whole page and in a part that replaces it."""
    return render_to_string(
        "components/question.html",
        {
            "item": item,
            "sheet": sheet,
            "bound": form[item.name] if item.name in form.fields else None,
            "missing_reasons": MissingReason.choices,
            "offered": options_of(item.suggestions),
            "swap": swap,
        },
        request,
    )


@lru_cache(maxsize=64)
def options_of(suggestions: tuple[Suggestion, ...]) -> str:
    """What is offered while typing; kept, for a long list would cost each page some milliseconds.

    A label says the text too: some browsers show and search nothing else.
    """
    return format_html_join("", '<option value="{}">{}</option>', suggestions)


class RecordForm(forms.Form):
    """Widgets only: reading, merging and checking what was typed is the entry action's."""

    def __init__(self, *, sheet, request=None):
        super().__init__()
        self.sheet = sheet
        for name, item in sheet.items.items():
            if not item.is_derived:
                self.fields[name] = field_of(item, sheet)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self._sections(request))

    def _sections(self, request):
        for section, items in self.sheet.sections:
            heading = render_to_string("components/section.html", {"section": section}, request)
            questions = (OneQuestion(item, self.sheet) for item in items)
            title = HTML(heading.replace("{", "&#123;"))
            yield Div(title, *questions, css_class="form-section")


def field_of(item, sheet) -> forms.Field:
    """The Django field that draws a question's input."""
    question, text = item.question, item.typed.text
    common = {"required": False, "label": question.label, "help_text": question.hint}
    attributes = _attributes(item, sheet)
    match question:
        case MultiChoice():
            return forms.MultipleChoiceField(
                **common,
                choices=question.codelist.choices,
                initial=text.split(",") if text else [],
                widget=forms.CheckboxSelectMultiple(attrs=attributes),
            )
        case Choice():
            return forms.ChoiceField(**common, **_one_of(question, text, attributes))
        case Text() if (question.longest or LONG_TEXT + 1) > LONG_TEXT:
            area = forms.Textarea(attrs={**attributes, "rows": 2})
            return forms.CharField(**common, initial=text, widget=area)
        case _:
            line = forms.TextInput(attrs=attributes)
            return forms.CharField(**common, initial=text, widget=line)


def _one_of(question, text, attributes) -> dict:
    """Buttons for few codes, none preset, the last to take an answer back; else a list."""
    choices = question.codelist.choices
    if len(choices) > MOST_RADIO_BUTTONS:
        attributes = attributes | {"class": "form-select"}
        return {
            "choices": [("", T("— choose —", "— 请选择 —")), *choices],
            "initial": text,
            "widget": forms.Select(attrs=attributes),
        }
    return {
        "choices": [*choices, (CLEAR, T("(clear)", "（清除）"))],
        "initial": text or "unanswered",
        "widget": forms.RadioSelect(attrs=attributes),
    }


def _attributes_of_kind(item) -> dict:
    question, attributes = item.question, {}
    if not question.codelist:
        attributes["class"] = "form-control"
    if isinstance(question, Text):
        attributes["size"] = str(min(question.longest or WIDEST, WIDEST))
    if item.suggestions:
        attributes["list"] = f"offered-{item.name}"
    if placeholder := PLACEHOLDERS.get(type(question)):
        attributes["placeholder"] = placeholder
    if isinstance(question, Number | Integer):
        attributes["inputmode"] = "decimal"
    return attributes


def _attributes(item, sheet) -> dict:
    attributes = {
        "autocomplete": "off",
        "aria-describedby": f"about-{item.name}",
        **_attributes_of_kind(item),
    }
    if item.errors or item.conflict:
        attributes["aria-invalid"] = "true"
    if item.is_required:
        attributes["aria-required"] = "true"
    if not sheet.is_open:
        attributes["disabled"] = "disabled"
    return attributes


def typed_in(crf, posted) -> tuple[dict[str, Typed], dict[str, str]]:
    """What a page sent for each question that it showed, and the reasons given beside."""
    typed, reasons = {}, {}
    for question in crf.questions():
        name = question.name
        if f"{name}.seen" not in posted:
            continue
        text = ",".join(posted.getlist(name))
        if question.codelist and text == CLEAR:
            text = ""
        typed[name] = Typed(
            _newlines(text),
            posted.get(f"{name}.unit", ""),
            posted.get(f"{name}.missing", ""),
            _newlines(posted[f"{name}.seen"]),
        )
        reasons[name] = posted.get(f"{name}.reason", "")
    return typed, reasons


def _newlines(text: str) -> str:
    """Browsers send CRLF whatever was typed; the answer keeps one newline."""
    return text.replace("\r\n", "\n")
