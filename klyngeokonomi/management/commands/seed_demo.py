"""Fills an empty database with a fictitious year. Refuses where there is anything to spoil."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from clusters.actions.record_allotment import record_allotment
from clusters.actions.set_allotment_rate import confirm_rate, enter_rate
from clusters.actions.set_opening_balance import confirm_opening_balance, enter_opening_balance
from clusters.enums import Role
from clusters.models import AllotmentRate, Cluster, User
from clusters.selectors.allotments import computed_of
from klyngeokonomi.demo.answers import answers
from klyngeokonomi.demo.between import between
from klyngeokonomi.demo.budgets import budgets
from klyngeokonomi.demo.cast import (
    ALLOTMENT_YEAR,
    CLUSTERS,
    Cast,
    give_staff_roles,
    make_cluster,
    make_staff,
    names,
)
from klyngeokonomi.demo.clock import at, days_ago
from klyngeokonomi.demo.contracts import contracts
from klyngeokonomi.demo.drives import drives
from klyngeokonomi.demo.fees import fees
from klyngeokonomi.demo.paid_fees import paid_fees
from klyngeokonomi.demo.payees import nemkonto_claim, payees
from klyngeokonomi.demo.payments import paying_account, payments
from klyngeokonomi.demo.vouchers import Step, steps
from klyngeokonomi.demo.year import claims, hold_meeting, odds_and_ends, stated_ones
from klyngeokonomi.integrations.mitid.fake.people import FakePerson, write_people
from klyngeokonomi.money import ZERO
from klyngeokonomi.welcome import PEOPLE_FILE

PASSWORD = "prøve-adgang-1"  # noqa: S105 - printed on purpose, and only in development
STAFF = [
    ("sara", "Sara Sekretær (opdigtet)"),
    ("sune", "Sune Sekretær (opdigtet)"),
    ("rikke", "Rikke Revisor (opdigtet)"),
]
"""Two secretaries, then the auditor."""


def welcome_lines() -> list[str]:
    """What `make run` adds about the demo data: staff's way in, and what to try first."""
    return [
        "Sekretariat og revisor logger ind med brugernavn og adgangskode:",
        *(f"  {username:<24} {name}, adgangskode {PASSWORD}" for username, name in STAFF),
        "",
        "Prøv først: log ind som medlem og send et bilag, godkend det som koordinator,",
        "se mailen til PLO, og godkend det til udbetaling som sara under /plo/.",
    ]


class Command(BaseCommand):
    help = "Lægger et opdigtet år ind i en tom database."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("Prøvedata lægges kun ind i udvikling.")
        if Cluster.objects.exists():
            raise CommandError("Databasen er ikke tom, så der lægges ingen prøvedata ind.")
        with transaction.atomic(), at(days_ago(400)):
            *secretaries, auditor = staff = [make_staff(username, name, PASSWORD) for username, name in STAFF]
            give_staff_roles(secretaries, auditor)
            free_names = names()
            casts = [make_cluster(entry, place, free_names) for place, entry in enumerate(CLUSTERS, start=1)]
            paying_account()
        todo: list[Step] = [*answers(staff[0]), (days_ago(300), lambda: _rate(staff))]
        todo += payments(staff[0], staff[1])
        for place, cast in enumerate(casts):
            todo += [*_funding(cast, staff, place), *self._year(cast, staff, place)]
            todo += [*contracts(cast, full=place == 0), *budgets(cast)]
        todo += [*between(casts, staff), *payees(casts[0], staff[0]), *fees(casts[0]), *drives(casts[0])]
        todo += paid_fees(casts[0], staff)
        todo.sort(key=lambda step: step[0])
        for number, (moment, act) in enumerate(todo, start=1):
            with at(moment):
                act()
            if number % 40 == 0 or number == len(todo):
                self._tell(f"  {number} af {len(todo)} handlinger er gjort")
        write_people(Path(settings.VAR_DIR) / PEOPLE_FILE, _clickable(casts))
        self._tell(f"Prøvedata er på plads: {len(casts)} klynger.")

    def _year(self, cast: Cast, staff: list[User], place: int) -> Iterator[Step]:
        """One cluster's meetings, held now, and its vouchers' steps. The first cluster has most of everything."""
        full = place == 0
        days = [300, 210, 120, 12] if full else [200, 30 + place]
        held = [hold_meeting(cast, when, place + nr) for nr, when in enumerate(days)]
        hold_meeting(cast, -18 - place, place + len(days))
        if full:
            hold_meeting(cast, 3, 2, close=False)
        made = [*claims(cast, held)]
        if full:
            extra = (*stated_ones(cast, held[-1]), nemkonto_claim(cast, held[-1]))
            made += [*odds_and_ends(cast, held), *extra]
        self._tell(f"  {cast.cluster}: {len(held) + 1} møder, {len(made)} bilag")
        for number, claim in enumerate(made):
            yield from steps(claim, cast, (staff[0], staff[1]), number + 100 * place)

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _funding(cast: Cast, staff: list[User], place: int) -> Iterator[Step]:
    """What it brought with it, and the region's payment of 1 March. The last one's balance is not confirmed yet, and
    its payment not booked.
    """
    doctors = cast.cluster.memberships.filter(role=Role.MEMBER).count()
    carried = Decimal(1250 * doctors)
    yield days_ago(360), lambda: enter_opening_balance(cast.cluster, amount=carried, by=staff[0])
    if place < len(CLUSTERS) - 1:
        yield days_ago(359), lambda: confirm_opening_balance(cast.cluster, amount=carried, by=staff[1])
    if place < len(CLUSTERS) - 1:
        yield days_ago(265), lambda: _region_pays(cast, staff[0], leaves_out=place == 0)


def _region_pays(cast: Cast, by: User, *, leaves_out: bool) -> None:
    """The year's payment as the register gives it, but for the first cluster: there the region forgot a clinic."""
    computed = computed_of(cast.cluster, ALLOTMENT_YEAR)
    amount = computed.amount - (computed.lines[1].amount if leaves_out else ZERO)
    record_allotment(cast.cluster, amount=amount, payment=str(ALLOTMENT_YEAR), by=by)


def _rate(staff: list[User]) -> None:
    """What the region pays per patient in the demo's year, when the product does not bring it."""
    if not AllotmentRate.objects.in_force().filter(year=ALLOTMENT_YEAR).exists():
        rate = AllotmentRate(year=ALLOTMENT_YEAR, amount=Decimal("3.72"), source="Opdigtet til prøvedata")
        confirm_rate(enter_rate(rate, by=staff[0]), by=staff[1])


def _clickable(casts: list[Cast]) -> list[FakePerson]:
    """Whom the fake MitID offers: all roles of the first cluster, the coordinators of the others, and a stranger."""
    first = casts[0]
    roles = [
        (first.members[0], "medlem"),
        (first.members[1], "medlem med bilag i alle tilstande"),
        (first.coordinator, "koordinator"),
        (first.deputy, "stedfortræder"),
        (first.board, "bestyrelsesmedlem"),
    ]
    people = [_person(user, f"{note} i {first.cluster}") for user, note in roles]
    people += [_person(cast.coordinator, f"koordinator i {cast.cluster}") for cast in casts[1:]]
    return [*people, FakePerson(subject="demo-ukendt", name="Ulla Ukendt", note="ikke inviteret af nogen")]


def _person(user: User, note: str) -> FakePerson:
    subject = user.person.identities.get().subject
    return FakePerson(subject=subject, name=user.person.name, note=note)
