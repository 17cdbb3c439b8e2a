"""What pages of the admin share: a long table cut in pages, and the addresses that buttons post to."""

from collections.abc import Callable, Iterable

from django.contrib.admin import AdminSite
from django.core.paginator import Page
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

Door = tuple[str, str, Callable[..., HttpResponse]]
"""The last part of an address, of its name, and what answers."""


def beside(page: Page, anchor: str) -> dict[str, str]:
    """Addresses of the pages before and after this one, at the table with this id."""
    found = {}
    if page.has_previous():
        found["previous"] = f"?side={page.previous_page_number()}#{anchor}"
    if page.has_next():
        found["next"] = f"?side={page.next_page_number()}#{anchor}"
    return found


def posted_to(site: AdminSite, model: str, doors: Iterable[Door]) -> list[URLPattern]:
    """An address below one row of the model for each door; only a button reaches it."""
    return [
        path(f"<int:pk>/{address}/", site.admin_view(require_POST(view)), name=f"approvals_{model}_{name}")
        for address, name, view in doors
    ]
