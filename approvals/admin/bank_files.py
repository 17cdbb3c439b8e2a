"""Files from the bank: what came, what became of it, and a file sent in by hand."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from approvals.actions.receive_bank_file import receive_bank_file
from approvals.enums import BankFileOutcome
from approvals.forms.bank import BankFileForm
from approvals.models import BankFile
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


@admin.register(BankFile)
class BankFileAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "received_at", "outcome", "sentence")
    list_filter = ("outcome", "kind")
    search_fields = ("name", "sha256__istartswith")
    search_help_text = "Søg på filnavn eller aftryk."
    fields = (
        "name",
        "kind",
        "outcome",
        "sentence",
        "read_from_it",
        "asked",
        "received_at",
        "received_by",
        "size",
        "sha256",
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[BankFile]:
        return super().get_queryset(request).defer("sealed")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return why_not_run_secretariat(request.user) is None

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Asked on every page of the admin, for its list of rooms."""
        return {"add": False, "change": False, "delete": False, "view": True}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if sentence := why_not_run_secretariat(request.user):
            raise PermissionDenied(sentence)
        form = BankFileForm(request.POST or None, request.FILES or None)
        if form.is_valid() and (file := _received(request, form)):
            return redirect("admin:approvals_bankfile_change", file.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Indlæs en fil fra banken",
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/approvals/bankfile/upload.html", context)

    @admin.display(description="kontoudtog")
    def read_from_it(self, file: BankFile) -> SafeString | str:
        links = (
            (reverse("admin:approvals_bankstatement_change", args=[one.pk]), one)
            for one in file.statements.all()
        )
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"

    @admin.display(description="spørgsmål")
    def asked(self, file: BankFile) -> SafeString | str:
        links = (
            (reverse("admin:approvals_bankquestion_change", args=[one.pk]), one.sentence)
            for one in file.questions.all()[:50]
        )
        rows = format_html_join("", '<li><a href="{}">{}</a></li>', links)
        return format_html("<ul>{}</ul>", rows) if rows else "–"


def _received(request: HttpRequest, form: BankFileForm) -> BankFile | None:
    """The file with its outcome told, or None with the refusal written on the form."""
    sent = form.cleaned_data["file"]
    try:
        file = receive_bank_file(sent.name, sent.read(), by=request.user)
    except Refused as refused:
        form.add_error("file", str(refused))
        return None
    tell = messages.success if file.outcome == BankFileOutcome.READ else messages.warning
    tell(request, file.sentence or file.get_outcome_display())
    return file
