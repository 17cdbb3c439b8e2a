"""Fields posted that no form has: they change nothing, and here they are told of (T090).

A page takes from a form only what it knows. So what was posted and never read was not on the page: somebody tries, or
an old page lies open after an upgrade. The log gets the page, the person's number and the fields' names, no values.
"""

import re
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

log = structlog.get_logger(__name__)

UNREAD_ON_PURPOSE = re.compile(
    r"csrfmiddlewaretoken|_save|videre|gem|laeg|(.+-)?(MIN|MAX)_NUM_FORMS|initial-.+"
)
"""The token is for the middleware, buttons that do what the page does anyway have a name, and Django's own pages send
what they do not ask for."""
ODD = re.compile(r"[^\w.:-]")
MOST_TOLD = 20
LONGEST_NAME = 40


class PostedFields(QueryDict):
    """What was posted, remembering which fields were read; a copy remembers together with its original."""

    def __init__(self, posted: QueryDict, read: set[str] | None = None) -> None:
        super().__init__("", mutable=True, encoding=posted.encoding)
        self.read: set[str] = set() if read is None else read
        for name in posted:
            self.setlist(name, super(QueryDict, posted).getlist(name))
        self._mutable = False

    def __getitem__(self, name: str) -> Any:
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._note(name)
        return super().__contains__(name)

    def getlist(self, key: str, default: Any = None) -> list[Any]:
        self._note(key)
        return super().getlist(key, default)

    def copy(self) -> "PostedFields":
        return self.__deepcopy__({})

    def __deepcopy__(self, memo: dict[int, Any]) -> "PostedFields":
        made = PostedFields(QueryDict("", encoding=self.encoding), self.read)
        made._mutable = True
        for name in self:
            made.setlist(name, list(super().getlist(name)))
        return made

    def _note(self, name: object) -> None:
        if hasattr(self, "read"):
            self.read.add(str(name))


def tell_of_unread_fields(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable:
    """Middleware, after the sign-in's and CSRF's. A page that refused before it read anything is not told of."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        posted = request.POST if request.method == "POST" else None
        if isinstance(posted, PostedFields) and (posted.read or response.status_code < 400):
            _tell(request, sorted(set(posted) - posted.read))
        return response

    def process_view(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        if request.method == "POST":
            request.POST = PostedFields(request.POST)

    middleware.process_view = process_view
    return middleware


def _tell(request: HttpRequest, unread: list[str]) -> None:
    names = [ODD.sub("?", name)[:LONGEST_NAME] for name in unread if not UNREAD_ON_PURPOSE.fullmatch(name)]
    if names:
        log.warning(
            "posted_fields_unread",
            page=request.resolver_match.view_name,
            user_id=getattr(request.user, "pk", None),
            fields=names[:MOST_TOLD],
        )
