"""Addresses of the REST interface, version 1."""

from django.urls import path, re_path

from edc.api import computed, document, events, exports, records, resource, subjects, vocabulary

SUBJECT = "subjects/<str:screening_number>/"
OUTSIDE = f"{SUBJECT}forms/<str:form>/<int:line>/"
OF_SITE = "sites/<str:site_code>/forms/<str:form>/<int:line>/"
AT_VISIT = f"{SUBJECT}visits/<str:code>/<int:sequence>/forms/<str:form>/<int:line>/"
FILE = "datasets/<slug:name>.<slug:ending>"

urlpatterns = [
    path("subjects/", subjects.SubjectList.as_view(), name="api-subjects"),
    path(SUBJECT, subjects.SubjectResource.as_view(), name="api-subject"),
    path(f"{SUBJECT}records/", subjects.RecordList.as_view(), name="api-records"),
    path(OUTSIDE, records.RecordResource.as_view(), name="api-record"),
    path(AT_VISIT, records.RecordResource.as_view(), name="api-record-at-visit"),
    path(OF_SITE, records.RecordResource.as_view(), name="api-record-of-site"),
    path("datasets/", exports.DatasetList.as_view(), name="api-datasets"),
    path(FILE, exports.DatasetResource.as_view(), name="api-dataset"),
    path(f"{FILE}/manifest/", exports.ManifestResource.as_view(), name="api-manifest"),
    path("dictionary/", vocabulary.Dictionary.as_view(), name="api-dictionary"),
    path("checks/", vocabulary.Checks.as_view(), name="api-checks"),
    path("assessments/", computed.Assessments.as_view(), name="api-assessments"),
    path("results/", computed.Results.as_view(), name="api-results"),
    path("events/", events.EventFeed.as_view(), name="api-events"),
    path("openapi.json", document.OpenApiDocument.as_view(), name="api-document"),
    re_path("", resource.Nowhere.as_view(), name="api-nowhere"),
]
