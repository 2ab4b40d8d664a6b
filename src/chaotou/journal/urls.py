"""Addresses of the journal."""

from __future__ import annotations

from django.urls import path

from chaotou.journal import views

app_name = "journal"

urlpatterns = [
    path("", views.entries, name="entries"),
    path("verify/", views.verify, name="verify"),
    path("<int:number>/", views.entry, name="entry"),
]
