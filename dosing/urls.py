"""Addresses of the pages about study treatment."""

from django.urls import path

from dosing import views

urlpatterns = [
    path("subjects/<str:screening_number>/doses/", views.doses_page, name="doses"),
    path("subjects/<str:screening_number>/doses.svg", views.doses_picture, name="doses-picture"),
]
