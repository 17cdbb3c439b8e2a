"""What the top of every page shows: the product's rooms, and whose cluster one stands in.

A context processor of the attic, because it alone may look at all floors. Nothing is looked up before a
template shows the navigation, so that fragments for htmx, downloads and mails cost nothing; a whole page
reads the roles that it is shown by. The template (`templates/_header.html`) only walks the list.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from clusters.selectors.place import Place, place_of


@dataclass(frozen=True)
class Room:
    """One entry of the main navigation; `shown_to` answers whether a person in this place has use of it."""

    label: str
    url_name: str
    shown_to: Callable[[Place], bool]


def _member(place: Place) -> bool:
    return bool(place.clusters)


ROOMS = [
    Room("Forside", "approvals:home", lambda place: True),
    Room("Nyt bilag", "expenses:voucher_new", _member),
    Room("Bilag", "expenses:voucher_list", _member),
    Room("Møder", "meetings:meeting_list", _member),
    Room("Konto", "approvals:account", _member),
    Room("Godkend", "approvals:dashboard", lambda place: place.endorses),
    Room("Medlemmer", "clusters:member_list", _member),
    Room("Sekretariat", "admin:index", lambda place: place.national),
]


def navigation(request: HttpRequest) -> dict[str, object]:
    """`navigation.entries` (label, url, current), `.cluster` (names, or "") and `.help` (phone, email)."""
    return {"navigation": SimpleLazyObject(lambda: _navigation(request))}


def _navigation(request: HttpRequest) -> dict[str, object]:
    found = {"entries": [], "cluster": "", "help": {"phone": settings.PLO_PHONE, "email": settings.PLO_EMAIL}}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        place = place_of(user)
        found["entries"] = _entries(place, request.path)
        found["cluster"] = " · ".join(place.clusters[:2])
    return found


def _entries(place: Place, path: str) -> list[dict[str, object]]:
    entries = [{"label": room.label, "url": reverse(room.url_name)} for room in ROOMS if room.shown_to(place)]
    within = [entry["url"] for entry in entries if _is_within(path, entry["url"])]
    current = max(within, key=len, default=None)
    return [{**entry, "current": entry["url"] == current} for entry in entries]


def _is_within(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
