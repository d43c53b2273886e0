"""What is sent and returned, as JSON Schema; tests hold every answer against it."""

from edc.access import Role
from edc.checks import Severity
from edc.codelists import MissingReason
from edc.datasets.computed import assessed
from edc.models.query import QueryState
from edc.models.record import State

STRING, INTEGER, BOOLEAN = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
NUMBER = {"type": "number"}
TEXTS = {"type": "array", "items": STRING}


def or_null(schema: dict) -> dict:
    """The schema, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def ref(name: str) -> dict:
    """A reference to one of the schemas below."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(name: str) -> dict:
    return {"type": "array", "items": ref(name)}


def thing(optional: dict | None = None, /, **properties) -> dict:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties | (optional or {}),
        "required": list(properties),
        "additionalProperties": False,
    }


def by_question(values: dict) -> dict:
    return {"type": "object", "additionalProperties": values}


def page_of(name: str, **more) -> dict:
    return thing(results=array(name), next=or_null(STRING), **more)


def one_of_codes(codes) -> dict:
    return {"type": "string", "enum": [str(code) for code in codes]}


LINE = {"type": "integer", "minimum": 1}
MESSAGES = {"message_en": STRING, "message_zh": STRING}
MISSING = one_of_codes(MissingReason.values)
ANSWER = {
    "description": "Text as typed (a number may be sent as a number), several codes as a list, "
    "or null when blank.",
    "oneOf": [STRING, {"type": "number"}, TEXTS, {"type": "null"}],
}
READ_ANSWER = {
    "description": "Text as typed, several codes as a list, or null when blank.",
    "oneOf": [STRING, TEXTS, {"type": "null"}],
}
SUBJECT = {"screening_number": STRING, "subject_number": or_null(STRING), "site": STRING}
PLACE = {
    "site": STRING,
    "subject": or_null(STRING),
    "screening_number": or_null(STRING),
    "visit": or_null(STRING),
    "sequence": or_null(LINE),
    "form": STRING,
    "line": LINE,
    "record": INTEGER,
    "state": one_of_codes(State.values),
    "version": LINE,
}
RECORD = PLACE | {
    "form_version": LINE,
    "answers": by_question(READ_ANSWER),
    "missing": by_question(MISSING),
    "units": by_question(or_null(STRING)),
    "derived": by_question(or_null(STRING)),
    "hidden": TEXTS,
    "queries": array("Query"),
}
REFUSAL = {"error": STRING, **MESSAGES}
WORDED_RANGE = {"type": ["array", "null"], "items": STRING, "minItems": 2, "maxItems": 2}

COMPONENTS = {
    "Refusal": thing(
        {
            "names": TEXTS,
            "line": INTEGER,
            "column": INTEGER,
            "version": LINE,
            "form": STRING,
        },
        **REFUSAL,
    ),
    "RefusedEntry": thing(
        {
            "errors": array("RefusedValue"),
            "conflicts": array("Conflict"),
            "saved": TEXTS,
            "state": one_of_codes(State.values),
            "version": LINE,
            "form": STRING,
        },
        **REFUSAL,
    ),
    "RefusedValue": thing(question=STRING, check=STRING, **MESSAGES),
    "Conflict": thing(question=STRING, theirs=ref("Side"), yours=ref("Side")),
    "Side": thing({"unit": or_null(STRING)}, answer=READ_ANSWER, missing=or_null(STRING)),
    "NewSubject": thing({"screening_number": STRING}, site=STRING),
    "Subject": thing(**SUBJECT),
    "WholeSubject": thing(**SUBJECT, queries=array("Query")),
    "SubjectPage": page_of("Subject"),
    "RecordRow": thing(**PLACE, url=STRING),
    "RecordPage": page_of("RecordRow"),
    "Entry": thing(
        {
            "answers": by_question(ANSWER),
            "missing": by_question(or_null(MISSING)),
            "units": by_question(or_null(STRING)),
            "reasons": by_question(or_null(STRING)),
            "version": {"type": ["integer", "null"], "minimum": 0},
            "state": {"enum": [State.DRAFT.value, State.COMPLETE.value, None]},
        }
    ),
    "Removal": thing({"version": {"type": ["integer", "null"]}}, reason=STRING),
    "Query": thing(
        query=INTEGER,
        question=or_null(STRING),
        check=or_null(STRING),
        state=one_of_codes(QueryState.values),
        message_en=or_null(STRING),
        message_zh=or_null(STRING),
        said=TEXTS,
    ),
    "Record": thing(**RECORD),
    "SavedRecord": thing(**RECORD, saved=TEXTS),
    "Dataset": thing(
        name=STRING,
        title_en=STRING,
        title_zh=STRING,
        files=thing(csv=STRING, ndjson=STRING, json=STRING),
    ),
    "DatasetPage": page_of("Dataset"),
    "File": STRING,
    "Manifest": thing(
        dataset=STRING, format=STRING, position=INTEGER, rows=INTEGER, size=INTEGER, sha256=STRING
    ),
    "Term": thing(code=STRING, submission=or_null(STRING), term_en=STRING, term_zh=STRING),
    "DictionaryRow": thing(
        form=STRING,
        field=STRING,
        label_en=STRING,
        label_zh=STRING,
        type=STRING,
        unit=or_null(STRING),
        units=TEXTS,
        codelist=or_null(STRING),
        terms=array("Term"),
        required=one_of_codes(["always", "never", "conditional"]),
        sdtm=TEXTS,
        derived=BOOLEAN,
        form_title_en=STRING,
        form_title_zh=STRING,
        section_en=STRING,
        section_zh=STRING,
        hint_en=STRING,
        hint_zh=STRING,
        hard_range=WORDED_RANGE,
        expected_range=WORDED_RANGE,
        decimals=or_null(INTEGER),
        longest=or_null(INTEGER),
        qualified=BOOLEAN,
        pii=BOOLEAN,
    ),
    "DictionaryPage": page_of("DictionaryRow"),
    "Check": thing(
        id=STRING,
        form=or_null(STRING),
        severity=one_of_codes(Severity.values),
        question=or_null(STRING),
        **MESSAGES,
    ),
    "CheckPage": page_of("Check"),
    "Event": thing(
        position=INTEGER,
        event=INTEGER,
        at={"type": "string", "format": "date-time"},
        actor=or_null(STRING),
        role=one_of_codes(["", *Role.values]),
        channel=STRING,
        request=STRING,
        table=STRING,
        row=INTEGER,
        record=or_null(INTEGER),
        screening_number=or_null(STRING),
        site=or_null(STRING),
        operation=one_of_codes(["INSERT", "UPDATE", "SNAPSHOT"]),
        old={"type": "object"},
        new={"type": "object"},
        row_after={"type": ["object", "null"]},
        reasons=by_question(STRING),
    ),
    "EventPage": page_of("Event", position=INTEGER),
    "Assessment": thing(
        {name: {} for names in assessed().values() for name in names},
        site=STRING,
        subject=STRING,
        screening_id=STRING,
        position=or_null(INTEGER),
        computed_at=or_null(STRING),
    ),
    "AssessmentPage": page_of("Assessment"),
    "Result": thing(
        endpoint=STRING,
        population=STRING,
        day=or_null(INTEGER),
        n=INTEGER,
        events=INTEGER,
        at_risk=INTEGER,
        estimate=or_null(NUMBER),
        se=or_null(NUMBER),
        ci_low=or_null(NUMBER),
        ci_high=or_null(NUMBER),
        pending=INTEGER,
        supported=BOOLEAN,
        method=STRING,
        position=INTEGER,
        cutoff_date=or_null({"type": "string", "format": "date"}),
        computed_at=STRING,
    ),
    "ResultPage": page_of("Result"),
    "Document": {"type": "object"},
}
