"""Clusters, clinics, persons and roles as the secretariat keeps them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.enums import MemberKind, Region, Role
from clusters.models import Clinic, Cluster, Membership, Person
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from tests.people import People, give_role, make_people, person_with_account

pytestmark = pytest.mark.django_db
CLUSTER = {
    "number": "901",
    "name": "Klynge Prøveby",
    "region": Region.SOUTH,
    "active_from": "01.01.2020",
    "active_to": "",
}
NO_ROWS = {
    f"{prefix}-{name}": count
    for prefix in ("provider_numbers", "patient_counts")
    for name, count in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}.items()
}


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False


@pytest.fixture
def people() -> People:
    return make_people()


def page(model: str, pk: int | None = None) -> str:
    if pk is None:
        return reverse(f"admin:clusters_{model}_add")
    return reverse(f"admin:clusters_{model}_change", args=[pk])


def new_role(person: Person, **changes: object) -> dict[str, object]:
    return {
        "person": person.pk,
        "role": Role.MEMBER,
        "cluster": "",
        "clinic": "",
        "kind": "",
        "valid_from": f"{timezone.localdate():%d.%m.%Y}",
        "valid_to": "",
    } | changes


def test_a_cluster_is_renamed_and_the_log_has_before_and_after(client, people: People) -> None:
    client.force_login(people.sara)
    response = client.post(page("cluster", people.cluster.pk), CLUSTER | {"name": "Klynge Nyby"})
    assert response.status_code == 302
    trace = Record.objects.get(act="cluster_changed")
    assert (trace.text, trace.by) == ("navn: Klynge Prøveby → Klynge Nyby", people.sara)
    client.post(page("cluster", people.cluster.pk), CLUSTER | {"name": "Klynge Nyby"})
    assert Record.objects.filter(act="cluster_changed").count() == 1


def test_a_new_cluster_gets_an_address_of_its_own(client, people: People) -> None:
    client.force_login(people.sara)
    for number, name in (("903", "Klynge Åby"), ("904", "Klynge Aaby")):
        assert client.post(page("cluster"), CLUSTER | {"number": number, "name": name}).status_code == 302
    slugs = Cluster.objects.filter(number__in=["903", "904"]).order_by("number")
    assert list(slugs.values_list("slug", flat=True)) == ["klynge-aaby", "klynge-aaby-904"]
    taken = client.post(page("cluster"), CLUSTER | {"number": "905"})
    assert taken.status_code == 200 and 'value="905"' in taken.content.decode()


def test_a_clinic_with_its_number_and_count(client, people: People) -> None:
    client.force_login(people.sara)
    typed = {
        "name": "Lægehuset",
        "cluster": people.cluster.pk,
        "closed_on": "",
        **NO_ROWS,
        "provider_numbers-TOTAL_FORMS": 1,
        "provider_numbers-0-number": "012345",
        "provider_numbers-0-valid_from": "01.01.2024",
        "provider_numbers-0-valid_to": "",
        "patient_counts-TOTAL_FORMS": 1,
        "patient_counts-0-counted_on": "31.01.2026",
        "patient_counts-0-group1_patients": "4820",
    }
    assert client.post(page("clinic"), typed).status_code == 302
    house = Clinic.objects.get()
    assert house.provider_numbers.get().number == "012345"
    assert Record.objects.filter(act="clinic_changed", subject_id=str(house.pk)).count() == 3
    again = client.post(page("clinic"), typed | {"name": "Et andet hus"})
    assert "tilhører allerede en klinik i den periode" in again.content.decode()
    assert Clinic.objects.count() == 1


def test_a_person_is_mended_and_invited(client, people: People) -> None:
    client.force_login(people.sara)
    typed = {"name": "Mette Medlem", "email": "ny@example.org", "phone": "", "memberships-TOTAL_FORMS": 0}
    typed["memberships-INITIAL_FORMS"] = 0
    assert client.post(page("person", people.mette.person_id), typed).status_code == 302
    trace = Record.objects.get(act="person_changed")
    assert trace.text == "mailadresse: mette@example.org → ny@example.org"
    address = reverse("admin:clusters_person_invite", args=[people.mette.person_id])
    assert "får en mail med en invitation" in client.post(address, follow=True).content.decode()
    assert Message.objects.get().to == "ny@example.org"


def test_a_staff_account_needs_the_role_first(client, people: People) -> None:
    client.force_login(people.sara)
    address = reverse("admin:clusters_person_open_account", args=[people.mette.person_id])
    shown = client.post(address, follow=True).content.decode()
    assert "Giv først personen rollen" in shown and "Åbn adgang som medarbejder" not in shown
    assert "Åbn adgang som medarbejder" in client.get(page("person", people.sune.person_id)).content.decode()


def test_a_national_role_is_told_to_both(client, people: People) -> None:
    client.force_login(people.sara)
    assert client.post(page("membership"), new_role(people.ove.person, role=Role.AUDITOR)).status_code == 302
    assert Membership.objects.awaiting_second().get().person == people.ove.person
    assert set(Message.objects.values_list("to", flat=True)) == {"ove@example.org", "sara@example.org"}
    assert Record.objects.get(act="role_given").by == people.sara


def test_nobody_gives_changes_or_ends_their_own(client, people: People) -> None:
    client.force_login(people.sara)
    typed = new_role(people.sara.person, role=Role.BOARD, cluster=people.cluster.pk, may_endorse="on")
    response = client.post(page("membership"), typed)
    assert "Du kan ikke ændre dine egne roller" in response.content.decode()
    own = Membership.objects.get(person=people.sara.person)
    response = client.post(page("membership", own.pk), {"clinic": "", "kind": "", "valid_to": "01.01.2030"})
    assert "Du kan ikke ændre dine egne roller" in response.content.decode()
    client.post(reverse("admin:clusters_membership_end", args=[own.pk]))
    own.refresh_from_db()
    assert own.valid_to is None
    assert not Membership.objects.filter(person=people.sara.person, role=Role.BOARD).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role": Role.MEMBER, "kind": MemberKind.OWNER}, "andre roller hører til en klynge"),
        ({"role": Role.MEMBER, "cluster": True}, "Vælg medlemstype"),
        ({"role": Role.COORDINATOR, "cluster": True}, "allerede en koordinator uden slutdato"),
        ({"role": Role.DEPUTY, "cluster": True}, "deputy er ikke en"),
        ({"role": Role.BOARD, "cluster": True, "valid_to": "01.01.2020"}, "slutte, før den begynder"),
    ],
)
def test_roles_that_cannot_be(client, people: People, changes, sentence: str) -> None:
    client.force_login(people.sara)
    if "cluster" in changes:
        changes = changes | {"cluster": people.cluster.pk}
    before = Membership.objects.count()
    response = client.post(page("membership"), new_role(people.ove.person, **changes))
    assert response.status_code == 200 and sentence in response.content.decode()
    assert Membership.objects.count() == before


def test_a_role_taken_away_acts_at_the_next_request(client, people: People) -> None:
    theirs = Membership.objects.get(person=people.sune.person)
    client.force_login(people.sune)
    assert client.get(reverse("admin:clusters_cluster_changelist")).status_code == 200
    client.force_login(people.sara)
    client.post(reverse("admin:clusters_membership_end", args=[theirs.pk]))
    client.force_login(people.sune)
    assert client.get(reverse("admin:clusters_cluster_changelist")).status_code != 200
    assert Record.objects.get(act="role_ended").subject_id == str(theirs.pk)


def test_a_role_is_mended(client, people: People) -> None:
    client.force_login(people.sara)
    role = Membership.objects.get(person=people.mette.person)
    last = timezone.localdate() + datetime.timedelta(days=5)
    typed = {"clinic": "", "kind": MemberKind.EMPLOYED, "valid_to": f"{last:%d.%m.%Y}"}
    assert client.post(page("membership", role.pk), typed).status_code == 302
    role.refresh_from_db()
    assert (role.kind, role.valid_to) == (MemberKind.EMPLOYED, last)
    assert "medlemstype: Ejerlæge → Ansat læge" in Record.objects.get(act="role_changed").text


def test_the_auditor_reads_and_others_do_not_come_in(client, people: People) -> None:
    mette = people.mette.person_id
    role = Membership.objects.get(person=mette)
    pages = [page("cluster", people.cluster.pk), page("person", mette), page("membership", role.pk)]
    client.force_login(people.rikke)
    for address in pages:
        shown = client.get(address)
        assert shown.status_code == 200 and 'name="_save"' not in shown.content.decode()
        assert client.post(address, CLUSTER).status_code == 403
    for model in ("cluster", "clinic", "person", "membership"):
        assert client.get(page(model)).status_code == 403
    client.post(reverse("admin:clusters_membership_end", args=[role.pk]))
    client.post(reverse("admin:clusters_person_invite", args=[mette]))
    assert not Message.objects.exists()
    client.force_login(people.karen)
    assert all(client.get(address).status_code != 200 for address in pages)
    role.refresh_from_db()
    assert role.valid_to is None


def test_nothing_is_deleted(client, people: People) -> None:
    client.force_login(people.sara)
    for model, pk in (("cluster", people.cluster.pk), ("person", people.ove.person_id)):
        assert client.post(reverse(f"admin:clusters_{model}_delete", args=[pk])).status_code == 403


def test_lists_cost_the_same_for_one_and_three_more(
    client, people: People, django_assert_num_queries
) -> None:
    client.force_login(people.sara)
    models = {"cluster": 8, "clinic": 9, "person": 8, "membership": 9}
    Clinic.objects.create(cluster=people.cluster, name="Klinik")
    for model, count in models.items():
        client.get(reverse(f"admin:clusters_{model}_changelist"))
        with django_assert_num_queries(count):
            assert client.get(reverse(f"admin:clusters_{model}_changelist")).status_code == 200
    for number in range(3):
        clinic = Clinic.objects.create(cluster=people.cluster, name=f"Klinik {number}")
        give_role(person_with_account(f"Ny{number}", "Læge"), Role.MEMBER, people.cluster, clinic=clinic)
    for model, count in models.items():
        with django_assert_num_queries(count):
            client.get(reverse(f"admin:clusters_{model}_changelist"))
