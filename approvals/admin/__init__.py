"""The secretariat's desk."""

from approvals.admin.batches import BatchAdmin
from approvals.admin.decisions import DecisionAdmin
from approvals.admin.overrules import OverruleRequestAdmin
from approvals.admin.vouchers import VoucherReviewAdmin

__all__ = ["BatchAdmin", "DecisionAdmin", "OverruleRequestAdmin", "VoucherReviewAdmin"]
