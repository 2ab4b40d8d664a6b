"""The addresses of projects. Fixed words stand before codes of projects, for which they would else pass."""

from __future__ import annotations

from django.urls import path

from chaotou.projects.views import evidence

app_name = "projects"

PROJECT = "<slug:code>/"

# Evidence
EVIDENCE = [
    path(f"{PROJECT}evidence/", evidence.evidence, name="evidence"),
    path(f"{PROJECT}evidence/<int:pk>/", evidence.evidence_file, name="evidence_file"),
]

urlpatterns = [
    *EVIDENCE,
]
