"""A payee at the secretariat: accounts with their history, what was told, vouchers, and the number for a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST

from expenses.actions.correct_number import correct_number
from expenses.actions.reveal_cpr import reveal_cpr
from expenses.actions.save_nemkonto import opt_out, save_speaker_nemkonto
from expenses.enums import TaxKind
from expenses.forms.payee_desk import CorrectNumberForm, RevealForm, SpeakerNemkontoForm
from expenses.models import Payee
from expenses.permissions import why_not_correct_number, why_not_enter_cpr, why_not_reveal_cpr
from expenses.policy.nemkonto_notice import notice_now
from expenses.selectors.pay_to import masked_number
from expenses.selectors.payee_shown import accounts_shown, payees_with_number
from expenses.selectors.tax_receiver import tax_receiver, with_tax_kind
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Forbidden, Refused

PAGE = "admin/expenses/payee/show.html"
MOST_VOUCHERS = 50


@admin.register(Payee)
class PayeeAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "cluster", "cvr", "in_tax")
    list_filter = ("kind", "cluster")
    list_select_related = ("cluster",)
    ordering = ("name", "pk")
    search_fields = ("name", "cvr")
    search_help_text = "Søg på navn eller CVR-nummer. Skriv aldrig et CPR-nummer her."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Payee]:
        return with_tax_kind(super().get_queryset(request))

    @admin.display(description="kendes i skat ved")
    def in_tax(self, payee: Payee) -> str:
        return TaxKind(payee.tax_kind).label if payee.tax_kind else ""

    def get_urls(self) -> list[URLPattern]:
        doors: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "reveal": ("vis-cpr/<int:identity>", _reveal),
            "correct": ("ret-cpr", _correct),
            "nemkonto": ("nemkonto", _nemkonto),
            "leave": ("fravaelg", _leave),
        }
        return [
            *(
                path(
                    f"<int:pk>/{address}/",
                    self.admin_site.admin_view(require_POST(view)),
                    name=f"expenses_payee_{name}",
                )
                for name, (address, view) in doors.items()
            ),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return _show(request, _fetch(object_id))


def _fetch(pk: str | int) -> Payee:
    """404 for an id that is none."""
    if not str(pk).isdecimal():
        raise Http404
    return get_object_or_404(Payee.objects.select_related("cluster", "person"), pk=int(pk))


def _show(request: HttpRequest, payee: Payee, **more: Any) -> HttpResponse:
    """`shown` is a number just asked for, which the page says once; then it is kept by nobody on the way."""
    identities = list(payee.identities.select_related("entered_by__person"))
    context = {
        **admin.site.each_context(request),
        "title": payee.name,
        "opts": Payee._meta,
        "payee": payee,
        "receiver": tax_receiver(payee),
        "numbers": [(one, masked_number(one), payees_with_number(one)) for one in identities],
        "accounts": accounts_shown(payee.accounts.all()),
        "vouchers": payee.vouchers.filter(number__isnull=False).select_related("cluster", "claimant")[
            :MOST_VOUCHERS
        ],
        "may_reveal": why_not_reveal_cpr(request.user) is None,
        "may_enter": why_not_enter_cpr(request.user, payee) is None,
        "may_correct": why_not_correct_number(request.user, payee, has_number=bool(identities)) is None,
        "notice": notice_now().to(payee.kind),
        "reveal_form": RevealForm(),
        "nemkonto_form": SpeakerNemkontoForm(),
        "correct_form": CorrectNumberForm(),
        **more,
    }
    response = TemplateResponse(request, PAGE, context)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _reveal(request: HttpRequest, pk: int, identity: int) -> HttpResponse:
    payee = _fetch(pk)
    asked = get_object_or_404(payee.identities.select_related("payee"), pk=identity)
    _forbid(why_not_reveal_cpr(request.user), payee)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _show(request, payee, reveal_form=form)
    return _tried(
        request,
        payee,
        lambda: {"shown": reveal_cpr(asked, by=request.user, reason=form.cleaned_data["reason"])},
    )


def _correct(request: HttpRequest, pk: int) -> HttpResponse:
    form = CorrectNumberForm(request.POST)
    return _written(request, pk, "correct_form", form, correct_number, "CPR-nummeret er rettet og gælder nu.")


def _nemkonto(request: HttpRequest, pk: int) -> HttpResponse:
    form = SpeakerNemkontoForm(request.POST)
    return _written(request, pk, "nemkonto_form", form, save_speaker_nemkonto, "NemKonto er skrevet.")


def _written(
    request: HttpRequest, pk: int, name: str, form: Form, act: Callable[..., object], said: str
) -> HttpResponse:
    """What is typed is done to the payee; a form that cannot be read comes back on the page with its sentences."""
    payee = _fetch(pk)
    _forbid(why_not_reveal_cpr(request.user), payee)
    if not form.is_valid():
        return _show(request, payee, **{name: form})
    return _done(request, payee, lambda: act(payee, by=request.user, **form.cleaned_data), said)


def _leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The payee has told the secretariat that it wants no more money on its NemKonto."""
    payee = _fetch(pk)
    wanted = request.POST.get("account", "")
    account = get_object_or_404(payee.accounts.all(), pk=int(wanted) if wanted.isdecimal() else 0)
    return _done(request, payee, lambda: opt_out(account, by=request.user), "NemKonto er valgt fra.")


def _forbid(sentence: str | None, payee: Payee) -> None:
    if sentence:
        raise Forbidden(sentence, on=payee)


def _tried(request: HttpRequest, payee: Payee, act: Callable[[], dict[str, Any]]) -> HttpResponse:
    try:
        return _show(request, payee, **act())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:expenses_payee_change", payee.pk)


def _done(request: HttpRequest, payee: Payee, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect("admin:expenses_payee_change", payee.pk)
