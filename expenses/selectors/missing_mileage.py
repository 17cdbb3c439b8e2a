"""What a request for mileage still lacks: the contract, the trips, the car, and the number the pay is reported by."""

from collections.abc import Iterator

from expenses.enums import SIGNS_IN
from expenses.models import Mileage, Voucher
from expenses.selectors.mileage import mileage_of
from expenses.selectors.missing_fee import NO_PAYEE
from expenses.selectors.tax_receiver import known_to_tax

NO_CONTRACT = "Vælg den kontrakt, kørslen er aftalt i."
NO_TRIPS = "Skriv mindst én tur."
NO_RATE = "Der er ingen takst for kørsel den {day:%d.%m.%Y}. Tjek datoen."
NO_CAR = "Sæt hak ved, at du har kørt i din egen eller din ægtefælles bil."
OTHER_PAYEE = "Kørsel udbetales kun til dig, der har kørt. Vælg din egen konto."
NO_NUMBER = "Skriv dit CPR-nummer: kørslen skal meldes til skat."


def missing_of_mileage(voucher: Voucher) -> Iterator[tuple[str, str, str]]:
    """The parts of Missing: step, field, sentence."""
    facts = mileage_of(voucher)
    mileage, trips = (facts.mileage, facts.trips) if facts else (Mileage(), ())
    if mileage.contract_id is None:
        yield "details", "contract", NO_CONTRACT
    if not trips:
        yield "details", "trips", NO_TRIPS
    if lacking := next((one for one in trips if one.rate_first is None), None):
        yield "details", "trips", NO_RATE.format(day=lacking.day)
    if not mileage.own_car:
        yield "details", "own_car", NO_CAR
    payee = voucher.payee
    if payee is None or voucher.payee_account_id is None:
        yield "payee", "payee", NO_PAYEE
    elif payee.kind not in SIGNS_IN or payee.person_id != voucher.claimant_id:
        yield "payee", "payee", OTHER_PAYEE
    elif not known_to_tax(payee):
        yield "payee", "cpr", NO_NUMBER
