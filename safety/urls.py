"""Addresses of the pages of serious events."""

from django.urls import path

from safety import views

urlpatterns = [
    path("safety/overdue/", views.overdue_page, name="overdue"),
    path("subjects/<str:screening_number>/sae/<int:line>.pdf", views.sae_pdf, name="sae-pdf"),
    path("subjects/<str:screening_number>/sae/<int:line>.xml", views.sae_xml, name="sae-xml"),
]
