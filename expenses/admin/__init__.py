"""The secretariat's pages of this floor; Django looks for them here."""

from expenses.admin import rates

__all__ = ["rates"]
