"""The addresses of entering, revising and publishing; part of the figures' own."""

from __future__ import annotations

from django.urls import path

from chaotou.figures.entry import publishing, recording, undertaking

urlpatterns = [
    path("entry/", recording.choose, name="entry"),
    path("entry/<slug:code>/", recording.record, name="record"),
    path("entry/<slug:code>/check/", recording.check, name="check"),
    path("revise/<int:pk>/", recording.revise, name="revise"),
    path("revise/<int:pk>/check/", recording.check_revision, name="check_revision"),
    path("publish/", publishing.publish, name="publish"),
    path("return/<int:pk>/", publishing.send_back, name="return"),
    path("set-target/", undertaking.set_target, name="set_target"),
    path("targets/<slug:code>/change/", undertaking.change_target, name="change_target"),
    path("targets/<slug:code>/withdraw/", undertaking.withdraw_target, name="withdraw_target"),
    path("targets/<slug:code>/parts/", undertaking.fill_parts, name="fill_parts"),
]
