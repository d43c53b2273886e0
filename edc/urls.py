"""Addresses of the kernel's pages."""

from django.urls import path

from edc.views import exports, home, queries, records, session, subjects

SUBJECT = "subjects/<str:screening_number>"
AT_VISIT = f"{SUBJECT}/visits/<str:code>/<int:sequence>/forms/<str:form>/<int:line>"
OUTSIDE = f"{SUBJECT}/forms/<str:form>/<int:line>"


def of_record(ending, view, name):
    """A page of a record, with a visit or without."""
    return [
        path(f"{OUTSIDE}/{ending}", view, name=name),
        path(f"{AT_VISIT}/{ending}", view, name=f"{name}-at-visit"),
    ]


urlpatterns = [
    path("", home.home_page, name="home"),
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("language/", session.language, name="language"),
    path("subjects/", subjects.subject_list, name="subjects"),
    path("subjects/register/", subjects.register_page, name="register"),
    path(f"{SUBJECT}/", subjects.subject_page, name="subject"),
    *of_record("", records.record_page, "record"),
    *of_record("history/<str:question>/", records.history_page, "history"),
    *of_record("queries/<str:question>/", records.raise_query, "raise-query"),
    *of_record("remove/", records.remove_record, "remove"),
    path("datasets/", exports.export_page, name="exports"),
    path("datasets/<slug:name>.<slug:ending>", exports.dataset_file, name="dataset-file"),
    path("queries/", queries.query_list, name="queries"),
    *[
        path(
            f"queries/<int:query_id>/{act}/", queries.query_step, {"act": act}, name=f"query-{act}"
        )
        for act in ("answer", "close", "reopen")
    ],
]
