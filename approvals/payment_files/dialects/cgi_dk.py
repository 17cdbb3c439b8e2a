"""The common Danish profile, for a bank without a file of its own here, such as those on Bankdata, BEC and SDC.

Source: appendix to the Danish CGI message guide, 4 October 2013: the payment types (account transfer with advice, FIK
71/73/75, NKS by CVR or CPR), the Latin set, and answers per group, block and payment. As other Danish systems send it
to these banks, and not seen in a guide: NURG, ONCL, SUPP, CUST, and a FIK reference as card type, stroke, id.
No method is confirmed until the bank has taken a test file.
"""

from approvals.payment_files.dialects.dialect import Dialect
from approvals.payment_files.lines import PaymentMethod

CGI_DK = Dialect(
    key="cgi_dk",
    name="Dansk standard (CGI)",
    customer_scheme="CUST",
    batch_booking=None,
    advice_lines=5,
    danish_iban_as_account=True,
    unconfirmed=frozenset(PaymentMethod),
)
