"""Attendance lists as they were sent, each version with a page to print."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from meetings.enums import Presence
from meetings.models import AttendanceList


@admin.register(AttendanceList)
class AttendanceListAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "cluster", "held", "version", "heads", "frozen_at", "frozen_by", "to_print")
    list_filter = ("meeting__cluster",)
    list_select_related = ("meeting__cluster", "frozen_by__person")
    search_fields = ("meeting__topic", "meeting__cluster__name")
    search_help_text = "Søg på mødets emne eller klynge."
    ordering = ("-pk",)
    fields = (
        "meeting",
        "version",
        "to_print",
        "heads",
        "corrections",
        "reason",
        "frozen_at",
        "frozen_by",
        "sha256",
    )
    readonly_fields = fields

    @admin.display(description="klynge", ordering="meeting__cluster__name")
    def cluster(self, frozen: AttendanceList) -> str:
        return frozen.facts["cluster"]

    @admin.display(description="mødet holdt", ordering="meeting__starts_at")
    def held(self, frozen: AttendanceList) -> str:
        return f"{timezone.localtime(frozen.meeting.starts_at):%d.%m.%y}"

    @admin.display(description="fremmødt / udeblevet / afbud")
    def heads(self, frozen: AttendanceList) -> str:
        marks = [one["presence"] for one in frozen.names]
        return " / ".join(
            str(marks.count(one)) for one in (Presence.ATTENDED, Presence.NO_SHOW, Presence.DECLINED)
        )

    @admin.display(description="ændringer")
    def corrections(self, frozen: AttendanceList) -> str:
        return " ".join(frozen.changes) or "Første udgave"

    @admin.display(description="liste")
    def to_print(self, frozen: AttendanceList) -> SafeString:
        return format_html('<a href="{}">Vis og udskriv</a>', frozen.get_absolute_url())
