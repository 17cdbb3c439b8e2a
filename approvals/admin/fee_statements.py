"""The register of fee statements, and one of them with every figure's way back and forward."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern

from approvals.actions.recall_statement import recall_statement
from approvals.actions.reprint_statement import reprint_statement
from approvals.admin.pages import posted_to
from approvals.forms.recall import RecallForm
from approvals.models import FeeStatement
from approvals.selectors.fee_statements import whole
from approvals.selectors.recalls import numbered
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.danish.months import month_in_words
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused
from klyngeokonomi.templatetags.dansk import kroner


@admin.register(FeeStatement)
class FeeStatementAdmin(ReadOnlyAdmin):
    list_display = ("number", "payee_name", "of_month", "of_kind", "before_tax", "sent", "made")
    list_filter = ("kind", "run", "receiver_kind", "paper__state")
    list_select_related = ("paper", "recall")
    search_fields = ("number", "payee_name", "lines__voucher__number")
    search_help_text = "Søg på lønseddelnummer, navn eller bilagsnummer."
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("printed", "cpr", "paper__content")

    def get_urls(self) -> list[URLPattern]:
        doors = (("dan-igen", "reprint", self.reprint), ("traek-tilbage", "recall", self.recall))
        return [*posted_to(self.admin_site, "feestatement", doors), *super().get_urls()]

    def reprint(self, request: HttpRequest, pk: int) -> HttpResponse:
        """For a paper that could not be made."""
        statement = self.fetch(request, pk)
        try:
            reprint_statement(statement, by=request.user)
        except Refused as refused:
            return self.show_one(request, str(pk), sentence=str(refused), status=409)
        messages.success(request, f"{statement} dannes igen.")
        return redirect("admin:approvals_feestatement_change", pk)

    def recall(self, request: HttpRequest, pk: int) -> HttpResponse:
        """For what was told to a wrong CPR number."""
        statement, form = self.fetch(request, pk), RecallForm(request.POST)
        if not form.is_valid():
            return self.show_one(request, str(pk), form=form)
        try:
            recall_statement(statement, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            return self.show_one(request, str(pk), sentence=str(refused), status=409, form=form)
        messages.success(request, f"{statement} er trukket tilbage. Næste honorarkørsel retter den.")
        return redirect("admin:approvals_feestatement_change", pk)

    def fetch(self, request: HttpRequest, pk: int) -> FeeStatement:
        """404 for one that is not the reader's to see."""
        seen = FeeStatement.objects.visible_to(request.user).defer("printed", "cpr")
        return get_object_or_404(seen, pk=pk)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_one(request, object_id)

    def show_one(
        self,
        request: HttpRequest,
        object_id: str,
        *,
        sentence: str = "",
        status: int = 200,
        form: RecallForm | None = None,
    ) -> HttpResponse:
        found = FeeStatement.objects.select_related("run", "corrects", "person").defer("printed", "cpr")
        statement = found.filter(pk=object_id).first() if object_id.isdecimal() else None
        if statement is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": str(statement),
            "whole": whole(statement),
            "numbered": numbered(statement, request.user),
            "form": form or RecallForm(),
            "statement": statement,
            "sentence": sentence,
            "may": why_not_run_secretariat(request.user) is None,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/approvals/feestatement/show.html", context, status=status)

    @admin.display(description="måned", ordering="month")
    def of_month(self, statement: FeeStatement) -> str:
        return month_in_words(statement.month)

    @admin.display(description="slags", ordering="kind")
    def of_kind(self, statement: FeeStatement) -> str:
        recalled = ", trukket tilbage" if hasattr(statement, "recall") else ""
        return f"{statement.get_kind_display()}{recalled}"

    @admin.display(description="honorar og kørsel", ordering="gross")
    def before_tax(self, statement: FeeStatement) -> str:
        return kroner(statement.gross + statement.tax_free)

    @admin.display(description="udbetalt", ordering="net")
    def sent(self, statement: FeeStatement) -> str:
        return kroner(statement.net)

    @admin.display(description="PDF")
    def made(self, statement: FeeStatement) -> str:
        return statement.paper.get_state_display()
