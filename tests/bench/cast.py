"""The people of the benchmark, signed in beforehand: a cluster of members, its coordinator, PLO's secretariat."""

import time
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from clusters.actions.give_role_on_server import give_role_on_server
from clusters.actions.record_allotment import record_allotment
from clusters.actions.set_opening_balance import confirm_opening_balance, enter_opening_balance
from clusters.enums import MemberKind, Role
from clusters.models import Cluster, Membership, User
from expenses.enums import PayeeKind, PayMethod
from expenses.models import Payee, PayeeAccount
from klyngeokonomi.session_age import begin_session
from klyngeokonomi.sessions import SessionStore
from tests.people import give_role, make_cluster, person_with_account

FUNDS = Decimal("900000000.00")


@dataclass(frozen=True)
class Member:
    """What a client must know of one who claims."""

    session: str
    person_id: int
    name: str
    account_id: int
    account: str


@dataclass(frozen=True)
class Cast:
    """Sessions of everyone, and the cluster's address."""

    cluster_id: int
    slug: str
    members: list[Member]
    coordinator: str
    secretary: str


def make_cast(members: int = 64) -> Cast:
    """Through the product's own tables and actions; the account is filled so that money never runs out."""
    cluster = make_cluster("Klynge Pendul", "950")
    karen, sara, sune = (person_with_account(*name.split()) for name in ("Karen K", "Sara S", "Sune S"))
    give_role(karen, Role.MEMBER, cluster)
    give_role(karen, Role.COORDINATOR, cluster)
    for user in (sara, sune):
        give_role_on_server(user.person, role=Role.SECRETARIAT, valid_from=cluster.active_from)
    enter_opening_balance(cluster, amount=Decimal("0.00"), by=sara)
    confirm_opening_balance(cluster, amount=Decimal("0.00"), by=sune)
    record_allotment(cluster, amount=FUNDS, payment="bench", by=sara)
    made = [_member(cluster, number) for number in range(1, members + 1)]
    return Cast(cluster.pk, cluster.slug, made, session_of(karen), session_of(sara, staff=True))


def _member(cluster: Cluster, number: int) -> Member:
    user = person_with_account(f"Medlem{number}", "Prøve")
    Membership.objects.create(
        person=user.person,
        cluster=cluster,
        role=Role.MEMBER,
        kind=MemberKind.OWNER,
        valid_from=cluster.active_from,
    )
    payee = Payee.objects.create(person=user.person, kind=PayeeKind.MEMBER, name=user.person.name)
    account = PayeeAccount.objects.create(
        payee=payee,
        method=PayMethod.BANK,
        reg_number="0000",
        account_number=f"{number:010d}",
        created_by=user,
    )
    return Member(session_of(user), user.person_id, payee.name, account.pk, str(account))


def session_of(user: User, *, staff: bool = False) -> str:
    """A session as after MitID, or after password and second factor; its key is the cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    begin_session(session, is_staff=staff)
    session.create()
    return session.session_key
