"""The secretariat's desk."""

from approvals.admin.bank_accounts import BankAccountAdmin
from approvals.admin.bank_files import BankFileAdmin
from approvals.admin.bank_questions import BankQuestionAdmin
from approvals.admin.bank_statements import BankStatementAdmin
from approvals.admin.batches import BatchAdmin
from approvals.admin.decisions import DecisionAdmin
from approvals.admin.fee_runs import FeeRunAdmin
from approvals.admin.fee_statements import FeeStatementAdmin
from approvals.admin.income_reports import IncomeReportAdmin
from approvals.admin.journal import JournalExportAdmin
from approvals.admin.overrules import OverruleRequestAdmin
from approvals.admin.post import PostMessageAdmin, PostReceiptAdmin
from approvals.admin.shipments import ShipmentAdmin
from approvals.admin.vouchers import VoucherReviewAdmin

__all__ = [
    "BankAccountAdmin",
    "BankFileAdmin",
    "BankQuestionAdmin",
    "BankStatementAdmin",
    "BatchAdmin",
    "DecisionAdmin",
    "FeeRunAdmin",
    "FeeStatementAdmin",
    "IncomeReportAdmin",
    "JournalExportAdmin",
    "OverruleRequestAdmin",
    "PostMessageAdmin",
    "PostReceiptAdmin",
    "ShipmentAdmin",
    "VoucherReviewAdmin",
]
