"""The addresses of evaluation."""

from __future__ import annotations

from django.urls import path

from chaotou.evaluation.views import (
    advice,
    appealing,
    comparing,
    judging,
    panels,
    reverse,
    runs,
    schemes,
    subjects,
)

app_name = "evaluation"

RUN = "runs/<slug:code>"
SUBJECT = f"{RUN}/subjects/<str:subject>"
CELL = f"{SUBJECT}/<str:criterion>"
SHEET = "marks/<slug:scheme>/<str:period>"
PANEL = "panel/<slug:scheme>/<str:period>"

urlpatterns = [
    path("", runs.index, name="runs"),
    path("draft/", runs.draft, name="draft"),
    path(f"{RUN}/", runs.run, name="run"),
    path(f"{RUN}.csv", runs.run_csv, name="run_csv"),
    path(f"{RUN}.json", runs.run_json, name="run_json"),
    path(f"{RUN}.xlsx", runs.run_xlsx, name="run_xlsx"),
    path(f"{RUN}/publish/", runs.publish, name="publish"),
    path(f"{RUN}/discard/", runs.discard, name="discard"),
    path(f"{RUN}/again/", runs.again, name="again"),
    path(f"{RUN}/compare/", comparing.comparison, name="compare"),
    path(f"{RUN}/between/", subjects.between, name="between"),
    path(f"{RUN}/certainty/", reverse.certainty, name="certainty"),
    path(f"{RUN}/advice/", advice.advice, name="advice"),
    path(f"{SUBJECT}/", subjects.subject, name="subject"),
    path(f"{SUBJECT}/what-if/", reverse.what_if_page, name="what_if"),
    path(f"{SUBJECT}/plan/", reverse.plan_page, name="plan"),
    path(f"{CELL}/", subjects.cell, name="cell"),
    path(f"{CELL}/appeal/", appealing.appeal_against, name="appeal_against"),
    path("schemes/", schemes.index, name="schemes"),
    path("schemes/<slug:code>/", schemes.scheme, name="scheme"),
    path("schemes/<slug:code>.yaml", schemes.scheme_file, name="scheme_file"),
    path(f"{SHEET}/", judging.sheet, name="marks"),
    path(f"{SHEET}/<str:subject>/recuse/", judging.recuse, name="recuse"),
    path("panel/", panels.index, name="panels"),
    path(f"{PANEL}/", panels.panel, name="panel"),
    path(f"{PANEL}/judges/<int:pk>/release/", panels.release, name="release_judge"),
    path(f"{PANEL}/counts/", panels.counts, name="counts"),
    path("appeals/", appealing.index, name="appeals"),
    path("appeals/<int:pk>/", appealing.appeal, name="appeal"),
    path("appeals/<int:pk>/evidence/", appealing.evidence, name="appeal_evidence"),
]
