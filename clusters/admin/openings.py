"""The queue of opening balances, confirmed all at once by the second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from clusters.actions.confirm_openings import confirm_openings
from clusters.forms.imports import ControlSumForm
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.opening_balances import waiting_openings
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


class OpeningsPage(ReadOnlyAdmin):
    """Beside the list of accounts."""

    def opening_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.openings))
        return [path("aabningssaldi/", page, name="clusters_account_openings")]

    def openings(self, request: HttpRequest) -> HttpResponse:
        form: ControlSumForm = ControlSumForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            typed = form.cleaned_data["amount"]
            try:
                done = confirm_openings(
                    control_sum=typed, seen=request.POST.get("seen", "")[:16], by=request.user
                )
            except Refused as refused:
                form.add_error(None, str(refused))
                return self._show(request, form, status=409)
            messages.success(request, f"{len(done)} åbningssaldi er bekræftet, i alt {format_kr(typed)}")
            return redirect("admin:clusters_account_openings")
        return self._show(request, form)

    def _show(self, request: HttpRequest, form: Any, *, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Åbningssaldi, der venter",
            "waiting": waiting_openings(request.user),
            "form": form,
            "may": why_not_run_secretariat(request.user) is None,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/clusters/account/openings.html", context, status=status)
