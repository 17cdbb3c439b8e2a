"""The queue of endorsed vouchers and the page to review one on. Fields are read; decisions are buttons."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from approvals.actions.approve_many import MOST, approve_many, plan_approvals
from approvals.admin import originals, review, withholding
from approvals.admin.filters import AgeFilter, CategoryFilter, ClusterFilter, FindingFilter, StateFilter
from approvals.admin.review_rows import table_of
from approvals.models import VoucherReview
from approvals.selectors.endorsement import endorsed_findings
from clusters.permissions import why_not_run_secretariat
from expenses.enums import Outcome
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.templatetags.dansk import venter


@admin.register(VoucherReview)
class VoucherReviewAdmin(ReadOnlyAdmin):
    list_display = ("number", "cluster", "claimant", "supplier", "amount", "remarks", "age")
    list_filter = (StateFilter, CategoryFilter, FindingFilter, AgeFilter, ("cluster", ClusterFilter))
    list_select_related = ("cluster", "claimant")
    search_fields = (
        "number",
        "supplier",
        "claimant__name",
        "invoice_number",
        "cluster__name",
        "attachments__document__sha256__istartswith",
    )
    search_help_text = "Søg på bilagsnummer, leverandør, navn, fakturanummer, klynge eller filmærke."
    ordering = ("state_since", "pk")
    actions = ("approve_chosen",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[VoucherReview]:
        """Sent vouchers only: a draft is its owner's."""
        return super().get_queryset(request).filter(number__isnull=False)

    def get_urls(self) -> list[URLPattern]:
        verbs = [
            path(
                f"<int:pk>/{address}/",
                self.admin_site.admin_view(view),
                name=f"approvals_voucherreview_{name}",
            )
            for address, name, view in [*review.VERBS, *withholding.VERBS]
        ]
        original = path(
            "<int:pk>/original/<int:paper>/",
            self.admin_site.admin_view(originals.original),
            name="approvals_voucherreview_original",
        )
        return [*verbs, original, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return review.show(request, review.fetch(request, object_id))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was found at the endorsement stands on the rows themselves: this object is shared by all who look."""
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and "cl" in response.context_data:
            rows = list(response.context_data["cl"].result_list)
            findings = endorsed_findings(rows)
            for row in rows:
                row.endorsed_findings = findings.get(row.pk)
            response.context_data["cl"].result_list = rows
            response.context_data["table"] = table_of(response.context_data["cl"])
        return response

    @admin.display(description="beløb", ordering="gross")
    def amount(self, voucher: VoucherReview) -> str:
        return format_kr(voucher.gross)

    @admin.display(description="bemærkninger")
    def remarks(self, voucher: VoucherReview) -> str:
        if voucher.endorsed_findings is None:
            return "–"
        outcomes = [one["outcome"] for one in voucher.endorsed_findings]
        words = {Outcome.STOP: "Stop", Outcome.REASON: "Begrundet", Outcome.NOTE: "Bemærk"}
        return ", ".join(label for outcome, label in words.items() if outcome in outcomes) or "Ingen"

    @admin.display(description="alder", ordering="state_since")
    def age(self, voucher: VoucherReview) -> str:
        return venter(voucher.state_since)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return why_not_run_secretariat(request.user) is None

    @admin.action(description="Godkend de valgte, der er uden bemærkninger", permissions=["approve"])
    def approve_chosen(self, request: HttpRequest, queryset: QuerySet[VoucherReview]) -> HttpResponse | None:
        """The plan is shown first; only «Ja» carries it out."""
        chosen = queryset.select_related("cluster", "claimant", "payee", "payee_account", "meeting")
        vouchers = list(chosen[: MOST + 1])
        if request.POST.get("ja"):
            review.tell_bulk(request, approve_many(vouchers, by=request.user))
            return None
        plan = plan_approvals(vouchers, by=request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": "Godkend flere bilag",
            "will": [one for one in plan if not one.skipped],
            "wont": [one for one in plan if one.skipped],
            "most": MOST if len(vouchers) > MOST else None,
            "opts": self.opts,
            "action_checkbox_name": admin.helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/approvals/voucherreview/approve_chosen.html", context)
