"""Addresses of the endpoints' pages."""

from django.urls import path

from followup import views

urlpatterns = [
    path("subjects/<str:screening_number>/status/", views.status_part, name="status"),
    path("results/", views.results_page, name="results"),
    path("results/<str:figure>/<str:population>.svg", views.curve_image, name="curve"),
]
