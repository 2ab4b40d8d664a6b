"""Where enterprises are shown, entered and merged."""

from __future__ import annotations

from django.urls import path

from chaotou.enterprises.views import contacts, entry, listing, merging

app_name = "enterprises"

urlpatterns = [
    path("", listing.enterprises, name="enterprises"),
    path("industries/", listing.industries, name="industries"),
    path("names/", listing.names, name="names"),
    path("new/", entry.new, name="new"),
    path("<int:pk>/", listing.enterprise, name="enterprise"),
    path("<int:pk>/change/", entry.change, name="change"),
    path("<int:pk>/merge/", merging.merge, name="merge"),
    path("merges/<int:pk>/undo/", merging.undo, name="undo_merge"),
    path("<int:pk>/contacts/", contacts.new, name="new_contact"),
    path("contacts/<int:pk>/", contacts.read, name="read_contact"),
    path("contacts/<int:pk>/change/", contacts.change, name="change_contact"),
    path("contacts/<int:pk>/remove/", contacts.remove, name="remove_contact"),
]
