"""Pages where the secretariat proposes a change of a dated row. Nothing is changed until another publishes it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from expenses.actions.propose_change import propose_change
from expenses.enums import ChangeStep, ChangeSubject
from expenses.forms.guide_change import ChangeForm, EndForm
from expenses.models import GuideChange
from expenses.permissions import why_not_propose_change
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

IDENTITY = {
    ChangeSubject.RATE: ("key",),
    ChangeSubject.TERM: ("key", "word"),
    ChangeSubject.SECTION: ("slug",),
}


class ProposingAdmin(ReadOnlyAdmin):
    """`add` proposes new content; a row's own page offers its end, or to take it back while it has not begun."""

    subject: ChangeSubject
    proposal_form: type[ChangeForm]
    may_end = True
    change_form_template = "admin/expenses/dated_row.html"

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Asked on every page of the admin, for its list of rooms; the rows' own page asks for the rest."""
        return {"add": False, "change": False, "delete": False, "view": True}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return why_not_propose_change(request.user) is None

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._propose(request, self.proposal_form(request.POST or None), "Foreslå en ændring")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.model._default_manager.filter(pk=object_id).first() if object_id.isdigit() else None
        to_come = row is not None and row.valid_from > timezone.localdate()
        kwargs["extra_context"] = {
            "may": self.has_add_permission(request),
            "to_come": to_come,
            "may_end": self.may_end and row is not None and row.valid_to is None and not to_come,
            "door": f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_end",
        }
        return super().change_view(request, object_id, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.model._meta.app_label}_{self.model._meta.model_name}_end"
        own = path("<int:pk>/ophoer/", self.admin_site.admin_view(self._end), name=name)
        return [own, *super().get_urls()]

    def _end(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An end to what is in force; a row to come is taken back from its own first day."""
        row = get_object_or_404(self.model, pk=pk)
        of = {field: getattr(row, field) for field in IDENTITY[self.subject]}
        to_come = row.valid_from > timezone.localdate()
        if not to_come and not self.may_end:
            raise PermissionDenied("En beløbsramme afløses af et nyt beløb.")
        form = EndForm(request.POST or None, subject=self.subject, of=of)
        if to_come:
            form.step = ChangeStep.UNDO
            form.fields["valid_from"].disabled = True
            form.initial["valid_from"] = row.valid_from
            form.fields["valid_from"].label = "Skulle gælde fra"
            form.fields["valid_from"].help_text = ""
        return self._propose(request, form, f"{'Tag tilbage' if to_come else 'Lad ophøre'}: {row}")

    def _propose(self, request: HttpRequest, form: ChangeForm, title: str) -> HttpResponse:
        if sentence := why_not_propose_change(request.user):
            raise PermissionDenied(sentence)
        if form.is_valid() and (change := _proposed(request, form)):
            messages.success(
                request, "Forslaget er gemt. En anden i klyngesekretariatet skal offentliggøre det."
            )
            return redirect("admin:expenses_guidechange_change", change.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "opts": self.model._meta,
            "rows_url": f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_changelist",
        }
        return TemplateResponse(request, "admin/expenses/propose.html", context)


def _proposed(request: HttpRequest, form: ChangeForm) -> GuideChange | None:
    """The proposal, or None with the refusal written on the form."""
    try:
        return propose_change(**form.proposal(), by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
