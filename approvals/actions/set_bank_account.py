"""PLO's own account in the bank, written by whoever runs the server: every payment leaves from it."""

from django.core.exceptions import ValidationError

from approvals.models import BankAccount
from approvals.payment_files.dialects import DIALECTS
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cvr import NotACvr, parse_cvr
from klyngeokonomi.danish.iban import NotAnIban, parse_iban
from klyngeokonomi.refused import Refused


@act
def set_bank_account(
    iban: str,
    *,
    bic: str,
    name: str,
    owner_name: str,
    owner_cvr: str,
    dialect: str,
    customer_id: str = "",
    agreement_id: str = "",
) -> BankAccount:
    """The account with this IBAN, new or corrected; from now on it is the one that is paid from.

    Runs that are built keep the file they have. Raises Refused with the first thing that is wrong.
    """
    if dialect not in DIALECTS:
        raise Refused(
            f"Filformatet «{dialect}» kendes ikke. Vælg en af disse: {', '.join(sorted(DIALECTS))}."
        )
    try:
        number, cvr = parse_iban(iban), parse_cvr(owner_cvr, as_printed=True)
    except (NotAnIban, NotACvr) as error:
        raise Refused(str(error)) from error
    if not number.startswith("DK"):
        raise Refused("Der betales fra en konto i Danmark: IBAN'et begynder med DK.")
    account = BankAccount.objects.select_for_update().filter(iban=number).first() or BankAccount(iban=number)
    account.reg_number, account.account_number = number[4:8], number[8:]
    account.name, account.owner_name, account.owner_cvr = name, owner_name, cvr
    account.bic, account.dialect = bic.strip().upper(), dialect
    account.customer_id, account.agreement_id = customer_id, agreement_id
    account.is_default = True
    BankAccount.objects.filter(is_default=True).exclude(pk=account.pk).update(is_default=False)
    try:
        account.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    account.save()
    record("bank_account_set", by=None, subject=account, text=f"{account}, •••• {number[-4:]}, {dialect}")
    return account
