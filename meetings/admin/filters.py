"""What the secretariat narrows its list of meetings by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.models import Meeting
from meetings.states import MeetingState


class ListFilter(admin.SimpleListFilter):
    """Where the attendance list stands; a meeting that is over without one is what to ask about."""

    title = "deltagerliste"
    parameter_name = "liste"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("mangler", "Mangler"),
            ("sendt", "Sendt"),
            ("planlagt", "Møde planlagt"),
            ("aflyst", "Aflyst"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> QuerySet[Meeting]:
        match self.value():
            case "mangler":
                return queryset.without_list()
            case "sendt":
                return queryset.filter(state=MeetingState.REPORTED)
            case "planlagt":
                return queryset.filter(state=MeetingState.PLANNED)
            case "aflyst":
                return queryset.filter(state=MeetingState.CANCELLED)
        return queryset
