"""What the implementation guide requires of a case and this one does not have."""

from collections.abc import Iterator

from edc.logic import blank
from edc.text import T
from safety.e2b.case import Case, Parties


def lacking(case: Case, parties: Parties) -> Iterator[tuple[str, str]]:
    """Each missing element with its name; a message that lacks any is not ready to be sent."""
    missing = {
        ("N.1.3", T("identifier of the sender", "发送方标识")): not parties.sender,
        ("N.1.4", T("identifier of the receiver", "接收方标识")): not parties.receiver,
        ("C.1.4", T("when the report was received", "首次收到报告的日期")): blank(
            case.first_received
        ),
        ("C.1.5", T("when it was last informed", "最新信息日期")): blank(case.latest_information),
        ("C.3.2", T("organisation of the sender", "发送方机构")): not parties.organisation,
        ("C.5.3", T("number of the study", "研究编号")): not parties.study_number,
        # The trial codes terms, but no form holds the code or the version of the dictionary.
        ("E.i.2.1", T("MedDRA code and version", "MedDRA编码及版本")): True,
        ("E.i.3.2", T("whether and why it is serious", "严重性标准")): not any(
            answer == "Y" for answer in case.criteria.values()
        ),
        ("E.i.7", T("outcome", "转归")): blank(case.outcome),
        ("G.k.1", T("a suspected drug", "可疑药物")): not any(
            drug.is_suspected for drug in case.drugs
        ),
        ("H.1", T("narrative", "病例叙述")): blank(case.narrative),
    }
    return (element for element, is_missing in missing.items() if is_missing)
