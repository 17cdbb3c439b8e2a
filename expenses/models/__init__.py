"""Tables of the third floor."""

from expenses.models.attachment import Attachment
from expenses.models.move import Move
from expenses.models.payee import Payee, PayeeAccount
from expenses.models.rate import Rate
from expenses.models.voucher import Line, Voucher, VoucherCounter

__all__ = ["Attachment", "Line", "Move", "Payee", "PayeeAccount", "Rate", "Voucher", "VoucherCounter"]
