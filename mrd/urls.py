"""Addresses of the central laboratory's pages."""

from django.urls import path

from mrd import views

urlpatterns = [
    path("laboratory/", views.upload_list, name="uploads"),
    path("laboratory/template.csv", views.upload_template, name="upload-template"),
    path("laboratory/<int:upload_id>/", views.upload_page, name="upload"),
    path("laboratory/<int:upload_id>/progress/", views.upload_progress, name="upload-progress"),
    path("laboratory/<int:upload_id>/store/", views.upload_store, name="upload-store"),
]
