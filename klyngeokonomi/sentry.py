"""Errors to Sentry, only where SENTRY_DSN is set: where it broke in the code, and nothing of whom it broke for."""

from typing import Any

import sentry_sdk

from klyngeokonomi import request_log
from klyngeokonomi.logs import clean


def start(dsn: str, release: str) -> None:
    """From now on this process sends what it did not expect."""
    sentry_sdk.init(
        dsn=dsn,
        release=release or None,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="klyngeokonomi",
        before_send=scrubbed,
        before_send_transaction=lambda event, hint: None,
    )


def scrubbed(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """Without the request, whose number finds it in the log; texts cleaned as there; the person as a number."""
    user = event.pop("user", {}).get("id")
    for part in ("request", "breadcrumbs", "extra", "modules", "contexts"):
        event.pop(part, None)
    event["tags"] = {**event.get("tags", {}), "request_id": request_log.current() or "none"}
    values = event.get("exception", {}).get("values", [])
    for value in values:
        value["value"] = clean(value.get("value") or "")
    if "logentry" in event:
        event["logentry"] = clean(event["logentry"])
    if user is not None:
        event["user"] = {"id": str(user)}
    return event
