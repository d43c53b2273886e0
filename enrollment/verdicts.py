"""What is said beside a criterion: what the data say of it, and where they say it."""

from edc.crf import crf_named
from edc.logic import Span, Unknown, blank, filled, plain_text, rounded
from edc.questions import Remark, Seen
from edc.text import T, both
from enrollment.evidence import MET, Source

BY_DATA = {
    True: T("By the data: as required", "数据显示：符合要求"),
    False: T("By the data: not as required", "数据显示：不符合要求"),
}
UNDECIDED = T("The data do not decide", "现有数据不足以判定")


def by_the_data(criterion):
    """The remark on a criterion: an alert when the answer is not what the data say."""

    def remark(this, eligibility_evidence):
        found = next((f for f in eligibility_evidence if f.criterion == criterion), None)
        if found is None or (blank(found.verdict) and not found.evidence):
            return Unknown
        wording = UNDECIDED if blank(found.verdict) else BY_DATA[found.verdict == MET]
        answer = getattr(this, criterion)
        disagrees = (answer != found.answer) is True
        is_refuted = filled(found.verdict) and found.verdict != MET and blank(answer)
        return Remark(wording, disagrees or is_refuted, tuple(map(seen, found.evidence)))

    return remark


def seen(source: Source) -> Seen:
    """A piece of evidence as people read it."""
    crf = crf_named(source.form)
    question = crf.asked[source.question]
    parts = (both(crf.title), both(question.label), shown(source, question), (str(source.on),) * 2)
    english, chinese = (" · ".join(words) for words in zip(*parts, strict=True))
    return Seen(T(english, chinese), source.record_id, source.question)


def shown(source, question) -> tuple[str, str]:
    """The value in both languages: decoded, with its unit and its multiple of the limit."""
    value = source.value
    if question.codelist and value in question.codelist.values:
        return both(question.codelist(value).label)
    text = plain_text(value) if not isinstance(value, Span) else str(value)
    units = both(question.unit.wording) if question.unit else ("", "")
    english, chinese = (f"{text} {unit}".strip() for unit in units)
    if filled(source.times_uln):
        times = rounded(source.times_uln, 2)
        return f"{english} ({times} × ULN)", f"{chinese}（{times}×正常值上限）"
    return english, chinese
