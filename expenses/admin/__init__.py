"""The secretariat's pages of this floor; Django looks for them here."""

from expenses.admin import answers, guide, guide_changes, rates

__all__ = ["answers", "guide", "guide_changes", "rates"]
