"""A laboratory uploads, looks and stores; the investigator sees it at once, the site is asked."""

import pytest

from edc.models import Record
from mrd.models import MrdPcr
from tests.mrd.lab_files import FLOW, PCR, as_csv, as_xlsx
from tests.patients import enter
from tests.stories import answers
from tests.stories.hands import open_form, sign_in, speak_chinese

pytestmark = pytest.mark.browser


@pytest.fixture
def specimen(subject, lin):
    return enter(subject, "mrd_specimen", answers.SPECIMEN, by=lin, visit="C1D15")


@pytest.fixture
def trial(live_trial, specimen, luo, ines):
    """The running product with its worker and beat, Luo in the laboratory, Ines in Beijing."""
    live_trial.start_worker()
    live_trial.start_beat()
    return live_trial


def upload(page, file, name):
    page.click("header nav a[href='/laboratory/']")
    content = {"name": name, "mimeType": "application/octet-stream", "buffer": file.getvalue()}
    page.set_input_files("#file", files=[content])
    page.click("form[enctype] button")
    page.wait_for_selector("#rows")


def store(page, mode):
    page.click(f"button[value={mode}]", timeout=60_000)  # when it is checked
    page.wait_for_selector(f"#progress :text('{DONE}')", timeout=60_000)


DONE = "Finished"


def test_a_result_travels_from_the_laboratory_to_the_investigator(trial, person_at):
    laboratory, investigator = person_at(trial.url), person_at(trial.url)
    sign_in(laboratory, "luo")
    sign_in(investigator, "ines")

    upload(laboratory, as_xlsx(PCR, FLOW), "results.xlsx")
    store(laboratory, "ALL")

    open_form(investigator, "S01-001", "mrd_pcr", "C1D15")
    assert "From the central laboratory: file results.xlsx, row 2" in investigator.text_content(
        ".origin"
    )
    assert investigator.input_value("[name=ratio_percent]") == "0.005"
    assert Record.objects.filter(form__in=["mrd_pcr", "mrd_flow"], state="COMPLETE").count() == 2


def test_a_difference_is_shown_asked_and_never_stored(trial, lin, specimen, person_at):
    enter(specimen.subject, "mrd_pcr", answers.PCR, by=lin, visit="C1D15")
    laboratory, coordinator = person_at(trial.url), person_at(trial.url)
    sign_in(laboratory, "luo")
    sign_in(coordinator, "lin")

    upload(laboratory, as_csv(PCR | {"ratio_percent": "0.02"}), "results.csv")
    laboratory.wait_for_selector("#row-2 :text('kept; the site is asked')", timeout=60_000)
    store(laboratory, "ROWS")

    open_form(coordinator, "S01-001", "mrd_pcr", "C1D15")
    asked = coordinator.text_content("#q-ratio_percent details.query")
    assert "The central laboratory reports 0.02; entered at the site: 0.005." in asked
    assert str(MrdPcr.objects.get().ratio_percent) == "0.005"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_same_file_again_leads_to_the_first_also_in_chinese(trial, person_at, scripts):
    laboratory = person_at(trial.url, java_script_enabled=scripts)
    sign_in(laboratory, "luo")
    speak_chinese(laboratory)
    file = as_csv(PCR, encoding="gb18030")

    upload(laboratory, file, "结果.csv")
    first = laboratory.url
    upload(laboratory, file, "结果（副本）.csv")

    assert laboratory.url == first
    assert "该文件此前已上传：未作任何更改。" in laboratory.text_content("main")
    assert laboratory.text_content("h1") == "结果.csv"
