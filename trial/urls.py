"""Every address of the application."""

from django.urls import include, path

urlpatterns = [
    path("", include("edc.urls")),
    path("", include("enrollment.urls")),
    path("", include("dosing.urls")),
    path("", include("mrd.urls")),
    path("", include("followup.urls")),
    path("", include("safety.urls")),
    path("api/v1/", include("edc.api.urls")),
]
