"""How every process writes its log: one line for each event, as JSON in production, and no person in any of them.

Both the standard library's loggers and structlog's end here, so a library's line is shaped and cleaned as ours are.
"""

import logging
import re
from typing import Any

import structlog

from klyngeokonomi.danish.cpr_in_text import mask_cpr

LEFT_OUT = {"ip", "user_agent", "email", "username", "name"}
"""Fields that a library may add and nobody is to read in a log."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]*\b", re.I)
_ONE_TIME_LINK = re.compile(r"(/adgang/[\w-]+)/[^\s?\"'<>]+")
_QUERY = re.compile(r"((?:^|[\s\"'=])(?:https?://[^\s?\"']*|/[^\s?\"']*))\?[^\s\"']*")
_ROW = re.compile(r"(?m)^(DETAIL|CONTEXT): .*$")
"""What PostgreSQL adds to an error: the values of the row."""


def cleaned(text: str) -> str:
    """The text without CPR numbers, mail addresses, whole IP addresses, queries, one-time links and rows."""
    text = mask_cpr(_ROW.sub(r"\1 …", text))
    text = _QUERY.sub(r"\1", _ONE_TIME_LINK.sub(r"\1/…", text))
    text = _MAIL.sub("[e-mail fjernet]", text)
    return _ADDRESS.sub(lambda found: f"{found[1]}.x.x" if found[1] else "[IP fjernet]", text)


def clean(value: Any) -> Any:
    """The same for whatever an event holds, however deep."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {key: clean(one) for key, one in value.items() if key not in LEFT_OUT}
    if isinstance(value, list | tuple | set):
        return [clean(one) for one in value]
    return value if isinstance(value, int | float | bool | None) else cleaned(str(value))


def without_people(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """The last processor but the one that writes."""
    return clean(event)


FIRST: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
"""What every event is given, whoever told of it."""


def logging_settings(level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING. `form` is json, or line for a person's eyes."""
    _set_up_structlog()
    shaped = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": FIRST,
        "processors": _shape(form),
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"shaped": shaped},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "shaped"},
            "nowhere": {"class": "logging.NullHandler"},  # with no handler at all Python would write it bare
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Each request and task has its own line (request_log.py, django-structlog); these would double it.
            "django.request": {"handlers": ["nowhere"], "propagate": False},
            "celery.worker.strategy": {"level": "WARNING"},
            "weasyprint.progress": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "celery.app.trace": {"level": "CRITICAL"},
            "gunicorn.error": {"handlers": [], "propagate": True},
            "botocore": {"level": "WARNING"},
        },
    }


def _shape(form: str) -> list[Any]:
    shape: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if form == "json":
        write = structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True)
        return [*shape, structlog.processors.format_exc_info, without_people, write]
    plain = structlog.dev.plain_traceback
    return [*shape, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]


def _set_up_structlog() -> None:
    structlog.configure(
        processors=[
            *FIRST,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def keep_settings(**_: Any) -> None:
    """Celery's setup_logging: what Django has set up stands."""
    logging.getLogger("celery").propagate = True
