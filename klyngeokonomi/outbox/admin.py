"""The mail queue, and the messages that were given up with a button to try them again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from klyngeokonomi.outbox.age import lag
from klyngeokonomi.outbox.models import Message, Stray
from klyngeokonomi.outbox.retry import retry_message, why_not_retry
from klyngeokonomi.outbox.strays import drop_stray
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """`admin_site.why_not_change(request)` says who may press the button: the cellar knows no roles."""

    change_form_template = "admin/outbox/message/change_form.html"
    actions = ["retry_chosen"]
    list_display = ["subject", "to", "state", "last_error", "created_at", "attempts"]
    list_filter = ["state", ("perhaps_doubled", admin.BooleanFieldListFilter), "created_at"]
    search_fields = ["to", "subject", "key"]
    search_help_text = "Søg på modtager, emne eller nøgle."
    ordering = ["-id"]
    fieldsets = [
        (None, {"fields": ["subject", "to", "reply_to", "state", "last_error", "text_shown"]}),
        (
            "Afsendelse",
            {
                "fields": [
                    "created_at",
                    "sent_at",
                    "attempts",
                    "unknown_outcomes",
                    "doubled",
                    "next_try_at",
                    "lease_until",
                    "key",
                    "message_id",
                ]
            },
        ),
    ]

    @admin.display(description="tekst")
    def text_shown(self, message: Message) -> str:
        return "Indeholder et engangslink og vises ikke." if message.holds_secret else message.body_text

    @admin.display(description="måske sendt to gange")
    def doubled(self, message: Message) -> str:
        return "Ja" if message.perhaps_doubled else "Nej"

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.why_not_change(request) is None

    def get_urls(self) -> list[URLPattern]:
        retry = self.admin_site.admin_view(require_POST(self.retry_view))
        return [path("<int:pk>/proev-igen/", retry, name="outbox_message_retry"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> TemplateResponse:
        return super().changelist_view(request, {**(extra_context or {}), "outbox_lag": lag()})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        message = context["original"]
        context["may_retry"] = self.has_retry_permission(request) and why_not_retry(message) is None
        return super().render_change_form(request, context, *args, **kwargs)

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The button on a message's page."""
        message = get_object_or_404(Message, pk=pk)
        self._retry(request, [message])
        return redirect("admin:outbox_message_change", pk)

    @admin.action(description="Prøv igen", permissions=["retry"])
    def retry_chosen(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        self._retry(request, chosen)

    def _retry(self, request: HttpRequest, chosen: Any) -> None:
        if reason := self.admin_site.why_not_change(request):
            self.message_user(request, reason, messages.ERROR)
            return
        for message in chosen:
            try:
                retry_message(message, by=request.user)
                self.message_user(request, f"»{message.subject}« prøves igen nu.", messages.SUCCESS)
            except Refused as refused:
                self.message_user(request, f"»{message.subject}«: {refused}", messages.WARNING)


@admin.register(Stray)
class StrayAdmin(ReadOnlyAdmin):
    """Tasks that workers laid aside; a worker that knows them takes them up again by itself."""

    actions = ["drop_chosen"]
    list_display = ["task", "reason", "count", "first_at", "last_at", "content"]
    list_filter = ["reason"]

    def has_drop_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.why_not_change(request) is None

    @admin.action(description="Fjern fra listen", permissions=["drop"])
    def drop_chosen(self, request: HttpRequest, chosen: QuerySet[Stray]) -> None:
        for stray in chosen:
            drop_stray(stray, by=request.user)
            self.message_user(request, f"»{stray.task}« er fjernet fra listen.", messages.SUCCESS)
