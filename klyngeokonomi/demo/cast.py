"""The fictitious clusters and people: names that say so, sizes as real ones have them (domain.md §1.1)."""

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from clusters.actions.confirm_role import confirm_role
from clusters.actions.give_role import give_role
from clusters.actions.give_role_on_server import give_role_on_server
from clusters.actions.open_account import open_account
from clusters.enums import IdentityKind, IdentityLevel, MemberKind, Region, Role
from clusters.models import Clinic, Cluster, Identity, Membership, PatientCount, Person, ProviderNumber, User
from clusters.policy.allotment import register_day
from clusters.selectors.identities import MITID
from klyngeokonomi.demo.clock import days_ago

LONG_AGO = datetime.date(2023, 4, 1)
ALLOTMENT_YEAR = days_ago(265).year
"""The year of the region's payment that the demo shows."""
CLUSTERS = [
    ("Klynge Prøvestad", "901", Region.SOUTH, 29),
    ("Klynge Eksempelby", "902", Region.CENTRAL, 70),
    ("Klynge Demoby", "903", Region.CAPITAL, 41),
    ("Klynge Tænkeland", "904", Region.NORTH, 10),
    ("Klynge Mønsterås", "905", Region.ZEALAND, 18),
    ("Klynge Attraphavn", "906", Region.SOUTH, 24),
]
FIRST = [
    "Anne",
    "Bent",
    "Clara",
    "Dan",
    "Else",
    "Finn",
    "Grete",
    "Hans",
    "Inge",
    "Jens",
    "Kirsten",
    "Lars",
    "Maren",
    "Niels",
    "Oda",
    "Poul",
    "Rita",
    "Svend",
    "Tove",
    "Ulf",
    "Vera",
    "Willy",
    "Ylva",
    "Åge",
    "Birte",
    "Carl",
    "Dorthe",
    "Erik",
    "Gerda",
    "Henning",
    "Ida",
    "Johan",
    "Karin",
    "Leif",
    "Mona",
    "Nis",
    "Olga",
    "Per",
    "Ruth",
    "Steen",
]
LAST = [
    "Prøve",
    "Eksempel",
    "Demo",
    "Mønster",
    "Attrap",
    "Opdigt",
    "Tænkt",
    "Skabelon",
    "Prøvesen",
    "Demosen",
]
KINDS = [MemberKind.OWNER] * 6 + [MemberKind.EMPLOYED] * 2 + [MemberKind.TRAINEE, MemberKind.STAFF]


@dataclass
class Cast:
    """One cluster's people with accounts; the rest of its members have never signed in."""

    cluster: Cluster
    coordinator: User
    deputy: User
    board: User
    members: list[User] = field(default_factory=list)


def names() -> Iterator[str]:
    """Every name once; the clusters together need fewer than there are."""
    for last, first in itertools.product(LAST, FIRST):
        yield f"{first} {last}"


def make_cluster(entry: tuple[str, str, Region, int], number: int, free_names: Iterator[str]) -> Cast:
    """A cluster with its clinics, patient counts, members and roles; five of them have accounts."""
    name, key, region, doctors = entry
    cluster = Cluster.objects.create(
        name=name, number=key, slug=name.lower().translate(_ASCII), region=region, active_from=LONG_AGO
    )
    clinics = _clinics(cluster, number, doctors)
    people = [Person.objects.create(name=next(free_names)) for _ in range(doctors + 3)]
    for place, person in enumerate(people):
        Membership.objects.create(
            person=person,
            cluster=cluster,
            clinic=clinics[place % len(clinics)],
            role=Role.MEMBER,
            kind=KINDS[place % len(KINDS)] if place > 4 else MemberKind.OWNER,
            valid_from=LONG_AGO,
        )
    users = [_account(person) for person in people[:5]]
    today = datetime.date.today()
    _role(users[0], cluster, Role.COORDINATOR)
    _role(
        users[1],
        cluster,
        Role.DEPUTY,
        valid_to=today + datetime.timedelta(days=120),
        accepted_at=datetime.datetime(2025, 1, 6, 9, tzinfo=datetime.UTC),
    )
    _role(users[2], cluster, Role.BOARD, may_endorse=True)
    return Cast(cluster, *users[:3], members=users[3:])


_ASCII = str.maketrans({" ": "-", "æ": "ae", "ø": "oe", "å": "aa"})


def _clinics(cluster: Cluster, number: int, doctors: int) -> list[Clinic]:
    clinics = []
    for place in range(max(3, doctors // 3)):
        clinic = Clinic.objects.create(
            cluster=cluster, name=f"Lægehuset {cluster.name.split()[1]} {place + 1}"
        )
        ProviderNumber.objects.create(clinic=clinic, number=f"0{number}{place:04d}", valid_from=LONG_AGO)
        for back in (1, 0):
            PatientCount.objects.create(
                clinic=clinic,
                counted_on=register_day(ALLOTMENT_YEAR - back),
                group1_patients=4200 + 137 * (place % 9) - 38 * back * (place % 3),
            )
        clinics.append(clinic)
    return clinics


def _account(person: Person) -> User:
    """A mail address and a linked MitID, as after the first sign-in by invitation."""
    person.email = f"{person.name.lower().translate(_ASCII).replace('-', '.')}@example.org"
    person.save(update_fields=["email"])
    Identity.objects.create(
        person=person,
        provider=MITID,
        subject=f"demo-{person.email.split('@')[0]}",
        level=IdentityLevel.SUBSTANTIAL,
        kind=IdentityKind.PRIVATE,
    )
    return open_account(person)


def _role(user: User, cluster: Cluster, role: Role, **facts: object) -> None:
    Membership.objects.create(
        person=user.person, cluster=cluster, role=role, **{"valid_from": LONG_AGO, **facts}
    )


def make_staff(username: str, name: str, password: str) -> User:
    """Someone at PLO or an auditor, who signs in with a password."""
    person = Person.objects.create(name=name, email=f"{username}@example.org")
    return User.objects.create_user(username=username, person=person, password=password, is_staff=True)


def give_staff_roles(secretaries: list[User], auditor: User) -> None:
    """The first two of the secretariat come from the server; what follows they give and confirm."""
    for user in secretaries:
        give_role_on_server(user.person, role=Role.SECRETARIAT, valid_from=LONG_AGO)
    giver, confirmer = secretaries
    role = give_role(auditor.person, role=Role.AUDITOR, valid_from=LONG_AGO, by=giver)
    confirm_role(role, by=confirmer)
