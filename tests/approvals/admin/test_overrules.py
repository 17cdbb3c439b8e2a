"""The secretariat answers about a stop: on the draft it was asked about, and on a voucher that is sent."""

import datetime as dt

import pytest
from django.test import Client

from approvals.selectors.desk import desk_of
from expenses.models import Overrule, Term
from expenses.selectors.findings import findings_for
from expenses.states import VoucherState
from tests.factories.expenses import draft, voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
LIST = "/plo/expenses/overrulerequest/"


@pytest.fixture
def people() -> People:
    return make_people()


def test_the_draft_is_shown_until_it_is_answered(client: Client, people: People) -> None:
    voucher = draft(people, text="Taxa til kursus uden Medibox")
    client.force_login(people.mette)
    asking = client.post(f"/bilag/{voucher.pk}/bed-plo/", {"text": "Kun nævnt."}, follow=True)
    assert "Du bad PLO om at se på stoppet" in asking.content.decode()
    request = voucher.overrule_requests.get()
    paper = f"/bilag/{voucher.pk}/papir/{voucher.attachments.get().pk}/side/1/"
    page, answer = f"{LIST}{request.pk}/change/", f"{LIST}{request.pk}/svar/"
    client.force_login(people.rikke)
    assert paper not in client.get(page).content.decode()
    assert client.get(paper).status_code == 404
    client.force_login(people.sara)
    assert [heap.count for heap in desk_of(people.sara) if "et stop" in heap.label] == [1]
    assert "Mette Medlem" in client.get(LIST).content.decode()
    assert paper in client.get(page).content.decode()
    assert client.get(paper).status_code == 200
    refused = client.post(answer, {"mark": request.mark, "allowed": "ja", "reason": " "}).content.decode()
    assert "Skriv en begrundelse, så alle kan se, hvorfor." in refused
    client.post(answer, {"mark": request.mark, "allowed": "nej", "reason": "Det er et abonnement."})
    assert not Overrule.objects.get().allowed
    assert client.get(paper).status_code == 404
    assert "Stoppet er fastholdt. Det er et abonnement." in client.get(page).content.decode()
    client.force_login(people.mette)
    own = client.get(f"/bilag/{voucher.pk}/modtager/").content.decode()
    assert "PLO har set på det og fastholder stoppet" in own
    assert "Bed PLO om at se på det</button>" not in own


def test_a_word_added_after_sending_is_answered_on_the_voucher(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    Term.objects.create(
        key="never_paid", word="Stationen", anchor="offentlige-midler", valid_from=dt.date(2026, 1, 1)
    )
    client.force_login(people.karen)
    assert "kan PLO's klyngesekretariat lade stoppet falde bort" in client.get(
        f"/godkend/{voucher.pk}/"
    ).content.decode().replace("&#x27;", "'")
    client.force_login(people.sara)
    review = f"/plo/approvals/voucherreview/{voucher.pk}/"
    (stop,) = client.get(f"{review}change/").context["case"].stops
    client.post(f"{review}stop/", {"mark": stop.mark, "allowed": "ja", "reason": "Et sted, ikke et køb."})
    (note,) = findings_for(voucher)
    assert (note.outcome, note.sentence) == ("note", "PLO har set på det: Et sted, ikke et køb.")


def test_nothing_is_asked_of_a_voucher_without_such_a_stop(client: Client, people: People) -> None:
    voucher = draft(people)
    client.force_login(people.mette)
    asked = client.post(f"/bilag/{voucher.pk}/bed-plo/", {"text": "Kun nævnt."})
    assert asked.status_code == 409
    assert client.post(f"/bilag/{voucher.pk}/bed-plo/", {"text": " "}).status_code == 200
    assert not voucher.overrule_requests.exists()
