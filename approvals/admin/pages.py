"""A long table of an admin page, cut in pages."""

from django.core.paginator import Page


def beside(page: Page, anchor: str) -> dict[str, str]:
    """Addresses of the pages before and after this one, at the table with this id."""
    found = {}
    if page.has_previous():
        found["previous"] = f"?side={page.previous_page_number()}#{anchor}"
    if page.has_next():
        found["next"] = f"?side={page.next_page_number()}#{anchor}"
    return found
