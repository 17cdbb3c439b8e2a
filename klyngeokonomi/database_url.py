"""From a postgresql:// address to Django's DATABASES entry, and the two roles that use it.

The owner migrates; the app's role may only add to movements, decisions and audit rows (ADR 0003).
"""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

APP_ROLE = "klyngeokonomi_app"


def parse(url: str) -> dict[str, Any]:
    """NAME, USER, PASSWORD, HOST, PORT of a postgresql:// address; host may be a socket folder in ?host=.

    Raises ImproperlyConfigured for any other scheme: the product runs on PostgreSQL only.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "QUERY": query,
    }


def databases(app_url: str, owner_url: str) -> dict[str, Any]:
    """The DATABASES setting. With no owner address, the given role migrates and steps down to APP_ROLE.

    A statement that is always the same is planned by PostgreSQL at its second use in a connection (statement.py).
    Time limits: a statement 15 s, waiting for a lock 5 s, idle inside a transaction 30 s (reliability T017, T045).
    """
    app = parse(app_url)
    limits = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
    step_down = "" if owner_url else f" -c role={APP_ROLE}"
    query = app.pop("QUERY")
    owner = parse(owner_url or app_url)
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            **app,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {**query, "connect_timeout": 5, "prepare_threshold": 1, "options": limits + step_down},
            "OWNER": {"USER": owner["USER"], "PASSWORD": owner["PASSWORD"], "options": ""},
        }
    }
