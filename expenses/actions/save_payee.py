"""Remember who is paid, and where to. Accounts are rows that are only added to (ADR 0009)."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from clusters.models import Cluster
from expenses.enums import PayeeKind, PayMethod
from expenses.models import Payee, PayeeAccount
from expenses.permissions import why_not_start_voucher
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.danish.fik import FikLine
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True, slots=True)
class PayTo:
    """Where money goes; the fields are those of PayeeAccount. Made from what klyngeokonomi.danish has checked."""

    method: PayMethod
    reg_number: str = ""
    account_number: str = ""
    iban: str = ""
    fik_type: str = ""
    fik_id: str = ""
    fik_creditor: str = ""

    @classmethod
    def bank(cls, account: BankAccount) -> "PayTo":
        return cls(PayMethod.BANK, reg_number=account.reg_number, account_number=account.account_number)

    @classmethod
    def of_iban(cls, iban: str) -> "PayTo":
        return cls(PayMethod.IBAN, iban=iban)

    @classmethod
    def fik(cls, line: FikLine) -> "PayTo":
        return cls(PayMethod.FIK, fik_type=line.card_type, fik_id=line.payment_id, fik_creditor=line.creditor)


@act
def save_own_account(to: PayTo, *, by: "User") -> PayeeAccount:
    """The account of the person at the screen, never of another. Raises Refused for a payment line."""
    if to.method == PayMethod.FIK:
        raise Refused("En betalingslinje hører til en faktura. Skriv din egen konto.")
    payee, _ = Payee.objects.get_or_create(
        person_id=by.person_id, defaults={"kind": PayeeKind.MEMBER, "name": by.person.name}
    )
    return _account(payee, to, by=by, cluster_id=None)


@act
def save_supplier_account(
    cluster: Cluster, *, by: "User", name: str, to: PayTo, cvr: str = ""
) -> PayeeAccount:
    """A supplier met by the cluster, known by name and CVR. Raises Refused for who is not in the cluster."""
    if sentence := why_not_start_voucher(by, cluster):
        raise Refused(sentence)
    shown = " ".join(name.split())
    if not shown:
        raise Refused("Skriv leverandørens navn.")
    payee, _ = Payee.objects.get_or_create(
        kind=PayeeKind.SUPPLIER, cluster=cluster, name=shown, cvr=cvr, defaults={}
    )
    return _account(payee, to, by=by, cluster_id=cluster.pk)


def _account(payee: Payee, to: PayTo, *, by: "User", cluster_id: int | None) -> PayeeAccount:
    """The row with these facts, added (and logged) when the payee has none such."""
    Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    facts = asdict(to)
    if known := payee.accounts.filter(**facts).first():
        return known
    account = payee.accounts.create(**facts, created_by=by)
    record("payee_changed", by=by, subject=account, cluster_id=cluster_id, text=f"{payee}: {account.masked}")
    return account
