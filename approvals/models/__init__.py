"""Tables of the fourth floor."""

from approvals.models.decision import Decision
from approvals.models.voucher_review import VoucherReview

__all__ = ["Decision", "VoucherReview"]
