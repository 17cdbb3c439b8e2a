"""One setting says where the papers lie: nothing for this machine's disk, or an S3-compatible store.

    DOCUMENT_STORAGE=s3://bucket?endpoint=https://s3.example.dk&region=eu-north-1

with S3_ACCESS_KEY and S3_SECRET_KEY, or the files named by S3_ACCESS_KEY_FILE and S3_SECRET_KEY_FILE.
"""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

from klyngeokonomi.env import env_str

CONNECT_SECONDS, ANSWER_SECONDS, TRIES = 2, 10, 2
"""A store that does not answer costs a request seconds, not minutes."""


def storages(url: str) -> dict[str, Any]:
    """The entry of Django's STORAGES for the papers; none for "". Raises ImproperlyConfigured with what is wrong."""
    if not url:
        return {}
    parts, options = urlsplit(url), parse_qs(urlsplit(url).query)
    if (
        parts.scheme != "s3"
        or not parts.netloc
        or parts.path.strip("/")
        or set(options) - {"endpoint", "region"}
    ):
        raise ImproperlyConfigured("DOCUMENT_STORAGE must be s3://bucket?endpoint=…&region=…, or empty.")
    from botocore.config import Config  # noqa: PLC0415 - slow to load, and only where it is used

    return {
        "documents": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": parts.netloc,
                "endpoint_url": options.get("endpoint", [None])[0],
                "region_name": options.get("region", [None])[0],
                "access_key": env_str("S3_ACCESS_KEY"),
                "secret_key": env_str("S3_SECRET_KEY"),
                "max_memory_size": 1024 * 1024,
                "client_config": Config(
                    signature_version="s3v4",
                    s3={"addressing_style": "path"},
                    connect_timeout=CONNECT_SECONDS,
                    read_timeout=ANSWER_SECONDS,
                    retries={"total_max_attempts": TRIES},
                ),
            },
        }
    }
