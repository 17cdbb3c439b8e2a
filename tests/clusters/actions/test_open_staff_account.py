"""Staff's accounts: opened by the secretariat, used through a password of one's own and a second factor."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from clusters.actions.open_staff_account import open_staff_account
from clusters.models import Membership, Person, User
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def test_a_colleague_gets_a_user_name_and_a_mail(people: People) -> None:
    user = open_staff_account(people.sune.person, by=people.sara)
    assert (user.pk, user.username, user.email) == (
        people.sune.pk,
        "sune@example.org",
        "sune@example.org",
    )
    assert not user.has_usable_password()
    mail = Message.objects.get()
    assert mail.to == "sune@example.org"
    assert "/adgang/adgangskode/glemt/" in mail.body_text
    assert Record.objects.get(act="staff_account_opened").by == people.sara


def test_the_mail_leads_to_a_password(people: People, client: Client) -> None:
    user = open_staff_account(people.rikke.person, by=people.sara)
    client.post("/adgang/adgangskode/glemt/", {"email": "RIKKE@example.org"})
    assert Message.objects.filter(to=user.email, key__contains="password-reset").count() == 1


def test_only_the_secretariat_opens_accounts(people: People) -> None:
    for by in (people.karen, people.rikke, people.mette):
        with pytest.raises(Refused, match="klyngesekretariat"):
            open_staff_account(people.sune.person, by=by)
    assert not Message.objects.exists()


def test_members_get_no_password(people: People) -> None:
    with pytest.raises(Refused, match="rollen"):
        open_staff_account(people.karen.person, by=people.sara)
    assert User.objects.get(pk=people.karen.pk).username == "karen"


def test_an_address_that_is_missing_or_taken_is_refused(people: People) -> None:
    Person.objects.filter(pk=people.sune.person_id).update(email="")
    with pytest.raises(Refused, match="ingen mailadresse"):
        open_staff_account(Person.objects.get(pk=people.sune.person_id), by=people.sara)
    User.objects.filter(pk=people.mette.pk).update(username="rikke@example.org")
    with pytest.raises(Refused, match="brugernavn af en anden"):
        open_staff_account(people.rikke.person, by=people.sara)


def test_the_first_account_on_a_fresh_installation() -> None:
    for _ in range(2):
        call_command("open_staff_account", "Anne Prøve", "anne@example.org")
    assert Person.objects.count() == User.objects.count() == 1
    assert Membership.objects.get().role == "secretariat"
    call_command("open_staff_account", "Bent Prøve", "bent@example.org", "--role", "auditor")
    with pytest.raises(CommandError, match="brugernavn af en anden"):
        call_command("open_staff_account", "En Anden", "anne@example.org")
    assert Person.objects.filter(name="En Anden").count() == 0
