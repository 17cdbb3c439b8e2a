"""Every address of the product with keys of rows that exist, so that a walk meets the pages and not only their 404."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.test import Client
from django.urls import get_resolver, reverse

from approvals.models import FeeStatement
from expenses.states import VoucherState
from tests.factories.contracts import entered
from tests.factories.expenses import voucher_at
from tests.factories.fees import issued, own_fee, paid_fee
from tests.factories.meetings import held_meeting, plan
from tests.house import tree
from tests.house.test_views import ADDRESSES
from tests.people import People, make_people
from tests.staff import enrol, give_password, sign_in


@dataclass
class Ground:
    """People and the rows that addresses name: `drafts` for what is still written, `sent` for what is decided."""

    people: People
    drafts: dict[str, dict[str, Any]]
    sent: dict[str, dict[str, Any]]


def make_ground() -> Ground:
    people = make_people()
    draft = voucher_at(VoucherState.DRAFT, people)
    sent = voucher_at(VoucherState.SUBMITTED, people)
    coming, held = plan(people, invite=True), held_meeting(people)
    entered(people)
    paid_fee(people, own_fee(people))
    issued(people)
    return Ground(people, _keys(people, draft, coming), _keys(people, sent, held))


def _keys(people: People, voucher: Any, meeting: Any) -> dict[str, dict[str, Any]]:
    return {
        "bilag": {"pk": voucher.pk, "paper": voucher.attachments.get().pk, "number": 1},
        "moeder": {"pk": meeting.pk, "participant_pk": 1, "paper_pk": 1, "version": 1},
        "godkend": {"pk": voucher.pk},
        "konto": {"slug": people.cluster.slug},
        "medlemmer": {"slug": people.cluster.slug, "pk": people.mette.person_id},
        "kontrakter": {"slug": people.cluster.slug, "pk": people.cluster.contracts.earliest("pk").pk},
        "papirer": {"pk": 1},
        "min-konto": {"pk": voucher.payee_account_id},
        "mine-loensedler": {"pk": FeeStatement.objects.get().pk},
    }


def of_the_floors(keys: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(name, address) of every page that members and coordinators have."""
    for floor in tree.FLOORS:
        for one in get_resolver(f"{floor}.urls").url_patterns:
            first = str(one.pattern).split("/")[0]
            parts = {part: keys[first][part] for part in one.pattern.converters}
            name = f"{floor}:{one.name}"
            yield name, reverse(name, kwargs=parts)


def of_the_admin() -> Iterator[tuple[str, str]]:
    """(name, address) of every list, and one row of each kind."""
    yield "admin:index", reverse("admin:index")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield f"{name}_changelist", reverse(f"{name}_changelist")
        if row := model._default_manager.first():
            yield f"{name}_change", reverse(f"{name}_change", args=[row.pk])


def of_sign_in() -> Iterator[tuple[str, str]]:
    """(name, address) of the pages of sign-in and second factors; made-up keys where one is asked for."""
    yield from ((name, address) for name, address in ADDRESSES if address.startswith("/adgang/"))


def signed_in(user: Any) -> Client:
    """A browser of somebody who came by MitID."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def signed_in_staff(user: Any) -> Client:
    """A browser of staff who came by password and second factor."""
    client = Client(raise_request_exception=False)
    sign_in(client, give_password(user), enrol(user))
    return client
