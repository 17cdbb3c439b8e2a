"""One view, one context, two ways out: the whole page, or the part of it that htmx asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page_or_part(
    request: HttpRequest, page: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render `part` for an htmx request and `page` (which includes it) for any other; sets Vary."""
    is_part = bool(getattr(request, "htmx", False)) and not request.htmx.boosted
    response = render(request, part if is_part else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
