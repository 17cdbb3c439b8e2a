"""Remember who is paid, and where to. Accounts are rows that are only added to (ADR 0009).

Another place than before waits for a second person; the database sees to that (ADR 0030).
"""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from clusters.enums import Role
from clusters.models import Cluster, Membership
from expenses.enums import PayeeKind, PayMethod
from expenses.models import Payee, PayeeAccount, PayeeIdentity
from expenses.permissions import why_not_start_voucher
from klyngeokonomi.act import act, part
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
    identity: PayeeIdentity | None = None

    @classmethod
    def bank(cls, account: BankAccount) -> "PayTo":
        return cls(PayMethod.BANK, reg_number=account.reg_number, account_number=account.account_number)

    @classmethod
    def of_iban(cls, iban: str) -> "PayTo":
        return cls(PayMethod.IBAN, iban=iban)

    @classmethod
    def nemkonto(cls, identity: PayeeIdentity | None) -> "PayTo":
        """By the number in the vault; by the payee's CVR without one."""
        return cls(PayMethod.NEMKONTO, identity=identity)

    @classmethod
    def fik(cls, line: FikLine) -> "PayTo":
        return cls(PayMethod.FIK, fik_type=line.card_type, fik_id=line.payment_id, fik_creditor=line.creditor)


@act
def save_own_account(to: PayTo, *, by: "User") -> PayeeAccount:
    """The account of the person at the screen, never of another. Raises Refused for a payment line."""
    if to.method == PayMethod.FIK:
        raise Refused("En betalingslinje hører til en faktura. Skriv din egen konto.")
    return add_account(own_payee(by), to, by=by)


@act
def save_supplier_account(
    cluster: Cluster, *, by: "User", name: str, to: PayTo, cvr: str = "", kind: PayeeKind = PayeeKind.SUPPLIER
) -> PayeeAccount:
    """A supplier or speaker met by the cluster. Raises Refused for who is not in the cluster."""
    return add_account(met_payee(cluster, by=by, name=name, cvr=cvr, kind=kind), to, by=by)


@act
def save_company_account(cluster: Cluster, *, by: "User", name: str, cvr: str, to: PayTo) -> PayeeAccount:
    """Of a company that gets a fee without an invoice. Raises Refused when its number is known by another name."""
    payee = met_company(cluster, by=by, name=name, cvr=cvr)
    if payee.name.casefold() != " ".join(name.split()).casefold():
        raise Refused(
            f"CVR-nummeret er skrevet før som «{payee.name}». Ret navnet på honoraret, eller nummeret."
        )
    return add_account(payee, to, by=by)


@part
def own_payee(by: "User") -> Payee:
    """The payee who is the person at the screen."""
    held = Membership.objects.active().filter(person_id=by.person_id).values_list("role", flat=True)
    only_board = Role.BOARD in held and Role.MEMBER not in held
    kind = PayeeKind.BOARD if only_board else PayeeKind.MEMBER
    payee, _ = Payee.objects.get_or_create(
        person_id=by.person_id, defaults={"kind": kind, "name": by.person.name}
    )
    return payee


@part
def met_payee(cluster: Cluster, *, by: "User", name: str, cvr: str, kind: PayeeKind) -> Payee:
    """The one the cluster knows by that CVR, else by that name however it is written; a new one when there is none.

    So a known supplier's other account is a changed account, and not a first one. Raises Refused.
    """
    if sentence := why_not_start_voucher(by, cluster):
        raise Refused(sentence)
    shown = " ".join(name.split())
    if not shown:
        raise Refused("Skriv leverandørens navn.")
    known = Payee.objects.filter(kind=kind, cluster=cluster).order_by("pk")
    by_name = known.filter(name__iexact=shown)
    found = known.filter(cvr=cvr).first() or by_name.filter(cvr="").first() if cvr else by_name.first()
    return found or Payee.objects.get_or_create(kind=kind, cluster=cluster, name=shown, cvr=cvr)[0]


@part
def met_company(cluster: Cluster, *, by: "User", name: str, cvr: str) -> Payee:
    """The supplier with that very CVR number, known or new: one met by name alone is not taken for it."""
    payee = met_payee(cluster, by=by, name=name, cvr=cvr, kind=PayeeKind.SUPPLIER)
    if payee.cvr != cvr:
        payee = Payee.objects.create(kind=PayeeKind.SUPPLIER, cluster=cluster, name=payee.name, cvr=cvr)
    return payee


@part
def add_account(payee: Payee, to: PayTo, *, by: "User") -> PayeeAccount:
    """The row with these facts, added (and logged) when the payee has none such."""
    Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    facts = {one.name: getattr(to, one.name) for one in fields(to)}
    if known := payee.accounts.filter(**facts).first():
        return known
    account = payee.accounts.create(**facts, created_by=by)
    account.refresh_from_db()
    waits = ". Den skal bekræftes af en anden." if account.replaces_id else ""
    record(
        "payee_changed",
        by=by,
        subject=account,
        cluster_id=payee.cluster_id,
        text=f"{payee}: {account.masked}{waits}",
    )
    return account
