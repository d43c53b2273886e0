"""Addresses of laboratories' pages."""

from django.urls import path

from enrollment import views

RANGE = "sites/<str:site_code>/forms/<str:form>/<int:line>"

urlpatterns = [
    path(f"{RANGE}/effect/", views.regrading_page, name="regrading-of-site"),
]
