"""Every address of the product with real keys, and what each who knocks is answered, in one letter."""

import re
from collections.abc import Iterator
from copy import copy

from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from clusters.models import User
from clusters.permissions import standing
from klyngeokonomi.session_age import begin_session
from tests.hold.access_world import Keys, World, undone

ROLES = "amkdbxfsri"
"""Anonymous, member, coordinator, deputy, board, ex-member, stranger of another cluster, secretariat, auditor,
inactive. The letters stand in this order in every row of the table."""
DEPUTY_ROWS = ("clusters:deputy_answer", "clusters:deputy_end")
DOORS = ("/adgang/", "/adgang/medarbejder/")
LETTERS = {200: "o", 302: "o", 400: "b", 403: "f", 404: "n", 405: "m", 409: "c", 503: "u"}
FLOORS = r"(approvals|expenses|meetings|clusters):"
NAMELESS = ("admin:None",)
"""Django's own short addresses, which only lead on to a row's page."""
NAMED = {
    "admin:app_list": {"app_label": "clusters"},
    "admin:view_on_site": {"content_type_id": 1, "object_id": 1},
}


def clients(world: World) -> dict[str, Client]:
    """A browser for each role, signed in where that is possible."""
    people = world.people
    ours = (people.mette, people.karen, people.dorte, people.bo, people.ove)
    users = (*ours, people.frede, people.sara, people.rikke, world.inactive)
    found = {letter: Client(raise_request_exception=False) for letter in ROLES}
    for letter, user in zip(ROLES[1:], users, strict=True):
        sign_in(found[letter], user)
    return found


def sign_in(client: Client, user: User) -> None:
    """As after the first page: the clocks of the session run, and no later page need write them."""
    client.force_login(user)
    session = client.session
    begin_session(session, is_staff=bool(standing(user).national))
    session.save()


def answer_of(client: Client, method: str, address: str, **headers: str) -> str:
    """One request, of which nothing is left behind, in a letter:

    o: open (a refusal may stand on the page), l: to the sign-in, n: not there (404), f: forbidden (403),
    m: not that method (405), c: not now (409), b: malformed (400), u: what it leads to is not up (503).
    """
    cookies = copy(client.cookies)
    with undone():
        response = client.generic(method, address, headers=headers)
        if response.streaming:
            response.getvalue()
    client.cookies = cookies
    if response.status_code == 302 and response["Location"].split("?")[0] in DOORS:
        return "l"
    return LETTERS.get(response.status_code, f"[{response.status_code}]")


def of_the_house(keys: Keys) -> Iterator[tuple[str, str]]:
    """(name, address) of every page of the four floors, with the keys it asks for."""
    for name, route, parts in _patterns():
        if not re.match(FLOORS, name):
            continue
        first = "stedfortraeder" if name in DEPUTY_ROWS else route.split("/")[0]
        yield name, reverse(name, kwargs={part: keys[first][part] for part in parts})


def of_sign_in() -> Iterator[tuple[str, str]]:
    """(name, address) of what is neither a floor's nor the admin's; made-up keys where one is asked for."""
    for name, route, parts in _patterns():
        if not re.match(rf"{FLOORS}|admin:|development:", name):
            made_up = {part: 1 if f"int:{part}" in route else "prove" for part in parts}
            yield name, reverse(name, kwargs=made_up)


def of_the_admin() -> Iterator[tuple[str, str]]:
    """(name, address) of everything under /plo/: of each kind of row the first there is, or number 1."""
    rows = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_": model._default_manager.order_by(
            "pk"
        ).first()
        for model in admin.site._registry
    }
    for name, _, parts in _patterns():
        if not name.startswith("admin:") or name in NAMELESS:
            continue
        row = next((row for prefix, row in rows.items() if name.startswith(prefix)), None)
        values = {part: getattr(row, "pk", 1) for part in parts} | NAMED.get(name, {})
        yield name, reverse(name, kwargs=values)


def _patterns(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, list[str]]]:
    """(name, route, names of its parts) of every pattern."""
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one, route, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            parts = [*one.pattern.converters, *re.findall(r"\?P<(\w+)>", str(one.pattern))]
            yield f"{space}{one.name}", route, list(dict.fromkeys(parts))
