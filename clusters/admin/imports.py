"""Files from the secretariat: sent in, looked through, carried out."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from clusters.actions.apply_import import apply_import
from clusters.actions.start_import import start_import
from clusters.enums import ImportKind, ImportState
from clusters.forms.imports import UploadForm, columns_of
from clusters.models import ImportRun
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.htmx import page_or_part
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

PAGE, PART = "admin/clusters/importrun/show.html", "admin/clusters/importrun/_run.html"
MOST_SHOWN = 300
"""Rows of the preview on the page; the rest are counted."""
LARGE = ("content", "rows", "changes", "errors")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "kind", "file_name", "state", "created_by", "applied_at"]
    list_filter = ["kind", "state"]
    list_select_related = ["created_by__person"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).defer(*LARGE)

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Asked on every page of the admin, for its list of rooms."""
        return {"add": False, "change": False, "delete": False, "view": True}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return why_not_run_secretariat(request.user) is None

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        return [
            path("<int:pk>/indlaes/", door(require_POST(self.apply)), name="clusters_importrun_apply"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if sentence := why_not_run_secretariat(request.user):
            raise PermissionDenied(sentence)
        form = UploadForm(request.POST or None, request.FILES or None)
        if form.is_valid() and (run := _started(request, form)):
            return redirect("admin:clusters_importrun_change", run.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Indlæs en fil",
            "form": form,
            "layouts": [(kind.label, columns_of(kind)) for kind in ImportKind],
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/clusters/importrun/upload.html", context)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The preview; asked for again by htmx while the file is being read."""
        if not object_id.isdecimal():
            raise Http404
        return self.show(request, int(object_id))

    def apply(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        typed = request.POST.get("control_sum", "")[:40]
        try:
            apply_import(run, by=request.user, control_sum=typed)
        except Refused as refused:
            return self.show(request, pk, refused=str(refused), typed=typed)
        messages.success(request, f"{run.get_kind_display()} fra {run.file_name} er indlæst.")
        return redirect("admin:clusters_importrun_change", pk)

    def show(self, request: HttpRequest, pk: int, *, refused: str = "", typed: str = "") -> HttpResponse:
        runs = ImportRun.objects.defer("content", "rows").select_related(
            "created_by__person", "applied_by__person"
        )
        run = get_object_or_404(runs, pk=pk)
        moved = [one for one in run.changes if one["what"] != "unchanged"]
        context = {
            **self.admin_site.each_context(request),
            "title": str(run),
            "run": run,
            "reading": run.state == ImportState.READING,
            "applied": run.state == ImportState.APPLIED,
            "new": sum(one["what"] == "new" for one in moved),
            "changed": sum(one["what"] == "changed" for one in moved),
            "unchanged": len(run.changes) - len(moved),
            "shown": moved[:MOST_SHOWN],
            "hidden": len(moved[MOST_SHOWN:]),
            "is_money": run.kind in (ImportKind.ALLOTMENTS, ImportKind.OPENINGS),
            "is_openings": run.kind == ImportKind.OPENINGS,
            "why_not": why_not_run_secretariat(request.user),
            "refused": refused,
            "typed": typed,
            "opts": self.opts,
        }
        return page_or_part(request, PAGE, PART, context, status=409 if refused else 200)


def _started(request: HttpRequest, form: UploadForm) -> ImportRun | None:
    """The run, or None with the refusal written on the form."""
    file = form.cleaned_data["file"]
    try:
        return start_import(
            form.cleaned_data["kind"], file_name=file.name, content=file.read(), by=request.user
        )
    except Refused as refused:
        form.add_error("file", str(refused))
        return None
