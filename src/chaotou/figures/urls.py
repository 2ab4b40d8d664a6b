"""The addresses of figures."""

from __future__ import annotations

from django.urls import include, path

from chaotou.figures import views

app_name = "figures"

FIGURE = "indicators/<slug:code>/<slug:body>/<str:period>/"

urlpatterns = [
    path("", include("chaotou.figures.entry.urls")),
    path("standings/", views.standings, name="standings"),
    path("standings.csv", views.standings_csv, name="standings_csv"),
    path("standings.xlsx", views.standings_xlsx, name="standings_xlsx"),
    path("relative/", views.relative, name="relative"),
    path("targets/<slug:code>/", views.target, name="target"),
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/<slug:code>/", views.indicator, name="indicator"),
    path(FIGURE, views.observation, name="observation"),
    path(f"{FIGURE}evidence/<int:revision>/", views.evidence, name="evidence"),
]
