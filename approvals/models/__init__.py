"""Tables of the fourth floor."""

from approvals.models.bank_account import BankAccount
from approvals.models.bank_file import BankFile
from approvals.models.bank_question import BankQuestion
from approvals.models.bank_statement import BankLine, BankStatement
from approvals.models.batch import Batch
from approvals.models.batch_file import BatchFile
from approvals.models.decision import Decision
from approvals.models.explained_line import ExplainedLine
from approvals.models.fee_run import FeeRun
from approvals.models.fee_statement import FeeStatement, FeeStatementLine
from approvals.models.income_report import IncomeReport, IncomeReportLine, ReportedLine
from approvals.models.journal import JournalAccounts, JournalExport
from approvals.models.made_paper import MadePaper
from approvals.models.payment import Payment
from approvals.models.post_message import PostMessage, Shipment
from approvals.models.post_receipt import PostObjection, PostReceipt
from approvals.models.sending import Sending
from approvals.models.statement_paper import StatementPaper
from approvals.models.statement_recall import StatementRecall
from approvals.models.voucher_review import VoucherReview
from approvals.models.withholding import Withholding

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
    "FeeRun",
    "FeeStatement",
    "FeeStatementLine",
    "IncomeReport",
    "IncomeReportLine",
    "JournalAccounts",
    "JournalExport",
    "MadePaper",
    "Payment",
    "PostMessage",
    "PostObjection",
    "PostReceipt",
    "ReportedLine",
    "Sending",
    "Shipment",
    "StatementPaper",
    "StatementRecall",
    "VoucherReview",
    "Withholding",
]
