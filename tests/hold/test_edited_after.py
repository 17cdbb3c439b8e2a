"""Nothing of a sent voucher is edited: the action refuses, the database refuses, the fingerprint tells."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, models, transaction

from approvals.actions.approve_voucher import VOID, approve_voucher
from clusters.models import Account
from expenses.actions.attach_document import attach_document, detach_document, set_paper_kind
from expenses.actions.edit_voucher import EDITABLE_FIELDS, LineInput, edit_voucher
from expenses.actions.turn_paper import turn_paper
from expenses.enums import CostCategory, PaperKind, PayMethod, VoucherKind
from expenses.models import Attachment, Line, PayeeAccount, Voucher
from expenses.states import EDITABLE, VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.meetings import plan
from tests.factories.papers import paper
from tests.hold.invariants import broken_invariants
from tests.hold.sabotage import replace_everywhere, without_trigger
from tests.people import People, make_people

pytestmark = pytest.mark.usefixtures("quick_papers")
SENT = [state for state in VoucherState if state not in EDITABLE]
MORE = [LineInput(CostCategory.TRANSPORT, Decimal("9250.00"), Decimal("0.00"))]


@pytest.fixture
def people(db: None) -> People:
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    return people


def other_values(people: People, voucher: Voucher) -> dict[str, Any]:
    """Another value for every field that a person edits."""
    account = PayeeAccount.objects.create(
        payee=voucher.payee,
        method=PayMethod.BANK,
        reg_number="0000",
        account_number="0000009999",
        created_by=people.mette,
    )
    return {
        "kind": VoucherKind.INVOICE,
        "meeting": plan(people),
        "no_meeting_reason": "En anden grund.",
        "voucher_date": dt.date(2026, 5, 13),
        "supplier": "En anden",
        "invoice_number": "7",
        "text": "En anden tekst",
        "reason": "En anden begrundelse.",
        "payee": None,
        "payee_account": account,
        "prior_agreement": False,
        "gift_recipient": "Otto Oplæg",
        "gift_occasion": "Et oplæg",
        "card_holder_is_claimant": False,
        "card_month_total_before": Decimal("1.00"),
    }


def parts(people: People, voucher: Voucher) -> Iterator[Callable[[], Any]]:
    """The acts on lines and files."""
    attachment, by = voucher.attachments.get(), people.mette
    yield partial(edit_voucher, voucher, by=by, lines=MORE)
    yield partial(attach_document, voucher, paper(by, shade=99_999), by=by)
    yield partial(set_paper_kind, attachment, PaperKind.OTHER, by=by)
    yield partial(detach_document, attachment, by=by)
    yield partial(turn_paper, attachment, by=by)


def raw(people: People, voucher: Voucher) -> Iterator[Callable[[], Any]]:
    """The same past every action, as the app's own role."""
    row = Voucher.objects.filter(pk=voucher.pk)
    for name, value in other_values(people, voucher).items():
        yield partial(row.update, **{name: value})
    for name in ("gross", "version"):
        yield partial(row.update, **{name: models.F(name) + 1})
    for change in ({"claimant": people.bo.person}, {"cluster": people.other_cluster}):
        yield partial(row.update, **change)
    lines, files = Line.objects.filter(voucher=voucher), Attachment.objects.filter(voucher=voucher)
    yield partial(lines.update, gross=models.F("gross") + 1)
    yield partial(lines.update, category=CostCategory.ROOM)
    yield lines.delete
    yield partial(
        Line.objects.create, voucher=voucher, position=9, category="transport", gross=Decimal("1.00")
    )
    yield partial(files.update, kind=PaperKind.OTHER)
    yield partial(files.update, document=paper(people.mette, shade=99_998))
    yield files.delete
    yield partial(
        Attachment.objects.create, voucher=voucher, document=paper(people.mette, shade=99_997), position=9
    )


@pytest.mark.case("T005")
@pytest.mark.parametrize("state", SENT)
def test_no_field_no_line_and_no_file_is_changed_by_its_owner(people: People, state: VoucherState) -> None:
    voucher = voucher_at(state, people)
    values = other_values(people, voucher)
    assert set(values) == EDITABLE_FIELDS
    for name, value in values.items():
        with pytest.raises(Refused, match="Bilaget er sendt"):
            edit_voucher(voucher, by=people.mette, **{name: value})
    for act in parts(people, voucher):
        with pytest.raises(Refused, match="Bilaget er sendt"):
            act()
    voucher.refresh_from_db()
    assert (voucher.state, voucher.gross) == (state, Decimal("250.00"))


@pytest.mark.case("T005")
@pytest.mark.parametrize("state", SENT)
def test_nor_by_the_database(people: People, state: VoucherState) -> None:
    voucher = voucher_at(state, people)
    for act in raw(people, voucher):
        with pytest.raises(IntegrityError, match="it is taken back first"), transaction.atomic():
            act()


@pytest.mark.twin("T005")
def test_without_action_and_guards_the_money_no_longer_fits_and_only_the_fingerprint_tells(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.ENDORSED, people)
    replace_everywhere(monkeypatch, "why_not_edit_voucher", lambda *_: None)
    with pytest.raises(IntegrityError, match="it is taken back first"):
        edit_voucher(voucher, by=people.mette, lines=MORE)
    with (
        without_trigger(owner, "expenses_voucher", "expenses_voucher_guard"),
        without_trigger(owner, "expenses_line", "expenses_line_guard"),
    ):
        edit_voucher(voucher, by=people.mette, lines=MORE)
    voucher.refresh_from_db()
    reserved = Account.objects.get(cluster=people.cluster).reserved
    assert (voucher.gross, reserved) == (Decimal("9250.00"), Decimal("250.00"))
    assert broken_invariants() != []
    with pytest.raises(Refused, match=VOID[:30]):
        approve_voucher(voucher, by=people.sara)
