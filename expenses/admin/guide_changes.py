"""Proposed changes of the guide: what they would have meant, and the second person's answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from expenses.actions.publish_change import publish_change, withdraw_change
from expenses.models import GuideChange
from expenses.permissions import why_not_publish_change, why_not_withdraw_change
from expenses.selectors.change_shown import change_shown
from klyngeokonomi.htmx import page_or_part
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

PAGE, PREVIEW = "admin/expenses/guide_change.html", "admin/expenses/_preview.html"
ACTS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "publish": ("offentliggoer", publish_change, "Ændringen er offentliggjort."),
    "withdraw": ("traek-tilbage", withdraw_change, "Forslaget er trukket tilbage."),
}


class AnswerFilter(admin.SimpleListFilter):
    title = "svar"
    parameter_name = "svar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("venter", "Venter på en anden"),
            ("offentliggjort", "Offentliggjort"),
            ("trukket", "Trukket tilbage"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[GuideChange]) -> QuerySet[GuideChange]:
        match self.value():
            case "venter":
                return queryset.filter(published_at=None, withdrawn_at=None)
            case "offentliggjort":
                return queryset.filter(published_at__isnull=False)
            case "trukket":
                return queryset.filter(withdrawn_at__isnull=False)
        return queryset


@admin.register(GuideChange)
class GuideChangeAdmin(ReadOnlyAdmin):
    list_display = ["shown", "step", "valid_from", "proposed_by", "proposed_at", "answer"]
    list_filter = [AnswerFilter, "subject"]
    list_select_related = ["proposed_by"]

    @admin.display(description="forslag")
    def shown(self, change: GuideChange) -> str:
        return str(change)

    @admin.display(description="svar")
    def answer(self, change: GuideChange) -> str:
        if change.published_at:
            return "Offentliggjort"
        return "Trukket tilbage" if change.withdrawn_at else "Venter på en anden"

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = int(object_id) if object_id.isdecimal() else 0
        change = get_object_or_404(GuideChange.objects.select_related("proposed_by"), pk=wanted)
        context = {
            **self.admin_site.each_context(request),
            "title": str(change),
            "opts": self.model._meta,
            "change": change,
            "shown": change_shown(change),
            "why_not_publish": why_not_publish_change(request.user, change),
            "may_withdraw": why_not_withdraw_change(request.user, change) is None,
        }
        return TemplateResponse(request, PAGE, context)

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{address}/", door(_door(name)), name=f"expenses_guidechange_{name}")
            for name, (address, _, _) in ACTS.items()
        ]
        preview = path("<int:pk>/forhaandsvisning/", door(_preview), name="expenses_guidechange_preview")
        return [*acts, preview, *super().get_urls()]


@require_safe
def _preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for again and again while a worker judges; the page itself without htmx."""
    change = get_object_or_404(GuideChange, pk=pk)
    if not getattr(request, "htmx", False):
        return redirect("admin:expenses_guidechange_change", pk)
    return page_or_part(request, PREVIEW, PREVIEW, {"change": change})


def _door(name: str) -> Callable[..., HttpResponse]:
    _, action, done = ACTS[name]

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        change = get_object_or_404(GuideChange, pk=pk)
        try:
            action(change, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return redirect("admin:expenses_guidechange_change", pk)

    return view
