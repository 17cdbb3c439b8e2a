"""The five of every test, and the few who stand beside them.

Mette is a member, Karen the coordinator, Dorte her deputy, Sara sits in PLO's secretariat, and Frede is a
stranger: a member of another cluster. Beside them: Bo on the board (may endorse Karen's vouchers), Sune,
Sara's colleague, Rikke, an auditor, and Ove, who has no role any more.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from clusters.actions.give_role_on_server import give_role_on_server
from clusters.enums import MemberKind, Region, Role
from clusters.models import Cluster, Membership, Person, User
from tests.replay import replayed

LONG_AGO = datetime.date(2020, 1, 1)


@dataclass
class People:
    cluster: Cluster
    other_cluster: Cluster
    mette: User
    karen: User
    dorte: User
    sara: User
    frede: User
    bo: User
    sune: User
    rikke: User
    ove: User


def person_with_account(first_name: str, last_name: str) -> User:
    """A user who has signed in once; nobody here has a password."""
    name = f"{first_name} {last_name}"
    person = Person.objects.create(name=name, email=f"{first_name.lower()}@example.org")
    user = User(username=first_name.lower(), person=person)
    user.set_unusable_password()
    user.save()
    return user


def give_role(user: User, role: Role, cluster: Cluster | None = None, **fields: object) -> Membership:
    fields.setdefault("valid_from", LONG_AGO)
    if role == Role.MEMBER:
        fields.setdefault("kind", MemberKind.OWNER)
    if role == Role.DEPUTY:
        fields.setdefault("valid_to", timezone.localdate() + datetime.timedelta(days=30))
        fields.setdefault("accepted_at", timezone.now())
    return Membership.objects.create(person=user.person, cluster=cluster, role=role, **fields)


def make_cluster(name: str, number: str) -> Cluster:
    return Cluster.objects.create(
        name=name,
        number=number,
        slug=name.lower().replace(" ", "-").replace("ø", "oe"),
        region=Region.SOUTH,
        active_from=LONG_AGO,
    )


@replayed
def make_people() -> People:
    """Two clusters and everyone in place, each with the roles they hold today."""
    cluster = make_cluster("Klynge Prøveby", "901")
    other = make_cluster("Klynge Andenby", "902")
    mette, karen, dorte = (
        person_with_account(first, last)
        for first, last in [("Mette", "Medlem"), ("Karen", "Koordinator"), ("Dorte", "Deputy")]
    )
    sara, frede, bo = (
        person_with_account(first, last)
        for first, last in [("Sara", "Sekretær"), ("Frede", "Fremmed"), ("Bo", "Bestyrelse")]
    )
    sune, rikke, ove = (
        person_with_account(first, last)
        for first, last in [("Sune", "Sekretær"), ("Rikke", "Revisor"), ("Ove", "Ophørt")]
    )
    for member in (mette, karen, dorte, bo):
        give_role(member, Role.MEMBER, cluster)
    give_role(karen, Role.COORDINATOR, cluster)
    give_role(dorte, Role.DEPUTY, cluster)
    give_role(bo, Role.BOARD, cluster, may_endorse=True)
    give_role(frede, Role.MEMBER, other)
    for user, role in ((rikke, Role.AUDITOR), (sara, Role.SECRETARIAT), (sune, Role.SECRETARIAT)):
        give_role_on_server(user.person, role=role, valid_from=LONG_AGO)
    give_role(ove, Role.MEMBER, cluster, valid_to=timezone.localdate() - datetime.timedelta(days=1))
    return People(cluster, other, mette, karen, dorte, sara, frede, bo, sune, rikke, ove)
