"""The secretariat's pages of this floor; Django looks for them here."""

from expenses.admin import account_reviews, answers, guide, guide_changes, payees, rates

__all__ = ["account_reviews", "answers", "guide", "guide_changes", "payees", "rates"]
