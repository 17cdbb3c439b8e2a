"""Two clusters, built once for a module of tests: Prøveby's people knock at every door, and all that Andenby's have
written holds a word that nobody of Prøveby may ever read.
"""

import dataclasses
import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings

from approvals.actions.ask_paper import ask_statement
from approvals.enums import MadeForm
from approvals.models import FeeStatement, MadePaper
from clusters.enums import Role
from clusters.models import Clinic, Cluster, User
from expenses.actions.edit_mileage import MileageInput, TripInput, edit_mileage
from expenses.actions.write_answer import write_answer
from expenses.models import Voucher
from expenses.states import VoucherState
from meetings.actions.add_paper import add_paper
from meetings.enums import MeetingPaperKind
from meetings.models import Meeting
from tests.factories.clusters import fund
from tests.factories.contracts import entered
from tests.factories.expenses import voucher_at
from tests.factories.fees import DAY, issued, paid_fee, sent, speakers_fee
from tests.factories.meetings import held_meeting, plan
from tests.factories.mileage import begun_drive
from tests.factories.papers import jpeg
from tests.factories.payments import batch_of
from tests.hold.invariants import broken_invariants
from tests.hold.quick_papers import read_quickly
from tests.people import People, give_role, make_people, person_with_account
from tests.replay import once

MARK = "Zebrafink"
STATES = (VoucherState.DRAFT, VoucherState.SUBMITTED, VoucherState.ENDORSED, VoucherState.APPROVED)
Keys = dict[str, dict[str, Any]]


@dataclass
class World:
    """`vouchers` by state and the two meetings are Prøveby's; `theirs` are the people and rows of Andenby."""

    people: People
    vouchers: dict[str, Voucher]
    meetings: dict[str, Meeting]
    theirs: "World | None" = None
    inactive: User | None = None
    folder: Path | None = None

    def keys(self, state: str, meeting: str) -> Keys:
        """What an address may name, by the first part of its path."""
        voucher, asked = self.vouchers[state], self.meetings[meeting]
        people = self.people
        deputy = people.dorte.person.memberships.get(role=Role.DEPUTY)
        return {
            "bilag": {"pk": voucher.pk, "paper": voucher.attachments.get().pk, "number": 1},
            "moeder": {
                "pk": asked.pk,
                "participant_pk": asked.participants.order_by("pk").first().pk,
                "paper_pk": asked.papers.get().pk,
                "version": 1,
            },
            "godkend": {"pk": voucher.pk},
            "min-konto": {"pk": voucher.payee_account_id},
            "mine-loensedler": {"pk": FeeStatement.objects.filter(lines__cluster=people.cluster)[0].pk},
            "kontrakter": {"slug": people.cluster.slug, "pk": people.cluster.contracts.get().pk},
            "konto": {"slug": people.cluster.slug},
            "papirer": {"pk": _paper_of(people).pk},
            "medlemmer": {"slug": people.cluster.slug, "pk": people.mette.person_id},
            "stedfortraeder": {"slug": people.cluster.slug, "pk": deputy.pk},
        }


def build() -> World:
    """Both clusters, each with vouchers in every state of STATES, a coming and a held meeting, and money."""
    people = make_people()
    inactive = person_with_account("Inga", "Inaktiv")
    give_role(inactive, Role.MEMBER, people.cluster)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    write_answer(question="Må vi?", answer="Ja.", section="forplejning", by=people.sara)
    theirs = _rows(_theirs(people), **_words())
    world = dataclasses.replace(_rows(people), theirs=theirs, inactive=inactive)
    for one, other in ((people, {}), (theirs.people, {"outsider": f"{MARK} Udefra", "cpr": "7002019998"})):
        paid_fee(one, speakers_fee(one, what="Klar", fixed_sum=Decimal("6100.00"), **other))
    issued(people)
    return world


def _theirs(people: People) -> People:
    """Andenby with the marker in every name; the same cast, seen from the other side."""
    other = people.other_cluster
    Cluster.objects.filter(pk=other.pk).update(name=f"Klynge {MARK}", slug=f"klynge-{MARK.lower()}")
    other.refresh_from_db()
    mette, karen, dorte, bo = (person_with_account(f"{MARK}{nr}", MARK) for nr in range(4))
    for user in (mette, karen, dorte, bo):
        give_role(user, Role.MEMBER, other, clinic=Clinic.objects.get_or_create(cluster=other, name=MARK)[0])
    give_role(karen, Role.COORDINATOR, other)
    give_role(dorte, Role.DEPUTY, other)
    give_role(bo, Role.BOARD, other, may_endorse=True)
    return dataclasses.replace(
        people, cluster=other, other_cluster=people.cluster, mette=mette, karen=karen, dorte=dorte, bo=bo
    )


def _words() -> dict[str, dict[str, str]]:
    """The marker for every field that people write in."""
    voucher = (
        "no_meeting_reason",
        "supplier",
        "invoice_number",
        "text",
        "reason",
        "gift_recipient",
        "gift_occasion",
    )
    return {
        "voucher": {name: f"{MARK} {name}" for name in voucher},
        "meeting": {name: f"{MARK} {name}" for name in ("topic", "programme", "place")},
    }


def _rows(people: People, voucher: dict | None = None, meeting: dict | None = None) -> World:
    fund(people.cluster, "9000.00", by=people.sara)
    vouchers = {state: voucher_at(state, people, **(voucher or {})) for state in STATES}
    coming = plan(people, invite=True, **(meeting or {}))
    held = held_meeting(people, **(meeting or {}))
    said = (meeting or {}).get("topic", "Andet")
    entered(people, outsider=f"{said} Udefra", tasks=f"{said} opgaver")
    sent(speakers_fee(people, what=f"{said} timer"), by=people.mette)
    drive(people, said)
    for shade, one in enumerate((coming, held)):
        name = f"{(meeting or {}).get('topic', 'dagsorden')}.jpg"
        file = SimpleUploadedFile(name, jpeg(900 + shade))
        add_paper(one, file, by=people.karen, kind=MeetingPaperKind.AGENDA)
    batch_of(voucher_at(VoucherState.APPROVED, people, **(voucher or {})), people=people)
    return World(people, vouchers, {"planned": coming, "held": held})


def drive(people: People, said: str) -> Voucher:
    """With the word wherever a person writes in it."""
    one = TripInput(DAY, f"{said} fra", f"{said} til", f"{said} formål", Decimal("5.0"))
    car = MileageInput(own_car=True, registration=said[:10])
    return edit_mileage(begun_drive(people, by=people.mette), car, by=people.mette, trips=[one])


def _paper_of(people: People) -> MadePaper:
    """A paper that the member has asked for, and that no worker has made yet."""
    day = datetime.date(2026, 5, 1)
    return ask_statement(people.cluster, first=day, last=day, form=MadeForm.PDF, by=people.mette)


@contextmanager
def undone() -> Iterator[None]:
    """What is written while the block lasts is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The world, once for all tests of the module, and gone with the last of them; the next module's is put back."""
    folder = tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock(), override_settings(DOCUMENT_ROOT=folder), undone():
        with pytest.MonkeyPatch.context() as patch:
            read_quickly(patch)
            world = once("two clusters", build)
        world.folder = folder
        yield world


@pytest.fixture
def world(built: World, settings: Any, request: pytest.FixtureRequest) -> Iterator[World]:
    """The world as it was built; what a test does to it is undone, and its books are proven when it claims a case."""
    settings.DOCUMENT_ROOT = built.folder
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    with undone():
        yield built
        if request.node.get_closest_marker("case"):
            assert broken_invariants() == []


@pytest.fixture
def quiet() -> Iterator[None]:
    """A line in the log for each of thousands of requests is of no use."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
