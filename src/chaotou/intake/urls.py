"""The addresses of documents and their claims."""

from __future__ import annotations

from django.urls import path

from chaotou.intake import views

app_name = "intake"

urlpatterns = [
    path("", views.documents, name="documents"),
    path("waiting/", views.waiting, name="waiting"),
    path("<slug:code>/", views.document, name="document"),
    path("<slug:code>/original/", views.original, name="original"),
    path("<slug:code>/reread/", views.reread, name="reread"),
    path("<slug:code>/accept-all/", views.accept_all, name="accept_all"),
    path("<slug:code>/claims/<int:position>/", views.claim, name="claim"),
    path("<slug:code>/claims/<int:position>/accept/", views.accept, name="accept"),
    path("<slug:code>/claims/<int:position>/correct/", views.correct, name="correct"),
    path("<slug:code>/claims/<int:position>/reject/", views.reject, name="reject"),
    path("<slug:code>/claims/<int:position>/reopen/", views.reopen, name="reopen"),
]
