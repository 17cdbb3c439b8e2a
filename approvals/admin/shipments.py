"""Shipments of statements: how far each is, what the distributor said, and the sealed zip for a reason."""

import io
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern

from approvals.actions.handle_post import answer_for_distributor, download_shipment
from approvals.admin.pages import beside, posted_to
from approvals.forms.post import DownloadForm, FateForm
from approvals.models import Shipment
from approvals.permissions import why_not_answer_for_distributor, why_not_download_shipment
from approvals.selectors.post import with_progress
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

PAGE = "admin/approvals/shipment/show.html"
PER_PAGE = 50


@admin.register(Shipment)
class ShipmentAdmin(ReadOnlyAdmin):
    list_display = ("shipment_id", "state", "state_since", "count", "came", "came_not", "tries", "packed_at")
    list_filter = ("state",)
    search_fields = ("shipment_id", "messages__message_id", "sha256__istartswith")
    search_help_text = "Søg på forsendelsens eller en lønseddels nummer, eller filens aftryk."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Shipment]:
        return with_progress(super().get_queryset(request))

    @admin.display(description="udleveret")
    def came(self, shipment: Shipment) -> int:
        return shipment.confirmed

    @admin.display(description="afvist")
    def came_not(self, shipment: Shipment) -> int:
        return shipment.refused

    def get_urls(self) -> list[URLPattern]:
        doors = (("hent", "download", self.download), ("svar", "answer", self.answer))
        return [*posted_to(self.admin_site, "shipment", doors), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(request, self.fetch(request, object_id))

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same bytes at every download, as a file to keep."""
        shipment, form = self.fetch(request, pk), DownloadForm(request.POST)
        if not form.is_valid():
            return self.show(request, shipment, download_form=form)
        try:
            content = download_shipment(shipment, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            return self.show(request, shipment, refused=str(refused))
        return FileResponse(
            io.BytesIO(content),
            as_attachment=True,
            filename=shipment.name,
            content_type="application/octet-stream",
            headers=HEADERS,
        )

    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        shipment, form = self.fetch(request, pk), FateForm(request.POST)
        if not form.is_valid():
            return self.show(request, shipment, fate_form=form)
        try:
            answer_for_distributor(shipment, by=request.user, has_it=form.cleaned_data["has_it"])
        except Refused as refused:
            return self.show(request, self.fetch(request, pk), refused=str(refused))
        messages.success(request, "Svaret er gemt.")
        return redirect("admin:approvals_shipment_change", pk)

    def fetch(self, request: HttpRequest, pk: str | int) -> Shipment:
        """404 for an id that is none."""
        found = self.get_queryset(request).filter(pk=pk).first() if str(pk).isdecimal() else None
        if found is None:
            raise Http404
        return found

    def show(
        self,
        request: HttpRequest,
        shipment: Shipment,
        *,
        refused: str = "",
        download_form: DownloadForm | None = None,
        fate_form: FateForm | None = None,
    ) -> HttpResponse:
        letters = shipment.messages.select_related("statement").defer("statement__printed", "statement__cpr")
        page = Paginator(letters.order_by("message_id"), PER_PAGE).get_page(request.GET.get("side"))
        context = {
            **self.admin_site.each_context(request),
            "title": str(shipment),
            "shipment": shipment,
            "under_way": shipment.count - shipment.confirmed - shipment.refused,
            "page": page,
            "pages": beside(page, "loensedler"),
            "may_download": why_not_download_shipment(request.user) is None,
            "may_answer": why_not_answer_for_distributor(request.user, shipment) is None,
            "download_form": download_form or DownloadForm(),
            "fate_form": fate_form or FateForm(),
            "refused": refused,
            "opts": self.opts,
        }
        return TemplateResponse(request, PAGE, context, status=409 if refused else 200)
