"""Which address opens which app."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from chaotou.figures import views as figures

urlpatterns: list[URLPattern | URLResolver] = [
    path("", figures.home, name="home"),
    path("", include("chaotou.organization.urls")),
    path("figures/", include("chaotou.figures.urls")),
    path("enterprises/", include("chaotou.enterprises.urls")),
    path("projects/", include("chaotou.projects.urls")),
    path("meetings/", include("chaotou.meetings.urls")),
    path("", include("chaotou.matters.urls")),
    path("evaluation/", include("chaotou.evaluation.urls")),
    path("documents/", include("chaotou.intake.urls")),
    path("journal/", include("chaotou.journal.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
