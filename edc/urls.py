"""Addresses of the kernel's pages."""

from django.urls import path

from edc.views import (
    coding,
    dictionaries,
    exports,
    home,
    queries,
    records,
    session,
    sites,
    subjects,
)

SUBJECT = "subjects/<str:screening_number>"
AT_VISIT = f"{SUBJECT}/visits/<str:code>/<int:sequence>/forms/<str:form>/<int:line>"
OF_SITE = "sites/<str:site_code>/forms/<str:form>/<int:line>"
OUTSIDE = f"{SUBJECT}/forms/<str:form>/<int:line>"


def of_record(ending, view, name):
    """A page of a record, with a visit or without, or of a site's record."""
    return [
        path(f"{OUTSIDE}/{ending}", view, name=name),
        path(f"{AT_VISIT}/{ending}", view, name=f"{name}-at-visit"),
        path(f"{OF_SITE}/{ending}", view, name=f"{name}-of-site"),
    ]


urlpatterns = [
    path("", home.home_page, name="home"),
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("language/", session.language, name="language"),
    path("subjects/", subjects.subject_list, name="subjects"),
    path("subjects/register/", subjects.register_page, name="register"),
    path(f"{SUBJECT}/", subjects.subject_page, name="subject"),
    path("sites/<str:site_code>/", sites.site_page, name="site"),
    path("records/<int:record_id>/", records.record_by_id, name="record-by-id"),
    *of_record("", records.record_page, "record"),
    *of_record("history/<str:question>/", records.history_page, "history"),
    *of_record("queries/<str:question>/", records.raise_query, "raise-query"),
    *of_record("remove/", records.remove_record, "remove"),
    path("datasets/", exports.export_page, name="exports"),
    path("datasets/<slug:name>.<slug:ending>", exports.dataset_file, name="dataset-file"),
    path("coding/", coding.coding_page, name="coding"),
    path("coding/coded/", coding.coded_page, name="coded"),
    path("coding/now/", coding.code_now, name="code-now"),
    path("coding/answers/<int:record_id>/<str:question>/", coding.term_page, name="coding-term"),
    path("coding/versions/", coding.recoding_page, name="recoding"),
    path("coding/synonyms/", dictionaries.synonyms_page, name="synonyms"),
    path("coding/dictionaries/", dictionaries.dictionaries_page, name="dictionaries"),
    path("queries/", queries.query_list, name="queries"),
    *[
        path(
            f"queries/<int:query_id>/{act}/", queries.query_step, {"act": act}, name=f"query-{act}"
        )
        for act in ("answer", "close", "reopen")
    ],
]
