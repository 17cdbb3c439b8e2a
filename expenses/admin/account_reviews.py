"""Changed accounts: the one before and the new one side by side, and the second person's answer."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from expenses.actions.confirm_account import confirm_account, refuse_account
from expenses.forms.payee_desk import RefuseAccountForm
from expenses.models import AccountReview, PayeeAccount
from expenses.permissions import why_not_answer_account
from expenses.selectors.account_flags import others_paid_there
from expenses.selectors.pay_to import place_shown
from expenses.selectors.payee_shown import open_vouchers
from klyngeokonomi.read_only_admin import OpensOnFilter, ReadOnlyAdmin
from klyngeokonomi.refused import Refused

PAGE = "admin/expenses/account_review.html"
LIST = "admin:expenses_accountreview_changelist"


class WaitingFilter(OpensOnFilter):
    """Opens on what waits for an answer."""

    title = "svar"
    parameter_name = "svar"
    opens_on = "Venter på en anden"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "Bekræftet"), ("nej", "Afvist")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AccountReview]) -> QuerySet[AccountReview]:
        if self.value() in ("ja", "nej"):
            return queryset.filter(confirmation__confirmed=self.value() == "ja")
        return queryset.filter(replaces__isnull=False, confirmation=None)


@admin.register(AccountReview)
class AccountReviewAdmin(ReadOnlyAdmin):
    list_display = ("payee", "kind", "cluster", "method", "created_by", "created_at")
    list_filter = (WaitingFilter,)
    list_select_related = ("payee__cluster", "created_by__person")
    ordering = ("pk",)

    @admin.display(description="slags")
    def kind(self, account: AccountReview) -> str:
        return account.payee.get_kind_display()

    @admin.display(description="klynge")
    def cluster(self, account: AccountReview) -> str:
        return account.payee.cluster.name if account.payee.cluster else "–"

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        return [
            path("<int:pk>/bekraeft/", door(require_POST(_confirm)), name="expenses_accountreview_confirm"),
            path("<int:pk>/afvis/", door(require_POST(_refuse)), name="expenses_accountreview_refuse"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return _show(request, _fetch(object_id))


def _fetch(pk: str | int) -> PayeeAccount:
    """404 for an id that is none."""
    if not str(pk).isdecimal():
        raise Http404
    found = PayeeAccount.objects.select_related(
        "payee__cluster",
        "identity",
        "created_by__person",
        "confirmation__by__person",
        "replaces__created_by__person",
        "replaces__payee",
        "replaces__identity",
    )
    return get_object_or_404(found, pk=int(pk))


def _show(request: HttpRequest, account: PayeeAccount, form: RefuseAccountForm | None = None) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"Ny konto til {account.payee}",
        "opts": AccountReview._meta,
        "account": account,
        "before": account.replaces,
        "place": place_shown(account),
        "place_before": place_shown(account.replaces) if account.replaces else "",
        "answer": getattr(account, "confirmation", None),
        "others": others_paid_there(account),
        "vouchers": open_vouchers(account.payee),
        "why_not": why_not_answer_account(request.user, account),
        "form": form or RefuseAccountForm(),
    }
    return TemplateResponse(request, PAGE, context)


def _confirm(request: HttpRequest, pk: int) -> HttpResponse:
    account = _fetch(pk)
    try:
        confirm_account(account, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:expenses_accountreview_change", pk)
    messages.success(request, f"Kontoen til {account.payee} er bekræftet. Der kan betales til den.")
    return redirect(LIST)


def _refuse(request: HttpRequest, pk: int) -> HttpResponse:
    account = _fetch(pk)
    form = RefuseAccountForm(request.POST)
    if not form.is_valid():
        return _show(request, account, form)
    try:
        refuse_account(account, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:expenses_accountreview_change", pk)
    messages.success(request, f"Kontoen til {account.payee} er afvist. Der betales ikke til den.")
    return redirect(LIST)
