"""The addresses of meetings. Fixed words stand before codes of meetings, for which they would else pass."""

from __future__ import annotations

from django.urls import path

from chaotou.meetings.views import attending, lists, minutes, planning, topics

app_name = "meetings"

LISTS = [
    path("", lists.meetings, name="meetings"),
    path("topics/", lists.topics, name="my_topics"),
    path("of-matter/<slug:code>/", lists.of_matter, name="of_matter"),
    path("new/<slug:kind>/", planning.plan, name="plan"),
]

MEETING = [
    path("<slug:code>/", planning.meeting, name="meeting"),
    path("<slug:code>/change/", planning.change, name="change"),
    path("<slug:code>/call/", planning.call, name="call"),
    path("<slug:code>/open/", planning.open_meeting, name="open"),
    path("<slug:code>/cancel/", planning.cancel, name="cancel"),
    path("<slug:code>/batch/", planning.batch, name="batch"),
    path("<slug:code>/order/", topics.order, name="order"),
    path("<slug:code>/attendance/", attending.attendance, name="attendance"),
    path("<slug:code>/attendance/<int:pk>/excuse/", attending.excuse, name="excuse"),
    path("<slug:code>/call-in/", attending.call_in, name="call_in"),
]

TOPIC = "<slug:code>/topics/<int:pk>/"
TOPICS = [
    path("<slug:code>/topics/new/", topics.propose, name="propose"),
    path(TOPIC, topics.topic, name="topic"),
    path(f"{TOPIC}accept/", topics.accept, name="accept"),
    path(f"{TOPIC}screen/<slug:how>/", topics.screen, name="screen"),
    path(f"{TOPIC}papers/", topics.add_paper, name="add_paper"),
    path(f"{TOPIC}recuse/", topics.recuse, name="recuse"),
    path(f"{TOPIC}votes/", topics.vote, name="vote"),
    path(f"{TOPIC}conclude/", topics.conclude, name="conclude"),
    path("<slug:code>/papers/<int:pk>/", topics.paper, name="paper"),
    path("<slug:code>/papers/<int:pk>/remove/", topics.remove_paper, name="remove_paper"),
]

LINE = "<slug:code>/lines/<int:pk>/"
MINUTES = [
    path("<slug:code>/minutes/", minutes.minutes, name="minutes"),
    path("<slug:code>/minutes/preview/", minutes.preview, name="preview"),
    path("<slug:code>/minutes/sign/", minutes.sign, name="sign"),
    path("<slug:code>/minutes.docx", minutes.docx, name="docx"),
    path(LINE, minutes.line, name="line"),
    path(f"{LINE}remove/", minutes.remove_line, name="remove_line"),
    path(f"{LINE}accept/", minutes.accept, name="accept_line"),
    path(f"{LINE}reject/", minutes.reject, name="reject_line"),
    path("<slug:code>/texts/new/", minutes.add_text, name="add_text"),
    path("<slug:code>/texts/<int:pk>/", minutes.text, name="text"),
]

urlpatterns = [*LISTS, *MEETING, *TOPICS, *MINUTES]
