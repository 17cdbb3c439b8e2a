"""The journal for PLO's finance system: locked months to make it of, and the accounts it is written by."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from approvals.actions.make_journal import make_journal, set_journal_accounts
from approvals.forms.journal import JournalAccountsForm
from approvals.models import JournalAccounts, JournalExport
from approvals.selectors.journal import KEYS
from approvals.selectors.withheld_months import withheld_in, withheld_months
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.periods import locked_months
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


@admin.register(JournalExport)
class JournalExportAdmin(ReadOnlyAdmin):
    list_filter = ["month"]
    fields = ["month", "rows", "total", "sha256", "made_by", "made_at"]

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        return [
            path(
                "<int:year>-<int:month>/dan/",
                door(require_POST(self.make)),
                name="approvals_journalexport_make",
            ),
            path("<int:pk>/hent/", door(require_safe(self.fetch)), name="approvals_journalexport_fetch"),
            path("skat/", door(require_safe(self.owed_tax)), name="approvals_journalexport_owed_tax"),
            path("konti/", door(require_POST(self.set_accounts)), name="approvals_journalexport_accounts"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return self.show(request)

    def make(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        try:
            first = date(year, month, 1)
        except ValueError as error:
            raise Http404 from error
        try:
            export = make_journal(first, by=request.user)
        except Refused as refused:
            return self.show(request, sentence=str(refused), status=409)
        messages.success(request, f"{export} er dannet. Hent den på listen.")
        return redirect("admin:approvals_journalexport_changelist")

    def fetch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file as it was made. Who took it away, and when, is logged."""
        export = get_object_or_404(JournalExport, pk=pk)
        record("journal_fetched", by=request.user, subject=export, text=f"{export.name}, {export.sha256}")
        return HttpResponse(
            bytes(export.content),
            content_type="text/csv; charset=utf-8",
            headers={**HEADERS, "Content-Disposition": content_disposition_header(True, export.name)},
        )

    def owed_tax(self, request: HttpRequest) -> HttpResponse:
        """What is kept back of A-income, month by month; `?maaned=2026-05` lists the payments of one."""
        months = withheld_months()
        chosen = next((one for one in months if f"{one.month:%Y-%m}" == request.GET.get("maaned")), None)
        context = {
            **self.admin_site.each_context(request),
            "title": "AM-bidrag og A-skat til Skat",
            "opts": self.opts,
            "months": months,
            "chosen": chosen,
            "payments": withheld_in(chosen.month) if chosen else [],
        }
        return TemplateResponse(request, "admin/approvals/owed_tax.html", context)

    def set_accounts(self, request: HttpRequest) -> HttpResponse:
        form = JournalAccountsForm(request.POST)
        if not form.is_valid():
            return self.show(request, form=form)
        try:
            set_journal_accounts(**form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.show(request, form=form, status=409)
        messages.success(request, f"Kontoen for {KEYS[form.cleaned_data['key']]} er skrevet.")
        return redirect("admin:approvals_journalexport_changelist")

    def show(
        self,
        request: HttpRequest,
        *,
        sentence: str = "",
        form: JournalAccountsForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The months, the accounts, and the form; after a refusal with its sentence, and what was typed kept."""
        made = {
            one.month: one for one in JournalExport.objects.defer("content").select_related("made_by__person")
        }
        months = sorted({*locked_months(), *made}, reverse=True)
        rows: dict[str, list[JournalAccounts]] = {}
        for row in JournalAccounts.objects.select_related("by__person"):
            rows.setdefault(row.key, []).append(row)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": "Journal til PLO's økonomisystem",
            "opts": self.opts,
            "months": [(month, made.get(month)) for month in months],
            "accounts": [(label, rows.get(key, [])) for key, label in KEYS.items()],
            "may": why_not_run_secretariat(request.user) is None,
            "form": form or JournalAccountsForm(initial={"valid_from": timezone.localdate().replace(day=1)}),
            "sentence": sentence,
        }
        return TemplateResponse(request, "admin/approvals/journal.html", context, status=status)
