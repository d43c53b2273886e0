"""The laboratory's pages: upload, look, decide; and where others see what it brought."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from edc.models import Query
from mrd.models import MrdPcr, Upload, UploadRow
from mrd.tasks import process_uploads
from mrd.uploading.cells import MOST_BYTES
from mrd.uploading.reading import all_headings, read
from tests.mrd.lab_files import FLOW, PCR, as_csv, as_xlsx, send, store
from tests.patients import enter
from tests.stories import answers

UPLOADS = "/laboratory/"
HIGHER = PCR | {"ratio_percent": "0.02"}


@pytest.fixture
def desk(client, luo):
    """A browser at which Luo sits."""
    client.force_login(luo)
    return client


def post(client, file, name="results.csv"):
    content = file.read() if hasattr(file, "read") else file
    return client.post(UPLOADS, {"file": SimpleUploadedFile(name, content)})


def page_of(client, upload, query=""):
    return client.get(f"{upload.get_absolute_url()}{query}").content.decode()


@pytest.mark.parametrize(
    ("file", "name"), [(as_csv(PCR), "results.csv"), (as_xlsx(PCR), "results.xlsx")]
)
def test_an_uploaded_file_is_kept_with_its_name_and_waits_for_a_worker(desk, file, name):
    file.seek(0)

    response = post(desk, file, name)

    upload = Upload.objects.get()
    assert response.url == upload.get_absolute_url()
    assert (upload.file_name, upload.state, upload.row_count) == (name, "CHECKING", 1)
    assert UploadRow.objects.get().content == PCR


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(desk):
    response = post(desk, b"\x00\x01")

    assert response.status_code == 422
    assert "no CSV file" in response.content.decode()
    assert not Upload.objects.exists()


def test_a_form_without_a_file_is_asked_for_one(desk):
    response = desk.post(UPLOADS)

    assert response.status_code == 422
    assert "Choose a file." in response.content.decode()


def test_a_file_that_is_too_large_does_not_arrive(desk):
    response = post(desk, bytes(MOST_BYTES + 1))

    assert response.status_code == 422
    assert "The file is too large." in response.content.decode()


@pytest.mark.parametrize("url", ["/subjects/register/", "/language/", "/sign-in/"])
def test_no_other_page_takes_a_file(client, lin, url):
    client.force_login(lin)

    response = client.post(url, {"file": SimpleUploadedFile("results.csv", b"1")})

    assert response.status_code == 400


def test_nobody_else_leaves_a_file(client, lin):
    client.force_login(lin)

    assert post(client, as_csv(PCR)).status_code == 403


def test_the_same_file_leads_to_what_became_of_it(desk):
    post(desk, as_csv(PCR))

    response = post(desk, as_csv(PCR))

    assert response.url == Upload.objects.get().get_absolute_url()
    assert "nothing has changed" in desk.get(response.url).content.decode()


def test_the_template_is_a_file_that_can_be_uploaded(desk):
    template = desk.get("/laboratory/template.csv").content
    assert template.startswith(b"\xef\xbb\xbf")

    row = ",".join(PCR.get(heading, "") for heading in all_headings())

    _, rows = read(as_file(template + row.encode()), "t.csv")
    assert next(rows).content == PCR


def as_file(content):
    return SimpleUploadedFile("t.csv", content)


def test_a_page_that_waits_shows_how_far_it_is(desk, specimen, luo):
    post(desk, as_csv(PCR, FLOW))
    upload = Upload.objects.get()

    part = desk.get(reverse("upload-progress", args=[upload.pk]))

    assert '<progress class="w-100" value="0" max="2"' in part.content.decode()
    assert "HX-Refresh" not in part


def test_a_page_that_waits_is_drawn_anew_when_the_work_is_done(desk, specimen, luo):
    upload = send(as_csv(PCR), by=luo)

    part = desk.get(reverse("upload-progress", args=[upload.pk]))

    assert part["HX-Refresh"] == "true"


def test_the_preview_tells_row_by_row(desk, specimen, luo):
    upload = send(as_csv(PCR, FLOW | {"colours": "ten"}), by=luo)

    page = page_of(desk, upload)

    assert "Rows refused: 1." in page
    assert "New results 1" in page
    assert "“ten” Enter a whole number in ordinary digits." in page
    assert "<strong>0.005</strong>" in page


def test_the_preview_shows_both_values_of_a_discrepancy(desk, specimen, luo, lin):
    enter(specimen.subject, "mrd_pcr", answers.PCR, by=lin, visit="C1D15")
    upload = send(as_csv(HIGHER), by=luo)

    page = page_of(desk, upload)

    assert "site <strong>0.005</strong>, laboratory <strong>0.02</strong>" in page


def test_rows_of_one_outcome_can_be_looked_at_alone(desk, specimen, luo):
    upload = send(as_csv(PCR, FLOW | {"colours": "ten"}), by=luo)

    page = page_of(desk, upload, "?state=REFUSED")

    assert 'id="row-3"' in page
    assert 'id="row-2"' not in page


def test_a_number_cell_is_pointed_out(desk, specimen, luo):
    file = as_xlsx(PCR | {"ratio_percent": 0.005})
    upload = send(file, by=luo, name="results.xlsx")

    assert "Excel keeps no zeros at the end" in page_of(desk, upload)


def test_the_preview_speaks_chinese(desk, specimen, luo):
    upload = send(as_csv(FLOW | {"colours": "ten"}), by=luo)
    desk.post("/language/", {"language": "zh-hans"})

    page = page_of(desk, upload)

    assert "不予接收 1" in page
    assert "请用半角数字填写整数。" in page


def test_the_buttons_store_and_are_gone_afterwards(desk, specimen, luo):
    upload = send(as_csv(PCR), by=luo)
    assert 'value="ROWS"' in page_of(desk, upload)

    desk.post(reverse("upload-store", args=[upload.pk]), {"mode": "ROWS"})
    process_uploads()

    assert MrdPcr.objects.exists()
    assert 'value="ROWS"' not in page_of(desk, upload)


@pytest.mark.parametrize("mode", ["", "SOME"])
def test_another_mode_stores_nothing(desk, specimen, luo, mode):
    upload = send(as_csv(PCR), by=luo)

    desk.post(reverse("upload-store", args=[upload.pk]), {"mode": mode})

    upload.refresh_from_db()
    assert upload.state == "READY"


def test_a_laboratory_of_one_site_does_not_see_the_files_of_one_of_all(client, specimen, luo, lu):
    upload = send(as_csv(PCR), by=luo)
    client.force_login(lu)

    assert client.get(upload.get_absolute_url()).status_code == 404
    assert "results.csv" not in client.get(UPLOADS).content.decode()


def test_a_laboratory_of_all_sites_sees_the_files_of_one(desk, lu):
    upload = send(as_csv(PCR), by=lu)

    assert desk.get(upload.get_absolute_url()).status_code == 200


def test_the_investigator_sees_the_result_at_once_with_its_origin(client, specimen, luo, ines):
    store(send(as_csv(PCR), by=luo), by=luo)
    client.force_login(ines)

    page = client.get(MrdPcr.objects.get().record.get_absolute_url()).content.decode()

    assert "From the central laboratory: file results.csv, row 2" in page
    assert 'value="0.005"' in page


def test_the_history_of_an_answer_names_the_import(client, specimen, luo, ines):
    store(send(as_csv(PCR), by=luo), by=luo)
    client.force_login(ines)

    url = f"{MrdPcr.objects.get().record.get_absolute_url()}history/ratio_percent/"
    story = client.get(url).content.decode()

    for part in ("Luo (Central laboratory)", "import", "results.csv, row 2", "0.005"):
        assert part in story


def test_a_form_says_that_the_laboratory_reports_otherwise(client, specimen, luo, lin):
    pcr = enter(specimen.subject, "mrd_pcr", answers.PCR, by=lin, visit="C1D15")
    store(send(as_csv(HIGHER), by=luo), by=luo)
    client.force_login(lin)

    page = client.get(pcr.get_absolute_url()).content.decode()

    assert "The central laboratory reports otherwise: file results.csv, row 2" in page
    assert Query.objects.get(check_id="").question == "ratio_percent"


def test_the_site_answers_what_the_laboratory_asked(client, specimen, luo, lin):
    enter(specimen.subject, "mrd_pcr", answers.PCR, by=lin, visit="C1D15")
    store(send(as_csv(HIGHER), by=luo), by=luo)
    query = Query.objects.get(check_id="")
    client.force_login(lin)

    client.post(f"/queries/{query.pk}/answer/", {"text": "The report says 0.005"})

    query.refresh_from_db()
    assert query.state == "ANSWERED"


def test_the_laboratory_opens_no_subject(desk, specimen):
    assert desk.get("/subjects/S01-001/").status_code == 403
    assert desk.get(specimen.get_absolute_url()).status_code == 403
