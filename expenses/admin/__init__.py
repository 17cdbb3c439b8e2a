"""The secretariat's pages of this floor; Django looks for them here."""

from expenses.admin import guide, rates

__all__ = ["guide", "rates"]
