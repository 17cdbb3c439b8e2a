"""Tables of the fourth floor."""

from approvals.models.bank_account import BankAccount
from approvals.models.bank_file import BankFile
from approvals.models.bank_question import BankQuestion
from approvals.models.bank_statement import BankLine, BankStatement
from approvals.models.batch import Batch
from approvals.models.batch_file import BatchFile
from approvals.models.decision import Decision
from approvals.models.explained_line import ExplainedLine
from approvals.models.journal import JournalAccounts, JournalExport
from approvals.models.made_paper import MadePaper
from approvals.models.payment import Payment
from approvals.models.sending import Sending
from approvals.models.voucher_review import VoucherReview

__all__ = [
    "BankAccount",
    "BankFile",
    "BankLine",
    "BankQuestion",
    "BankStatement",
    "Batch",
    "BatchFile",
    "Decision",
    "ExplainedLine",
    "JournalAccounts",
    "JournalExport",
    "MadePaper",
    "Payment",
    "Sending",
    "VoucherReview",
]
