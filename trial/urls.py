"""Every address of the application."""

from django.urls import include, path

urlpatterns = [
    path("", include("edc.urls")),
    path("", include("followup.urls")),
    path("api/v1/", include("edc.api.urls")),
]
