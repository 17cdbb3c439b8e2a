"""Statements in digital post: what waits for the secretariat first, and the page of one letter."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern

from approvals.actions.handle_post import hand_over, object_to_post, queue_again
from approvals.admin.pages import posted_to
from approvals.forms.post import HandOverForm
from approvals.models import PostMessage, PostReceipt
from approvals.permissions import why_not_hand_over, why_not_object_to_post, why_not_queue_again
from approvals.selectors.post import objecting, waiting_for_people
from approvals.states import PostState
from klyngeokonomi.danish.months import month_in_words
from klyngeokonomi.read_only_admin import OpensOnFilter, ReadOnlyAdmin
from klyngeokonomi.refused import Refused

PAGE = "admin/approvals/postmessage/show.html"


class WaitingFilter(OpensOnFilter):
    """Opens on what no box took and nobody has dealt with."""

    title = "status"
    parameter_name = "status"
    opens_on = "Venter på os"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("alle", "Alle"), *((str(state), str(state.label)) for state in PostState)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[PostMessage]) -> QuerySet[PostMessage]:
        if self.value() == "alle":
            return queryset
        if self.value():
            return queryset.filter(state=self.value())
        return queryset.filter(pk__in=waiting_for_people().values("pk"))


@admin.register(PostMessage)
class PostMessageAdmin(ReadOnlyAdmin):
    list_display = ("message_id", "receiver", "month", "state", "state_since", "why_not", "shipment")
    list_filter = (WaitingFilter,)
    search_fields = ("message_id", "statement__payee_name")
    search_help_text = "Søg på lønseddelens nummer eller modtagerens navn. Skriv aldrig et CPR-nummer her."
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostMessage]:
        found = super().get_queryset(request).select_related("statement", "shipment", "handled_by__person")
        return found.defer("statement__printed", "statement__cpr", "shipment__sealed")

    @admin.display(description="modtager", ordering="statement__payee_name")
    def receiver(self, message: PostMessage) -> str:
        return message.statement.payee_name

    @admin.display(description="måned", ordering="statement__month")
    def month(self, message: PostMessage) -> str:
        return month_in_words(message.statement.month)

    @admin.display(description="begrundelse", ordering="reason", empty_value="–")
    def why_not(self, message: PostMessage) -> str | None:
        return message.why or None

    def get_urls(self) -> list[URLPattern]:
        doors = (
            ("igen", "again", self.again),
            ("udleveret", "hand_over", self.hand_over),
            ("digital", "objects", self.objects),
        )
        return [*posted_to(self.admin_site, "postmessage", doors), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(request, self.fetch(request, object_id))

    def again(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = self.fetch(request, pk)
        act = partial(queue_again, message, by=request.user)
        return self.tried(request, message, act, f"{message.statement} sendes igen.")

    def hand_over(self, request: HttpRequest, pk: int) -> HttpResponse:
        message, form = self.fetch(request, pk), HandOverForm(request.POST)
        if not form.is_valid():
            return self.show(request, message, form=form)
        act = partial(hand_over, message, by=request.user, note=form.cleaned_data["note"])
        return self.tried(request, message, act, f"{message.statement} er skrevet som udleveret.")

    def objects(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`vil` is nej for who wants no digital post."""
        message, objects = self.fetch(request, pk), request.POST.get("vil") == "nej"
        told = "får ikke digital post fra nu af" if objects else "får igen digital post"
        act = partial(object_to_post, message, by=request.user, objects=objects)
        return self.tried(request, message, act, f"Modtageren {told}.")

    def tried(
        self, request: HttpRequest, message: PostMessage, act: Callable[[], object], told: str
    ) -> HttpResponse:
        """Led to the letter that is under way now, when the act has made a new one."""
        try:
            done = act()
        except Refused as refused:
            return self.show(request, self.fetch(request, message.pk), refused=str(refused))
        messages.success(request, told)
        now = done if isinstance(done, PostMessage) else message
        return redirect("admin:approvals_postmessage_change", now.pk)

    def fetch(self, request: HttpRequest, pk: str | int) -> PostMessage:
        """404 for an id that is none."""
        found = self.get_queryset(request).filter(pk=pk).first() if str(pk).isdecimal() else None
        if found is None:
            raise Http404
        return found

    def show(
        self,
        request: HttpRequest,
        message: PostMessage,
        *,
        form: HandOverForm | None = None,
        refused: str = "",
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"{message.statement} i digital post",
            "message": message,
            "tries": message.statement.messages.order_by("pk"),
            "may_try": why_not_queue_again(request.user, message) is None,
            "may_hand_over": why_not_hand_over(request.user, message) is None,
            "may_object": why_not_object_to_post(request.user, message) is None,
            "objects": bool(objecting([message.statement.fingerprint])),
            "form": form or HandOverForm(),
            "refused": refused,
            "opts": self.opts,
        }
        return TemplateResponse(request, PAGE, context, status=409 if refused else 200)


@admin.register(PostReceipt)
class PostReceiptAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "received_at", "outcome", "sentence")
    list_filter = ("outcome", "kind")
    search_fields = ("name", "sha256__istartswith")
    search_help_text = "Søg på filnavn eller aftryk."
    fields = ("name", "kind", "outcome", "sentence", "received_at", "size", "sha256")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostReceipt]:
        return super().get_queryset(request).defer("sealed")
