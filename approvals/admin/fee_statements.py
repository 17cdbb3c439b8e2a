"""The register of fee statements, and one of them with every figure's way back and forward."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from approvals.actions.reprint_statement import reprint_statement
from approvals.models import FeeStatement
from approvals.selectors.fee_statements import of_other_numbers, whole
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.danish.months import month_in_words
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused
from klyngeokonomi.templatetags.dansk import kroner


@admin.register(FeeStatement)
class FeeStatementAdmin(ReadOnlyAdmin):
    list_display = ("number", "payee_name", "of_month", "kind", "before_tax", "sent", "made")
    list_filter = ("kind", "run", "receiver_kind")
    list_select_related = ("paper",)
    search_fields = ("number", "payee_name", "lines__voucher__number")
    search_help_text = "Søg på lønseddelnummer, navn eller bilagsnummer."
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("printed", "cpr", "paper__content")

    def get_urls(self) -> list[URLPattern]:
        again = self.admin_site.admin_view(require_POST(self.reprint))
        return [path("<int:pk>/dan-igen/", again, name="approvals_feestatement_reprint"), *super().get_urls()]

    def reprint(self, request: HttpRequest, pk: int) -> HttpResponse:
        """For a paper that could not be made."""
        statement = get_object_or_404(
            FeeStatement.objects.visible_to(request.user).defer("printed", "cpr"), pk=pk
        )
        try:
            reprint_statement(statement, by=request.user)
        except Refused as refused:
            return self.show_one(request, str(pk), sentence=str(refused), status=409)
        messages.success(request, f"{statement} dannes igen.")
        return redirect("admin:approvals_feestatement_change", pk)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_one(request, object_id)

    def show_one(
        self, request: HttpRequest, object_id: str, *, sentence: str = "", status: int = 200
    ) -> HttpResponse:
        found = FeeStatement.objects.select_related("run", "corrects", "person").defer("printed", "cpr")
        statement = found.filter(pk=object_id).first() if object_id.isdecimal() else None
        if statement is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": str(statement),
            "whole": whole(statement),
            "is_of_another": bool(of_other_numbers([statement])),
            "statement": statement,
            "sentence": sentence,
            "may": why_not_run_secretariat(request.user) is None,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/approvals/feestatement/show.html", context, status=status)

    @admin.display(description="måned", ordering="month")
    def of_month(self, statement: FeeStatement) -> str:
        return month_in_words(statement.month)

    @admin.display(description="honorar og kørsel", ordering="gross")
    def before_tax(self, statement: FeeStatement) -> str:
        return kroner(statement.gross + statement.tax_free)

    @admin.display(description="udbetalt", ordering="net")
    def sent(self, statement: FeeStatement) -> str:
        return kroner(statement.net)

    @admin.display(description="PDF")
    def made(self, statement: FeeStatement) -> str:
        return statement.paper.get_state_display()
