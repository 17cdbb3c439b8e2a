"""The papers the virus scanner stopped, to be read by the secretariat and the auditor. Nothing here opens one."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from klyngeokonomi.documents.models import QuarantinedDocument, Scan
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


@admin.register(QuarantinedDocument)
class QuarantinedDocumentAdmin(ReadOnlyAdmin):
    list_display = ("name", "scan_found", "uploaded_by", "uploaded_at", "size")
    list_select_related = ("uploaded_by__person",)
    search_fields = ("name", "scan_found", "=sha256")
    search_help_text = "Søg på filnavn, det fundne eller filens fingeraftryk."
    ordering = ("-uploaded_at",)
    fields = (
        "name",
        "scan_found",
        "content_type",
        "size",
        "sha256",
        "uploaded_by",
        "uploaded_at",
        "reported_at",
        "problem",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuarantinedDocument]:
        return super().get_queryset(request).filter(scan=Scan.INFECTED)
