"""A request for mileage: what follows from its trips, what counts first, and what the database refuses."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.actions.sign_contract import confirm_contract
from clusters.enums import ContractRole, IncomeKind
from clusters.models import Contract
from expenses.actions.edit_mileage import MileageInput, edit_mileage
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.enums import CostCategory, RateKey, VoucherKind
from expenses.models import Mileage, Rate, Trip
from expenses.selectors.content import content_of, fingerprint
from expenses.selectors.facts import facts_for
from expenses.selectors.findings import findings_for
from expenses.selectors.mileage_words import mileage_in_words, mileage_words
from expenses.selectors.missing import what_is_missing
from klyngeokonomi.refused import Refused
from tests.factories.contracts import signed
from tests.factories.expenses import draft
from tests.factories.fees import DAY, coordinators_contract
from tests.factories.mileage import OWN_CAR, begun_drive, own_drive, trip
from tests.people import make_people

pytestmark = pytest.mark.django_db


def amounts(voucher):
    return list(voucher.trips.values_list("km", "km_first", "amount"))


def test_trips_become_the_line_the_date_and_the_name():
    people = make_people()
    voucher = own_drive(people, trip("12.5"), trip("7", day=dt.date(2026, 5, 13), back=False))
    line = voucher.lines.get()
    assert (line.category, line.gross, line.vat) == (
        CostCategory.MILEAGE,
        Decimal("126.08"),
        Decimal("0.00"),
    )
    assert (voucher.gross, voucher.voucher_date, voucher.supplier) == (
        Decimal("126.08"),
        dt.date(2026, 5, 13),
        "Karen Koordinator",
    )
    claim = facts_for([voucher])[voucher.pk]
    assert (claim.kilometres, claim.payee.registered, claim.payee.mileage) == (Decimal("32.0"), True, True)
    assert (what_is_missing(voucher), findings_for(voucher)) == ([], ())
    assert mileage_words(voucher)[1:] == [
        ("Kontrakt", "Karen Koordinator: Klyngekoordinator"),
        ("Indkomst", "B-indkomst, efter kontrakten"),
    ]
    content = content_of(voucher)
    assert (
        "12.05.2026: Skolegade 1, Prøveby til Lægehuset, Prøvekøbing, Klyngemøde, 25 km, tur/retur, 98,50 kr. "
        in (mileage_in_words(content["mileage"]))
    )
    version = voucher.version
    plate = replace(OWN_CAR, registration="AB 12 345")
    given = [trip("12.5"), trip("7", day=dt.date(2026, 5, 13), back=False)]
    changed = edit_mileage(voucher, plate, by=people.karen, trips=given)
    assert (changed.version, fingerprint(content_of(changed)) == fingerprint(content)) == (version + 1, False)
    assert edit_mileage(voucher, plate, by=people.karen, trips=given).version == version + 1
    became = edit_voucher(voucher, by=people.karen, kind=VoucherKind.OUTLAY)
    assert (Mileage.objects.filter(voucher=became).exists(), became.trips.count()) == (False, 0)
    assert (became.gross, became.lines.count()) == (Decimal("0.00"), 0)


def test_what_others_have_sent_of_the_year_counts_first_and_what_is_sent_stands():
    people = make_people()
    held = coordinators_contract(people, mileage=True)
    last = own_drive(people, trip("100", back=False, to="Rådhuset"), contract=held)
    first = own_drive(
        people, *[trip("1995", day=DAY + dt.timedelta(days=n)) for n in range(5)], contract=held
    )
    assert (last.gross, first.gross) == (Decimal("394.00"), Decimal("78603.00"))
    first = submit_voucher(first, by=people.karen)
    last = submit_voucher(last, by=people.karen)
    assert amounts(last) == [(Decimal("100.0"), Decimal("50.0"), Decimal("311.00"))]
    assert (last.gross, last.lines.get().gross) == (Decimal("311.00"), Decimal("311.00"))
    first = reopen_voucher(first, by=people.karen)
    first = submit_voucher(first, by=people.karen)
    assert first.gross == Decimal("78603.00")
    withdraw_voucher(first, by=people.karen)
    last.refresh_from_db()
    assert last.gross == Decimal("311.00")
    again = own_drive(people, trip("100", back=False, to="Rådhuset"), contract=held)
    assert again.gross == Decimal("394.00")
    twice = [one.rule for one in findings_for(again)]
    assert (twice, [one.rule for one in findings_for(last)]) == (["trip_twice"], [])


def contract(people, role, **fields):
    """Karen's, confirmed by Bo."""
    return confirm_contract(signed(people, person=people.karen.person, role=role, **fields), by=people.bo)


def test_a_rate_that_comes_before_it_is_sent_is_the_one_that_counts():
    people, today = make_people(), timezone.localdate()
    contract(people, ContractRole.COORDINATOR, mileage=True, valid_from=today)
    voucher = own_drive(people, trip(day=today), contract=Contract.objects.get())
    before = voucher.gross
    Rate.objects.filter(key=RateKey.MILEAGE, valid_to=None).update(valid_to=today - dt.timedelta(days=1))
    Rate.objects.create(key=RateKey.MILEAGE, amount=Decimal("9.00"), valid_from=today, source="Prøve")
    version = voucher.version
    sent = submit_voucher(voucher, by=people.karen)
    assert (before, sent.gross, sent.version) == (Decimal("98.50"), Decimal("225.00"), version + 1)
    assert amounts(sent) == [(Decimal("25.0"), Decimal("25.0"), Decimal("225.00"))]


def test_an_empty_request_says_all_it_lacks_and_asks_no_paper():
    people = make_people()
    voucher = begun_drive(people, by=people.mette)
    assert [one.field for one in what_is_missing(voucher)] == ["contract", "trips", "own_car", "payee"]
    voucher = edit_mileage(voucher, OWN_CAR, by=people.mette, trips=[trip(day=dt.date(2019, 5, 12))])
    assert [one.sentence for one in what_is_missing(voucher)][:2] == [
        "Vælg den kontrakt, kørslen er aftalt i.",
        "Der er ingen takst for kørsel den 12.05.2019. Tjek datoen.",
    ]
    assert "mileage_contract" in [one.rule for one in findings_for(voucher)]


def test_a_contract_is_ones_own_pays_mileage_and_counts_on_the_day():
    people = make_people()
    paying = coordinators_contract(people, mileage=True)
    silent = contract(people, ContractRole.BOARD, valid_from=DAY)
    invoice = {"income_kind": IncomeKind.INVOICE, "cvr": "10150817"}
    by_invoice = contract(people, ContractRole.OTHER, valid_from=DAY, mileage=True, **invoice)
    voucher = begun_drive(people, by=people.karen)
    for given, day, sentence in (
        (silent, DAY, "Efter kontrakten betales kørsel i egen bil ikke"),
        (by_invoice, DAY, "Efter kontrakten sender du faktura. Skriv kørslen på fakturaen."),
        (paying, dt.date(2025, 12, 31), "Kontrakten gælder ikke den 31.12.2025"),
    ):
        with pytest.raises(Refused, match=sentence):
            edit_mileage(voucher, MileageInput(given), by=people.karen, trips=[trip(day=day)])
    mettes = begun_drive(people, by=people.mette)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(Refused, match="En tur betales, når den er kørt"):
        edit_mileage(mettes, OWN_CAR, by=people.mette, trips=[trip(day=tomorrow)])
    with pytest.raises(Refused, match="Kontrakten er med en anden"):
        edit_mileage(mettes, MileageInput(paying), by=people.mette)
    with pytest.raises(Refused, match="Kun den, der har lavet bilaget"):
        edit_mileage(mettes, OWN_CAR, by=people.karen)
    with pytest.raises(Refused, match="ikke en anmodning om kørsel"):
        edit_mileage(draft(people, with_paper=False), OWN_CAR, by=people.mette)


def refused(attempt, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        attempt()


def test_the_database_keeps_what_was_sent_and_sends_only_what_adds_up():
    people = make_people()
    voucher = own_drive(people)
    Trip.objects.filter(voucher=voucher).update(km=30, km_first=30, amount=Decimal("118.20"))
    to_sent = type(voucher).objects.filter(pk=voucher.pk)
    numbered = {"number": "2026-99999", "submitted_at": voucher.created_at, "state": "submitted"}
    refused(lambda: to_sent.update(**numbered), "add up to it")
    voucher = submit_voucher(voucher, by=people.karen)
    refused(lambda: Trip.objects.filter(voucher=voucher).update(purpose="Andet"), "taken back first")
    refused(lambda: Mileage.objects.filter(voucher=voucher).delete(), "taken back first")
    refused(lambda: to_sent.update(gift_occasion="Jul"), "taken back first")


def test_the_tables_keep_their_promises():
    people = make_people()
    voucher = begun_drive(people, by=people.mette)
    one = {
        "voucher": voucher, "day": DAY, "from_place": "A", "to_place": "B", "purpose": "C", "position": 1,
        "km": 10, "km_first": 10, "rate_first": Decimal("3.94"), "rate_over": Decimal("2.28"),
        "amount": Decimal("39.40"),
    }  # fmt: skip
    refused(
        lambda: Trip.objects.create(**one | {"km": 0, "km_first": 0, "amount": 0}), "expenses_trip_km_within"
    )
    refused(
        lambda: Trip.objects.create(**one | {"km_first": 11, "amount": Decimal("41.06")}),
        "expenses_trip_parts_within",
    )
    refused(
        lambda: Trip.objects.create(**one | {"amount": Decimal("39.41")}), "expenses_trip_amount_of_parts"
    )
    refused(lambda: Trip.objects.create(**one | {"rate_first": None}), "expenses_trip_amount_of_parts")
    refused(lambda: [Trip.objects.create(**one) for _ in range(2)], "expenses_trip_position")
