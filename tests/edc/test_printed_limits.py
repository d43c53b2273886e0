"""What is derived from a printed limit is shown as a limit, on pages too."""

from decimal import Decimal

import pytest

from edc.actions.entry import Place, Typed, save
from edc.logic import INFINITE, Span, qualified


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (qualified(Decimal("0.01"), "<"), "<0.01"),
        (qualified(Decimal("0.01"), "<="), "<=0.01"),
        (qualified(Decimal("2000"), ">") * Decimal("0.5"), ">1000.0"),
        (Span(Decimal(3), INFINITE), ">=3"),
        (Span(Decimal("1E-7"), Decimal(2)), "0.0000001–2"),
        (Span(Decimal("0.5"), Decimal("0.5")), "0.5"),
    ],
)
def test_a_span_reads_as_a_laboratory_prints_it(span, shown):
    assert str(span) == shown


def test_the_page_of_a_form_shows_a_derived_limit(client, lin, subject):
    specimen, pcr = (Place(subject, ("C1D15", 1), f"mrd_{name}") for name in ("specimen", "pcr"))
    save(place=specimen, typed={"collected": Typed("Y")}, by=lin, complete=True)
    answers = {"performed": "Y", "transcript": "P210_NOS", "ratio_percent": "<0.01"}
    typed = {name: Typed(text) for name, text in {**answers, "is_factor": "0.8"}.items()}
    url = save(place=pcr, typed=typed, by=lin).record.get_absolute_url()
    client.force_login(lin)

    response = client.get(url)

    assert response.status_code == 200
    assert "&lt;0.008" in response.content.decode()
