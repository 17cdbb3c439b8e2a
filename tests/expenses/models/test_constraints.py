"""Each promise of the third floor's tables, broken once at the database."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from expenses.enums import CostCategory, PayeeKind, PayMethod, RateKey, VoucherKind
from expenses.models import (
    AccountConfirmation,
    Line,
    NemkontoNotice,
    Overrule,
    OverruleRequest,
    Payee,
    PayeeAbroad,
    PayeeAccount,
    PayeeIdentity,
    Rate,
    Voucher,
)
from tests.factories.expenses import card_purchase, draft, own_account
from tests.people import People


def supplier(people: People, **fields) -> Payee:
    given = {"kind": PayeeKind.SUPPLIER, "cluster": people.cluster, "name": "Prøveby Kro", "cvr": "00000000"}
    return Payee.objects.create(**(given | fields))


def paid_to(people: People, **fields) -> PayeeAccount:
    return PayeeAccount.objects.create(payee=supplier(people), created_by=people.mette, **fields)


def changed(people: People, **fields) -> None:
    Voucher.objects.filter(pk=draft(people, with_paper=False).pk).update(**fields)


SENT = {
    "state": "submitted",
    "number": "2026-99999",
    "submitted_at": dt.datetime(2026, 5, 13, tzinfo=dt.UTC),
}


def sent_card(people: People, **fields) -> None:
    Voucher.objects.filter(pk=card_purchase(people, with_paper=False).pk).update(**(SENT | fields))


def line(people: People, **fields) -> Line:
    given = {"position": 2, "category": CostCategory.ROOM, "gross": Decimal("10.00")}
    return Line.objects.create(voucher=draft(people, with_paper=False), **(given | fields))


def asks(people: People, **fields) -> None:
    row = {"rule": "never_paid", "mark": "0" * 64, "finding": {}, "text": "Kun nævnt.", "by": people.mette}
    voucher = draft(people, with_paper=False)
    for _ in range(2):
        OverruleRequest.objects.create(voucher=voucher, **(row | fields))


def answers(people: People, **fields) -> None:
    row = {"rule": "never_paid", "mark": "0" * 64, "finding": {}, "allowed": True, "reason": "Kun nævnt."}
    voucher = draft(people, with_paper=False)
    for _ in range(2):
        Overrule.objects.create(voucher=voucher, by=people.sara, **(row | fields))


def number(people: People) -> PayeeIdentity:
    row = PayeeIdentity.sealing(own_account(people.mette).payee, "7001019999", entered_by=people.mette)
    row.save()
    return row


def abroad(people: People, **fields) -> PayeeAbroad:
    given = {"street": "Provgatan 1", "town": "Malmö", "country": "SE", "entered_by": people.mette}
    row = PayeeAbroad.sealing(supplier(people), dt.date(1970, 1, 10), **(given | fields))
    row.save()
    return row


def with_number(people: People) -> PayeeAccount:
    """A number beside an account that is no NemKonto."""
    bank = {"method": PayMethod.BANK, "reg_number": "0000", "account_number": "0000005555"}
    row = number(people)
    return row.payee.accounts.create(**bank, identity=row, created_by=people.mette)


def told(people: People, **fields) -> NemkontoNotice:
    day = dt.date(2026, 5, 13)
    given = {"account": own_account(people.mette), "step": "told", "told_on": day, "by": people.mette}
    return NemkontoNotice.objects.create(**(given | fields))


def refused(people: People) -> AccountConfirmation:
    account = own_account(people.mette)
    return AccountConfirmation.objects.create(account=account, confirmed=False, by=people.sara)


BREAKS: list[tuple[str, Callable[[People], object]]] = [
    ("expenses_payee_member_or_supplier", lambda p: supplier(p, cluster=None)),
    ("expenses_payee_member_or_supplier", lambda p: supplier(p, person=p.mette.person)),
    ("expenses_payee_supplier_once", lambda p: (supplier(p), supplier(p))),
    (
        "expenses_payeeaccount_complete",
        lambda p: paid_to(p, method=PayMethod.BANK, reg_number="123", account_number="0000001234"),
    ),
    ("expenses_payeeaccount_complete", lambda p: paid_to(p, method=PayMethod.IBAN, iban="DK00")),
    (
        "expenses_payeeaccount_complete",
        lambda p: paid_to(p, method=PayMethod.FIK, fik_type="01", fik_creditor="00000000"),
    ),
    (
        "expenses_payeeaccount_complete",
        lambda p: paid_to(p, method=PayMethod.NEMKONTO, reg_number="0000", account_number="0000001234"),
    ),
    ("expenses_payeeaccount_identity_for_nemkonto", with_number),
    ("expenses_payeeidentity_once", lambda p: (number(p), number(p))),
    ("expenses_payeeabroad_has_address", lambda p: abroad(p, country="se")),
    ("expenses_payeeabroad_has_address", lambda p: abroad(p, town="")),
    ("expenses_nemkontonotice_says_what", told),
    ("expenses_accountconfirmation_says_why", refused),
    ("expenses_overrulerequest_once", asks),
    ("expenses_overrulerequest_text", lambda p: asks(p, text="")),
    ("expenses_overrule_once", answers),
    ("expenses_overrule_reason", lambda p: answers(p, reason="")),
    ("expenses_voucher_not_negative", lambda p: changed(p, gross=Decimal("-0.01"))),
    ("expenses_voucher_number_when_sent", lambda p: changed(p, number="2026-99999")),
    ("expenses_voucher_number_when_sent", lambda p: changed(p, submitted_at=timezone.now())),
    *(
        (
            "expenses_voucher_complete_when_sent",
            lambda p, missing=missing: changed(
                p,
                **(SENT | missing),
            ),
        )
        for missing in (
            {"number": None, "submitted_at": None},
            {"gross": Decimal("0.00")},
            {"voucher_date": None},
            {"payee": None},
            {"payee_account": None},
        )
    ),
    *(
        ("expenses_voucher_complete_when_sent", lambda p, wrong=wrong: sent_card(p, **wrong))
        for wrong in ({"card_holder_is_claimant": None}, {"kind": VoucherKind.OUTLAY})
    ),
    ("expenses_voucher_complete_when_sent", lambda p: changed(p, **SENT, kind=VoucherKind.CARD)),
    (
        "expenses_voucher_card_total_not_negative",
        lambda p: changed(p, card_month_total_before=Decimal("-0.01")),
    ),
    ("expenses_line_position", lambda p: line(p, position=1)),
    ("expenses_line_above_zero", lambda p: line(p, gross=Decimal("0.00"))),
    ("expenses_line_vat_within", lambda p: line(p, vat=Decimal("10.01"))),
    ("expenses_line_vat_within", lambda p: line(p, vat=Decimal("-0.01"))),
    (
        "expenses_rate_ends_after_start",
        lambda p: Rate.objects.create(
            key=RateKey.ROOM,
            amount=Decimal("1.00"),
            valid_from=dt.date(2019, 1, 2),
            valid_to=dt.date(2019, 1, 1),
            source="Prøve",
        ),
    ),
]


@pytest.mark.parametrize(("constraint", "act"), BREAKS)
def test_the_database_refuses(people: People, constraint: str, act: Callable[[People], object]) -> None:
    with pytest.raises(IntegrityError, match=rf'"{constraint}"'), transaction.atomic():
        act(people)


def test_all_of_the_vat_may_be_the_line(people: People) -> None:
    assert line(people, vat=Decimal("10.00")).vat == Decimal("10.00")


def test_a_supplier_is_met_once_by_each_cluster(people: People) -> None:
    supplier(people)
    supplier(people, cluster=people.other_cluster)
    assert Payee.objects.filter(kind=PayeeKind.SUPPLIER).count() == 2
    assert own_account(people.mette).payee.kind == PayeeKind.MEMBER
