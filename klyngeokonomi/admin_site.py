"""The secretariat's Django admin under the product's own name. Nobody imports it: `default_site` names it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from approvals.selectors.desk import desk_of
from clusters.permissions import why_not_open_admin, why_not_run_secretariat
from klyngeokonomi.outbox.age import lag
from klyngeokonomi.prove_books import last_proof
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


class Site(AdminSite):
    """Danish titles; roles decide who comes in, not Django's staff flag."""

    site_title = "Klyngeøkonomi"
    site_header = "Klyngeøkonomi"
    index_title = "Sekretariatet"
    site_url = "/"
    empty_value_display = "–"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages that change nothing by themselves. The tables of Django and allauth, whose pages ask Django's
        own rights, are not shown at all.
        """
        if admin_class is not None and issubclass(admin_class, ReadOnlyAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Secretariat and auditor. Read once for each request, since Django asks for every model."""
        if not hasattr(request, "opens_admin"):
            user = request.user
            request.opens_admin = user.is_authenticated and why_not_open_admin(user) is None
        return request.opens_admin

    def why_not_change(self, request: HttpRequest) -> str | None:
        """Why this person may only look (Danish), or None. Asked by the cellar's pages, which know no roles."""
        return why_not_run_secretariat(request.user)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Put together when it is shown: Django asks for it at every page, and only the front pages show it."""
        return SimpleLazyObject(lambda: super(Site, self).get_app_list(request, app_label))

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Begins with what waits, not with a list of tables."""
        facts = {"outbox_lag": lag(), "books": last_proof(), "desk": desk_of(request.user)}
        return super().index(request, {**(extra_context or {}), **facts})

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("account_change_password")
