"""Keyset marks as they come in an address: trusted only when they have the shape of one."""

import datetime


def clean_mark(text: str) -> str:
    """The mark when it reads as moment~id, else empty: a mangled address shows the first page."""
    since, _, pk = text.partition("~")
    try:
        datetime.datetime.fromisoformat(since)
        int(pk)
    except ValueError:
        return ""
    return text if pk.isascii() and len(pk) < 19 else ""
