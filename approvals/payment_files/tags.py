"""The few forms that the elements of a payment file take."""

from decimal import Decimal
from xml.sax.saxutils import escape


def tag(name: str, text: str) -> str:
    """The element, its text escaped; nothing at all for an empty text, which the schema refuses."""
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def amount(value: Decimal) -> str:
    """Never in powers of ten."""
    return f"{value:.2f}"
