"""Danish paths, English names."""

from django.urls import path

from meetings.views.calendar import meeting_list
from meetings.views.cancel import meeting_cancel
from meetings.views.close import meeting_close
from meetings.views.correct import list_correct
from meetings.views.economy import economy
from meetings.views.frozen_list import frozen_list
from meetings.views.history import history
from meetings.views.meeting import (
    meeting,
    meeting_answer,
    meeting_invite,
    participant_add,
    participant_remove,
)
from meetings.views.papers import paper, papers
from meetings.views.plan import meeting_change, meeting_new
from meetings.views.presence import presence

app_name = "meetings"
urlpatterns = [
    path("moeder/", meeting_list, name="meeting_list"),
    path("moeder/nyt/", meeting_new, name="meeting_new"),
    path("moeder/<int:pk>/", meeting, name="meeting"),
    path("moeder/<int:pk>/ret/", meeting_change, name="meeting_change"),
    path("moeder/<int:pk>/svar/", meeting_answer, name="meeting_answer"),
    path("moeder/<int:pk>/inviter/", meeting_invite, name="meeting_invite"),
    path("moeder/<int:pk>/deltager/", participant_add, name="participant_add"),
    path(
        "moeder/<int:pk>/deltager/<int:participant_pk>/fjern/", participant_remove, name="participant_remove"
    ),
    path("moeder/<int:pk>/fremmoede/", presence, name="presence"),
    path("moeder/<int:pk>/luk/", meeting_close, name="meeting_close"),
    path("moeder/<int:pk>/ret-listen/", list_correct, name="list_correct"),
    path("moeder/<int:pk>/aflys/", meeting_cancel, name="meeting_cancel"),
    path("moeder/<int:pk>/papirer/", papers, name="papers"),
    path("moeder/<int:pk>/papirer/<int:paper_pk>/", paper, name="paper"),
    path("moeder/<int:pk>/oekonomi/", economy, name="economy"),
    path("moeder/<int:pk>/historik/", history, name="history"),
    path("moeder/<int:pk>/liste/<int:version>/", frozen_list, name="frozen_list"),
]
