"""Stops that members have asked the secretariat to look at: the queue, and the page to answer one on."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from approvals.forms.decision import StopForm
from approvals.selectors.case import case_of
from expenses.actions.answer_overrule import answer_overrule
from expenses.models import Overrule, OverruleRequest, Voucher
from expenses.permissions import why_not_answer_overrule
from klyngeokonomi.read_only_admin import OpensOnFilter, ReadOnlyAdmin
from klyngeokonomi.refused import Refused

PAGE = "admin/approvals/overrulerequest/answer.html"


class OpenFilter(OpensOnFilter):
    """Opens on what waits for an answer."""

    title = "status"
    parameter_name = "status"
    opens_on = "Venter på svar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("alle", "Alle")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[OverruleRequest]
    ) -> QuerySet[OverruleRequest]:
        return queryset if self.value() == "alle" else queryset.filter(pk__in=OverruleRequest.objects.open())


@admin.register(OverruleRequest)
class OverruleRequestAdmin(ReadOnlyAdmin):
    """What was asked and answered; the draft itself is the secretariat's to see, and until it has answered."""

    list_display = ("cluster", "claimant", "found", "text", "at")
    list_filter = (OpenFilter,)
    list_select_related = ("voucher__cluster", "voucher__claimant")
    ordering = ("pk",)

    def get_urls(self) -> list[URLPattern]:
        answering = path(
            "<int:pk>/svar/",
            self.admin_site.admin_view(require_POST(self.answer)),
            name="expenses_overrulerequest_answer",
        )
        return [answering, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(request, self.fetch(request, object_id))

    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = self.fetch(request, str(pk))
        form = StopForm(request.POST)
        if not form.is_valid():
            return self.show(request, asked, form=form)
        try:
            given = answer_overrule(asked.voucher, by=request.user, **form.cleaned_data)
        except Refused as refused:
            return self.show(request, asked, form=form, refused=str(refused))
        done = "Stoppet falder bort." if given.allowed else "Stoppet er fastholdt."
        messages.success(request, f"{done} {asked.voucher.claimant.name} har fået besked.")
        return redirect("admin:expenses_overrulerequest_changelist")

    def fetch(self, request: HttpRequest, pk: str) -> OverruleRequest:
        """404 for an id that is none."""
        if not pk.isdecimal():
            raise Http404
        found = self.get_queryset(request).select_related(
            "voucher__cluster", "voucher__claimant", "voucher__meeting", "voucher__payee", "by__person"
        )
        asked = found.filter(pk=int(pk)).first()
        if asked is None:
            raise Http404
        return asked

    def show(
        self, request: HttpRequest, asked: OverruleRequest, *, form: StopForm | None = None, refused: str = ""
    ) -> HttpResponse:
        """The draft itself only while its owner waits for the answer."""
        voucher = asked.voucher
        visible = Voucher.objects.visible_to(request.user).filter(pk=voucher.pk).exists()
        context = {
            **self.admin_site.each_context(request),
            "title": "Et stop at se på",
            "asked": asked,
            "voucher": voucher,
            "answer": Overrule.objects.filter(voucher=voucher, mark=asked.mark)
            .select_related("by__person")
            .first(),
            "case": case_of(voucher, request.user) if visible else None,
            "why_not": why_not_answer_overrule(request.user, voucher),
            "stop_form": form or StopForm(),
            "refused": refused,
            "opts": self.opts,
        }
        return TemplateResponse(request, PAGE, context, status=409 if refused else 200)

    @admin.display(description="klynge")
    def cluster(self, asked: OverruleRequest) -> str:
        return asked.voucher.cluster.name

    @admin.display(description="indsendt af")
    def claimant(self, asked: OverruleRequest) -> str:
        return asked.voucher.claimant.name

    @admin.display(description="stoppet")
    def found(self, asked: OverruleRequest) -> str:
        return asked.finding["sentence"]
