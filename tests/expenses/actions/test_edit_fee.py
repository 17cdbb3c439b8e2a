"""A request for a fee: what follows from its facts, what it lacks, and what nobody may write."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from clusters.enums import IncomeKind
from expenses.actions.edit_fee import FeeInput, HoursInput, edit_fee
from expenses.actions.edit_voucher import edit_voucher
from expenses.enums import CostCategory, FeeWork, VoucherKind
from expenses.models import Fee, FeeHours, IncomeDecision, PayeeIdentity
from expenses.policy.facts import Relation
from expenses.selectors.content import content_of, fingerprint
from expenses.selectors.facts import facts_for
from expenses.selectors.fee_words import fee_words
from expenses.selectors.missing import what_is_missing
from klyngeokonomi.refused import Refused
from tests.factories.expenses import draft
from tests.factories.fees import DAY, SHEET, begun, own_fee, sent, speakers_fee
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_hours_and_rate_become_the_line_the_date_and_the_name():
    people = make_people()
    voucher = own_fee(people)
    line = voucher.lines.get()
    assert (line.category, line.gross, line.vat) == (CostCategory.FEE, Decimal("3500.00"), Decimal("0.00"))
    assert (voucher.gross, voucher.voucher_date, voucher.supplier) == (
        Decimal("3500.00"),
        DAY,
        "Karen Koordinator",
    )
    fee = voucher.fee
    assert (fee.hours, fee.period_from, fee.period_to) == (Decimal("3.50"), DAY, DAY)
    claim = facts_for([voucher])[voucher.pk]
    assert (claim.hours, claim.hours_listed, claim.payee.registered) == (Decimal("3.50"), True, True)
    assert claim.payee.relation == Relation.COORDINATOR
    assert what_is_missing(voucher) == []
    words = fee_words(voucher)
    assert ("Timer og sats", "3,5 timer à 1.000,00 kr.") in words
    before, version = fingerprint(content_of(voucher)), voucher.version
    said = FeeInput(
        work=fee.work, rate=fee.rate, contract=fee.contract, income_kind=IncomeKind.A, for_outsider=False
    )
    changed = edit_fee(voucher, said, by=people.karen, sheet=SHEET)
    assert (changed.version, fingerprint(content_of(changed)) == before) == (version + 1, False)
    again = edit_fee(voucher, said, by=people.karen, sheet=SHEET)
    assert again.version == version + 1
    became = edit_voucher(voucher, by=people.karen, kind=VoucherKind.INVOICE)
    assert (Fee.objects.filter(voucher=became).exists(), became.fee_hours.count()) == (False, 0)


def test_an_outsiders_fee_is_a_speakers_and_the_sum_is_fixed():
    people = make_people()
    voucher = speakers_fee(people)
    claim = facts_for([voucher])[voucher.pk]
    assert (claim.payee.name, claim.payee.relation, claim.gross) == (
        "Otto Oplæg",
        Relation.SPEAKER,
        Decimal("6000.00"),
    )
    assert what_is_missing(voucher) == []
    said = FeeInput(work=FeeWork.SPEAKER, for_outsider=True, outsider="En Anden", fixed_sum=Decimal("1.00"))
    voucher = edit_fee(voucher, said, by=people.mette, sheet=SHEET)
    assert [one.sentence for one in what_is_missing(voucher)] == [
        "Sig, om honoraret er A-indkomst eller B-indkomst.",
        "Honoraret er til en anden end før. Vælg igen, hvor pengene skal sættes ind.",
    ]


def test_an_empty_request_says_all_it_lacks_and_asks_no_paper():
    people = make_people()
    voucher = begun(people, by=people.mette)
    assert [one.field for one in what_is_missing(voucher)] == [
        "work",
        "outsider",
        "period_to",
        "rate",
        "income_kind",
        "payee",
    ]


def test_a_contract_is_the_partys_own_and_counts_on_all_days():
    people = make_people()
    voucher = own_fee(people)
    contract = voucher.fee.contract
    early = [HoursInput(dt.date(2025, 12, 31), "Før", Decimal("1.00"))]
    with pytest.raises(Refused, match="Kontrakten gælder ikke på de dage, arbejdet er gjort"):
        edit_fee(voucher, FeeInput(contract=contract), by=people.karen, sheet=early)
    first = [HoursInput(dt.date(2026, 1, 1), "Første dag", Decimal("1.00"))]
    edit_fee(voucher, FeeInput(contract=contract), by=people.karen, sheet=first)
    mettes = begun(people, by=people.mette)
    with pytest.raises(Refused, match="Kontrakten er med en anden"):
        edit_fee(mettes, FeeInput(contract=contract), by=people.mette)
    with pytest.raises(Refused, match="Kun den, der har lavet bilaget"):
        edit_fee(mettes, FeeInput(), by=people.karen)
    with pytest.raises(Refused, match="ikke en anmodning om honorar"):
        edit_fee(draft(people, with_paper=False), FeeInput(), by=people.mette)


def test_the_database_keeps_what_was_sent():
    people = make_people()
    voucher = sent(speakers_fee(people), by=people.mette)
    tries = (
        lambda: Fee.objects.filter(voucher=voucher).update(income_kind=IncomeKind.A),
        lambda: FeeHours.objects.filter(voucher=voucher).delete(),
        lambda: IncomeDecision.objects.create(
            voucher=voucher, version=voucher.version, income_kind=IncomeKind.B, by=people.sara
        ),
    )
    for attempt in tries:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
    assert PayeeIdentity.objects.get().payee == voucher.payee


def test_the_tables_keep_their_promises():
    people = make_people()
    voucher = begun(people, by=people.mette)
    day = {"voucher": voucher, "day": DAY, "what": "Data", "position": 1}
    tries = {
        "expenses_fee_one_pay": lambda: Fee.objects.create(voucher=voucher, rate=1, fixed_sum=1),
        "expenses_fee_ends_after_start": lambda: Fee.objects.create(
            voucher=voucher, period_from=DAY, period_to=DAY - dt.timedelta(days=1)
        ),
        "expenses_fee_above_zero": lambda: Fee.objects.create(voucher=voucher, hours=0),
        "expenses_feehours_within_a_day": lambda: FeeHours.objects.create(**day, hours=Decimal("24.01")),
        "expenses_feehours_position": lambda: [FeeHours.objects.create(**day, hours=24) for _ in range(2)],
        "expenses_incomedecision_a_or_b": lambda: IncomeDecision.objects.create(
            voucher=voucher, version=1, income_kind=IncomeKind.INVOICE, by=people.sara
        ),
    }
    for name, attempt in tries.items():
        with pytest.raises(IntegrityError) as told, transaction.atomic():
            attempt()
        assert name in str(told.value) or name == "expenses_incomedecision_a_or_b"
