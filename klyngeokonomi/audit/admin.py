"""The log of acts, to be read by the secretariat and the auditor."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from klyngeokonomi.audit.acts import LABELS
from klyngeokonomi.audit.models import Record
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


class ActFilter(admin.SimpleListFilter):
    """By the table of acts, for asking the log which it holds would read all of it."""

    title = "handling"
    parameter_name = "act"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return sorted(LABELS.items(), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(act=self.value()) if self.value() else queryset


@admin.register(Record)
class RecordAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "act_shown", "text", "cluster_id"]
    list_display_links = ["at"]
    list_filter = ["at", ActFilter]
    list_select_related = ["by__person"]
    search_fields = ["text", "=subject_id"]
    search_help_text = "Søg i beskrivelsen, eller skriv nummeret på det, der er sket noget med."
    fields = ["at", "by", "act_shown", "text", "subject_type", "subject_id", "cluster_id"]
    ordering = ["-id"]

    @admin.display(description="handling")
    def act_shown(self, record: Record) -> str:
        return record.act_label
