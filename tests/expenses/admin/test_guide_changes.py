"""The secretariat's pages where a change is proposed, looked at and published."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from expenses.actions.preview_change import preview_change
from expenses.enums import ChangeStep, RateKey
from expenses.models import GuideChange, Rate, Section, Term
from expenses.states import VoucherState
from expenses.tasks import sweep_changes
from klyngeokonomi.money import kr
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.factories.guide_changes import publish_rate
from tests.people import make_people

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:expenses_rate_changelist", "admin:expenses_rate_add"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def sara(client, people):
    client.force_login(people.sara)
    return client


def tomorrow():
    return timezone.localdate() + dt.timedelta(days=1)


def typed(**changes):
    return {"key": "2", "amount": "1.250,50", "valid_from": f"{tomorrow():%d.%m.%Y}", "why": "Ny"} | changes


def page(change):
    return reverse("admin:expenses_guidechange_change", args=[change.pk])


def test_an_amount_is_proposed_by_one_and_published_by_another(client, people, sara):
    answer = sara.post(reverse(ADD), typed())
    change = GuideChange.objects.get()
    assert answer.headers["Location"] == page(change)
    waiting = sara.get(page(change)).content.decode()
    assert "Bilagene regnes igennem" in waiting and ">Offentliggør<" not in waiting
    sweep_changes()
    mine = sara.get(page(change)).content.decode()
    assert "Du har selv foreslået ændringen." in mine and ">Offentliggør<" not in mine
    assert "<del>800,00 kr.</del>" in mine and "<ins>1.250,50 kr.</ins>" in mine
    client.force_login(people.sune)
    assert ">Offentliggør<" in client.get(page(change)).content.decode()
    client.post(reverse("admin:expenses_guidechange_publish", args=[change.pk]))
    newest = Rate.objects.filter(key=RateKey.DINNER).order_by("-valid_from").first()
    assert (newest.amount, newest.source, newest.valid_from) == (kr("1250.50"), "Ny", tomorrow())
    again = client.post(reverse("admin:expenses_guidechange_publish", args=[change.pk]), follow=True)
    assert "Ændringen er offentliggjort. Foreslå en ny" in again.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("amount", "1,234,50", "Skriv beløbet i kroner og øre"),
        ("amount", "0", "større end nul"),
        ("valid_from", "01.01.2020", "Den første dag er passeret"),
        ("valid_from", "", "Dette felt"),
        ("why", "", "Dette felt"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(sara, field, value, sentence):
    response = sara.post(reverse(ADD), typed(**{field: value}))
    shown = response.content.decode()
    assert (response.status_code, GuideChange.objects.count()) == (200, 0)
    assert sentence in shown and 'value="2" selected' in shown


def test_the_last_years_vouchers_are_judged_with_and_without(client, people, sara):
    """A taxi never hangs on an amount; a gift one øre above the new limit does."""
    fund(people.cluster, "9000.00", by=people.sara)
    confirm_opening(people)
    gift = voucher_at(
        VoucherState.SUBMITTED,
        people,
        category="gift",
        amount="200.01",
        supplier="Prøveby Vin",
        gift_recipient="Otto Oplægsholder Prøve",
        gift_occasion="Tak for et oplæg",
    )
    voucher_at(VoucherState.ENDORSED, people)
    sara.post(reverse(ADD), typed(key=str(int(RateKey.GIFT)), amount="200,00"))
    change = GuideChange.objects.get()
    preview_change(change.pk)
    change.refresh_from_db()
    found = change.preview
    assert (found["of"], found["judged"], found["differ"], found["stricter"]) == (2, 2, 1, 1)
    (case,) = found["cases"]
    assert (case["number"], [one["outcome"] for one in case["come"]]) == (gift.number, ["reason"])
    shown = sara.get(page(change)).content.decode()
    assert "1 af 2 bilag ville være bedømt anderledes, heraf 1 strengere." in shown
    assert gift.number in shown


def test_a_word_and_a_section_are_proposed(sara):
    day = {"valid_from": f"{tomorrow():%Y-%m-%d}", "why": "Ny aftale"}
    word = {"key": "discount", "word": "COMWELL", "anchor": "rabatordninger", "advice": "Ring.", **day}
    sara.post(reverse("admin:expenses_term_add"), word)
    old = Section.objects.get(slug="medibox")
    text = {"slug": "medibox", "title": old.title, "says": "Ny tekst.", "guide": "April 2027", **day}
    sara.post(reverse("admin:expenses_section_add"), text)
    section, term = GuideChange.objects.all()
    assert term.identity == {"key": "discount", "word": "Comwell"}
    assert section.values["position"] == old.position
    shown = sara.get(page(section)).content.decode()
    assert "<ins>Ny tekst.</ins>" in shown


def test_what_is_in_force_is_let_end_and_what_is_to_come_is_taken_back(sara, people):
    word = Term.objects.get(word="Scandic")
    ends = {"valid_from": f"{tomorrow():%Y-%m-%d}", "why": "Aftalen er sagt op"}
    sara.post(reverse("admin:expenses_term_end", args=[word.pk]), ends)
    assert GuideChange.objects.get().step == ChangeStep.END
    publish_rate(people, RateKey.DINNER, "850.00", tomorrow())
    coming = Rate.objects.get(key=RateKey.DINNER, valid_to=None)
    sara.post(reverse("admin:expenses_rate_end", args=[coming.pk]), {"why": "Fejl i vejledningen"})
    change = GuideChange.objects.first()
    assert (change.step, change.valid_from) == (ChangeStep.UNDO, tomorrow())
    shown = sara.get(page(change)).content.decode()
    assert "<del>850,00 kr.</del>" in shown and "<ins>800,00 kr.</ins>" in shown
    lunch = Rate.objects.get(key=RateKey.LUNCH)
    assert sara.get(reverse("admin:expenses_rate_end", args=[lunch.pk])).status_code == 403


def test_a_row_is_shown_and_not_edited(sara):
    rate = Rate.objects.get(key=RateKey.DINNER)
    url = reverse("admin:expenses_rate_change", args=[rate.pk])
    assert b'name="amount"' not in sara.get(url).content
    assert sara.post(url, {"amount": "1"}).status_code == 403
    rate.refresh_from_db()
    assert rate.amount == kr(800)


def test_the_auditor_reads_and_a_member_finds_nothing(client, people, sara):
    sara.post(reverse(ADD), typed())
    change = GuideChange.objects.get()
    client.force_login(people.rikke)
    shown = client.get(page(change))
    assert shown.status_code == 200 and "Træk forslaget tilbage" not in shown.content.decode()
    assert client.get(reverse(ADD)).status_code == 403
    client.force_login(people.mette)
    assert client.get(page(change)).status_code == 404
    assert client.get(reverse(LIST)).status_code == 404


def test_the_list_costs_the_same_for_one_and_three(sara, django_assert_num_queries):
    url = reverse("admin:expenses_guidechange_changelist")
    for key in (RateKey.DINNER, RateKey.LUNCH, RateKey.ROOM):
        sara.post(reverse(ADD), typed(key=str(int(key))))
        if key in (RateKey.DINNER, RateKey.ROOM):
            with django_assert_num_queries(7):
                sara.get(url)
