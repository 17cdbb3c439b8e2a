"""Meetings for the secretariat and the auditor: to find and to read."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from meetings.admin.filters import ListFilter
from meetings.models import Meeting


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ("topic", "cluster", "kind", "when", "place", "state")
    list_filter = (ListFilter, "kind", "cluster")
    list_select_related = ("cluster",)
    search_fields = ("topic", "cluster__name", "place")
    search_help_text = "Søg på emne, klynge eller sted."
    ordering = ("-starts_at", "-pk")
    fields = (
        "page",
        "cluster",
        "kind",
        "topic",
        "programme",
        "place",
        "country",
        "travel_self_paid",
        "starts_at",
        "ends_at",
        "state",
        "created_by",
        "created_at",
    )
    readonly_fields = fields

    @admin.display(description="tid", ordering="starts_at")
    def when(self, meeting: Meeting) -> str:
        return f"{timezone.localtime(meeting.starts_at):%d.%m.%y %H.%M}"

    @admin.display(description="mødets side")
    def page(self, meeting: Meeting) -> SafeString:
        return format_html(
            '<a href="{}">Deltagere, papirer og bilag</a> · <a href="{}">Historik og udgaver af deltagerlisten</a>',
            meeting.get_absolute_url(),
            reverse("meetings:history", args=[meeting.pk]),
        )
