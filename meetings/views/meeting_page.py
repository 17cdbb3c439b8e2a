"""What every page of one meeting begins with: the meeting itself, its tabs, and what the user may do."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from clusters.permissions import why_not_lead_cluster
from klyngeokonomi.refused import Forbidden
from meetings.models import Meeting
from meetings.selectors.attendance_list import tally

TABS = (
    ("meeting", "Deltagere"),
    ("papers", "Papirer"),
    ("economy", "Bilag og økonomi"),
    ("history", "Historik"),
)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    """Not found for strangers: they do not learn that it exists."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("cluster"), pk=pk)


def led_meeting(request: HttpRequest, pk: int) -> Meeting:
    """For pages of those who keep the meeting: 403 with the sentence for other members of the cluster."""
    meeting = meeting_or_404(request, pk)
    if sentence := why_not_lead_cluster(request.user, meeting.cluster):
        raise Forbidden(sentence, on=meeting)
    return meeting


def trail(meeting: Meeting | None = None) -> list[tuple[str, str]]:
    """The way back, for components/breadcrumbs.html: to the calendar, and to the meeting from a page below it."""
    found = [("Møder", reverse("meetings:meeting_list"))]
    return [*found, (meeting.topic, meeting.get_absolute_url())] if meeting else found


def page_context(request: HttpRequest, meeting: Meeting, current: str) -> dict[str, Any]:
    """For templates/meetings/_meeting_head.html and what follows it."""
    return {
        "meeting": meeting,
        "tally": tally(meeting),
        "leads": why_not_lead_cluster(request.user, meeting.cluster) is None,
        "trail": trail(),
        "tabs": [
            Tab(label, reverse(f"meetings:{name}", args=[meeting.pk]), name == current)
            for name, label in TABS
        ],
    }
