"""The addresses of matters. Fixed words stand before codes of matters, for which they would else pass."""

from __future__ import annotations

from django.urls import include, path

from chaotou.matters import asking
from chaotou.matters.views import (
    acting,
    api,
    applicant,
    bulk,
    counted,
    doors,
    elsewhere,
    entry,
    importing,
    letters,
    lists,
    matter,
    notices,
    public,
    publishing,
)
from chaotou.projects.views import saved

app_name = "matters"

LIST = {"leads_to": "matters:matters"}

LISTS = [
    path("", lists.work, name="work"),
    path("all/", lists.matters, name="matters"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("overview/", lists.overview, name="overview"),
    path("counted/<slug:indicator>/", counted.counted, name="counted"),
    path("board/", lists.board, name="board"),
    path("calendar/", lists.calendar, name="calendar"),
    path("map/", lists.map_page, name="map"),
    path("notices/", notices.notices, name="notices"),
    path("notices/seen/", notices.seen, name="notices_seen"),
    path("views/", saved.save_view, {"page": "matters", **LIST, "kept": asking.kept}, name="save_view"),
    path("views/<int:pk>/remove/", saved.remove_view, LIST, name="remove_view"),
    path("home/", elsewhere.home_section, name="home_section"),
    path("of-enterprise/<int:pk>/", elsewhere.of_enterprise, name="of_enterprise"),
    path("of-project/<slug:code>/", elsewhere.of_project, name="of_project"),
    path("of-organization/<slug:code>/", elsewhere.of_organization, name="of_organization"),
]

ENTRY = [
    path("new/", entry.new, name="new"),
    path("new/<slug:kind>/", entry.register, name="register"),
    path("import/", importing.imports, name="imports"),
    path("import/<slug:kind>/", importing.start, name="import_start"),
    path("import/<slug:kind>/template/", importing.blank, name="import_template"),
    path("import/<slug:kind>/<int:pk>/", importing.preview, name="import_preview"),
    path("import/<slug:kind>/<int:pk>/discard/", importing.discard, name="import_discard"),
    path("imports/<int:pk>/", importing.batch, name="import_batch"),
    path("imports/<int:pk>/undo/", importing.undo, name="undo_import"),
    path("mail/", letters.letters, name="letters"),
    path("mail/<int:pk>/", letters.letter, name="letter"),
    path("mail/<int:pk>/sender/", letters.sender, name="letter_sender"),
    path("mail/<int:pk>/set-aside/", letters.set_aside, name="letter_set_aside"),
]

SECRET = "door/<str:secret>/"
DOORS = [
    path(SECRET, applicant.enter, name="door"),
    path(f"{SECRET}do/<slug:what>/", applicant.act, name="door_act"),
    path(f"{SECRET}files/<int:pk>/", applicant.attachment, name="door_file"),
    path("doors/", doors.doors, name="doors"),
    path("doors/<int:pk>/close/", doors.close, name="close_door"),
]

HERE = "<slug:code>/"
API = [
    path("api/openapi.json", api.openapi, name="openapi"),
    path("api/matters/", api.matters, name="api_matters"),
    path(f"api/matters/{HERE}", api.matter, name="api_matter"),
]
ONE = [
    path(HERE, matter.matter, name="matter"),
    path(f"{HERE}personal/", acting.personal, name="personal"),
    path(f"{HERE}links/", matter.new_link, name="new_link"),
    path(f"{HERE}links/<int:pk>/remove/", matter.remove_link, name="remove_link"),
    path(f"{HERE}files/<int:pk>/", matter.attachment, name="attachment"),
    path(f"{HERE}do/<slug:what>/", acting.act, name="act"),
    path(f"{HERE}land/", acting.land, name="hold_land"),
    path(f"{HERE}confirm/", acting.confirm, name="confirm_opinion"),
    path(f"{HERE}publish/", publishing.item, name="publish"),
    path(f"{HERE}files/<int:pk>/publish/", publishing.photo, name="publish_photo"),
]

PUBLIC = [
    path("", public.livelihood, name="public"),
    path(HERE, public.item, name="public_item"),
    path(f"{HERE}photos/<int:pk>/", public.photo, name="public_photo"),
]

urlpatterns = [
    path("matters/", include([*LISTS, *ENTRY, *DOORS, *API, *ONE])),
    path("public/livelihood/", include(PUBLIC)),
]
