"""Tables of the third floor."""

from expenses.models.account_confirmation import AccountConfirmation, AccountReview
from expenses.models.answer import Answer
from expenses.models.attachment import Attachment
from expenses.models.catering_median import CateringMedian
from expenses.models.fee import Fee, FeeHours, IncomeDecision
from expenses.models.guide_change import GuideChange
from expenses.models.mileage import Mileage, Trip
from expenses.models.move import Move
from expenses.models.nemkonto_notice import NemkontoNotice
from expenses.models.overrule import Overrule, OverruleRequest
from expenses.models.payee import Payee
from expenses.models.payee_abroad import PayeeAbroad
from expenses.models.payee_account import PayeeAccount
from expenses.models.payee_identity import PayeeIdentity
from expenses.models.rate import Rate
from expenses.models.section import Section
from expenses.models.term import Term
from expenses.models.voucher import Line, Voucher, VoucherCounter

__all__ = [
    "AccountConfirmation", "AccountReview", "Answer", "Attachment", "CateringMedian", "Fee", "FeeHours", "GuideChange",
    "IncomeDecision", "Line", "Mileage", "Move", "NemkontoNotice", "Overrule", "OverruleRequest", "Payee",
    "PayeeAbroad", "PayeeAccount", "PayeeIdentity", "Rate", "Section", "Term", "Trip", "Voucher", "VoucherCounter",
]  # fmt: skip
