import datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from expenses.models import Voucher
from expenses.states import VoucherState
from tests.factories.expenses import draft, voucher_at
from tests.factories.meetings import held_meeting, plan

HX = {"HX-Request": "true"}
WHOLE = {
    "meeting": "intet",
    "no_meeting_reason": "Planlægning hos kommunen.",
    "supplier": "Prøveby Kro",
    "voucher_date": "2026-05-12",
    "text": "Middag",
    "reason": "",
    "prior_agreement": "ja",
    "linje-TOTAL_FORMS": "1",
    "linje-INITIAL_FORMS": "0",
    "linje-0-category": "transport",
    "linje-0-gross": "4.350",
    "linje-0-vat": "0",
}


@pytest.fixture
def mette(client, people):
    client.force_login(people.mette)
    return client


@pytest.fixture
def voucher(people):
    return draft(people, with_paper=False, no_meeting_reason="", supplier="", reason="")


def url(voucher, page="hvad"):
    return f"/bilag/{voucher.pk}/{page}/"


def post(client, voucher, **changes):
    return client.post(url(voucher), {"videre": "1", **WHOLE, **changes})


def live(client, voucher, **changes):
    voucher.refresh_from_db()
    return client.post(
        url(voucher, "bemaerkninger"), {"udgave": voucher.version, **WHOLE, **changes}, headers=HX
    )


def test_whole_details_are_kept_and_lead_on(mette, voucher):
    assert post(mette, voucher).headers["Location"] == url(voucher, "modtager")
    voucher.refresh_from_db()
    line = voucher.lines.get()
    assert (voucher.supplier, voucher.voucher_date, voucher.text) == (
        "Prøveby Kro",
        datetime.date(2026, 5, 12),
        "Middag",
    )
    assert (voucher.gross, line.gross, line.vat) == (Decimal("4350.00"), Decimal("4350.00"), Decimal("0.00"))
    assert (voucher.meeting, voucher.no_meeting_reason) == (None, "Planlægning hos kommunen.")


def test_without_a_script_the_tick_works_the_vat_out(mette, voucher):
    post(mette, voucher, **{"linje-0-vat": "", "linje-0-vat_standard": "on"})
    assert voucher.lines.get().vat == Decimal("870.00")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"linje-0-gross": "1.000,505"}, "Skriv beløbet i kroner og øre, fx 1.234,50."),
        ({"linje-0-gross": ""}, "Skriv beløbet."),
        ({"linje-0-category": ""}, "Vælg, hvad der er købt."),
        ({"supplier": " "}, "Skriv, hvem der har solgt det."),
        ({"voucher_date": ""}, "Skriv datoen på papiret."),
        ({"voucher_date": "32.13.2026"}, "Skriv datoen som dag, måned og år, fx 12.05.2026."),
        ({"voucher_date": "2019-12-31"}, "Se efter, om årstallet er rigtigt."),
        ({"meeting": ""}, "Vælg det møde, bilaget hører til, eller «Intet møde»."),
        ({"meeting": "andet"}, "Vælg mødet på listen."),
        ({"no_meeting_reason": ""}, "Skriv kort, hvad udgiften så har med klyngen at gøre."),
    ],
)
def test_an_error_keeps_all_that_was_typed(mette, voucher, changes, sentence):
    answer = post(mette, voucher, text="Fra stationen", **changes)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "data-ko-focus" in page
    assert 'value="Fra stationen"' in page
    assert all(
        f'value="{value}"' in page for name, value in changes.items() if value.strip() and name[0] != "m"
    )
    voucher.refresh_from_db()
    assert voucher.text == "Fra stationen"


def test_the_day_may_be_today_and_not_tomorrow(mette, voucher):
    with time_machine.travel(datetime.datetime(2026, 5, 12, 23, 30, tzinfo=timezone.get_default_timezone())):
        assert post(mette, voucher, voucher_date="12.05.2026").status_code == 302
        assert "ligger ude i fremtiden" in post(mette, voucher, voucher_date="13.05.2026").content.decode()


def test_a_meeting_is_chosen_from_the_cards_or_from_the_list(mette, people, voucher):
    near, far = plan(people, days=-3), plan(people, days=300, topic="Langt væk")
    post(mette, voucher, meeting=near.pk)
    voucher.refresh_from_db()
    assert (voucher.meeting, voucher.no_meeting_reason) == (near, "")
    post(mette, voucher, meeting="andet", other_meeting=far.pk)
    voucher.refresh_from_db()
    assert voucher.meeting == far


@pytest.mark.parametrize("field", ["meeting", "other_meeting"])
def test_a_foreign_meeting_is_refused_in_either_field(mette, people, voucher, field):
    foreign = plan(people, by=people.sara, cluster=people.other_cluster)
    answer = post(mette, voucher, **({"meeting": "andet"} | {field: foreign.pk}))
    assert field in answer.context["form"].errors
    assert foreign.topic not in answer.content.decode()
    voucher.refresh_from_db()
    assert voucher.meeting is None


def test_an_invoice_has_a_number_and_an_outlay_has_none(mette, people, voucher):
    invoice = draft(people, with_paper=False, kind="invoice")
    post(mette, invoice, invoice_number="F-77")
    post(mette, voucher, invoice_number="F-78")
    assert set(Voucher.objects.values_list("kind", "invoice_number")) == {("invoice", "F-77"), ("outlay", "")}


def test_without_a_script_a_line_is_added_and_nothing_is_lost(mette, voucher):
    data = WHOLE | {"tilfoej": "1", "linje-0-gross": "200", "supplier": "Kroen"}
    page = mette.post(url(voucher), data)
    assert [form["gross"].value() for form in page.context["lines"]] == ["200", None]
    assert not page.context["form"].errors
    two = {
        "linje-TOTAL_FORMS": "2",
        "linje-1-category": "room",
        "linje-1-gross": "100,50",
        "linje-1-text": "Sal",
    }
    post(mette, voucher, **two)
    voucher.refresh_from_db()
    assert voucher.gross == Decimal("4450.50")
    assert [(line.category, line.text) for line in voucher.lines.all()] == [
        ("transport", ""),
        ("room", "Sal"),
    ]
    post(mette, voucher, **two, **{"linje-1-DELETE": "on"})
    assert [line.category for line in voucher.lines.all()] == ["transport"]


def test_what_the_paper_tells_is_offered_and_only_taken_when_pressed(mette, people):
    voucher = draft(people, supplier="")
    voucher.attachments.get().document.__class__.objects.update(text="Prøveby Hotel A/S\nI alt 4.350,00")
    page = mette.get(url(voucher)).content.decode()
    assert 'name="forslag" value="supplier=Prøveby Hotel A/S"' in page
    assert 'name="supplier" value=' not in page
    taken = mette.post(url(voucher), WHOLE | {"supplier": "", "forslag": "supplier=Prøveby Hotel A/S"})
    assert 'name="supplier" value="Prøveby Hotel A/S"' in taken.content.decode()
    voucher.refresh_from_db()
    assert voucher.supplier == "Prøveby Hotel A/S"


def test_a_finding_that_asks_for_a_reason_gets_one_before_going_on(mette, people, voucher):
    meeting = held_meeting(people)
    dinner = {
        "meeting": meeting.pk,
        "linje-0-category": "dinner",
        "linje-0-gross": "2.700",
        "linje-0-vat": "",
    }
    page = post(mette, voucher, **dinner)
    assert "Skriv en begrundelse." in page.content.decode()
    assert "data-ko-reason>" in page.content.decode()
    assert post(mette, voucher, **dinner, reason="To oplægsholdere var med.").status_code == 302


def test_the_reason_is_out_of_sight_while_nothing_asks_for_it(mette, voucher):
    assert "data-ko-reason hidden>" in mette.get(url(voucher)).content.decode()


def test_what_is_typed_is_kept_while_one_writes(mette, voucher):
    with time_machine.travel(datetime.datetime(2026, 5, 12, 10, 3, tzinfo=datetime.UTC), tick=False):
        part = live(mette, voucher, supplier="Kroen", **{"linje-0-gross": "12"}).content.decode()
    assert "Gemt kl. 12.03" in part
    voucher.refresh_from_db()
    assert (voucher.supplier, voucher.gross) == ("Kroen", Decimal("12.00"))
    assert f'name="udgave" value="{voucher.version}"' in part


def test_half_written_fields_keep_what_was_saved_and_the_rest_is_kept(mette, voucher):
    live(mette, voucher)
    part = live(mette, voucher, voucher_date="2026-1", supplier="Hotellet", **{"linje-0-gross": "4.3x"})
    voucher.refresh_from_db()
    assert (voucher.supplier, voucher.gross, voucher.voucher_date) == (
        "Hotellet",
        Decimal("4350.00"),
        datetime.date(2026, 5, 12),
    )
    assert "Gemt kl." in part.content.decode()


def test_an_older_page_does_not_write_over_a_newer(mette, voucher):
    live(mette, voucher, supplier="Nyt")
    old = mette.post(
        url(voucher, "bemaerkninger"), {"udgave": "1", **WHOLE, "supplier": "Gammelt"}, headers=HX
    )
    voucher.refresh_from_db()
    assert voucher.supplier == "Nyt"
    assert "ændret i et andet vindue" in old.content.decode()
    assert "Gemt kl." not in old.content.decode()


def test_findings_speak_of_what_is_written_and_are_part_of_the_page(mette, people, voucher, part_of):
    meeting = held_meeting(people)
    dinner = {
        "meeting": meeting.pk,
        "linje-0-category": "dinner",
        "linje-0-gross": "300",
        "linje-0-vat": "60",
    }
    part = live(mette, voucher, **dinner).content.decode()
    assert "er inden for rammen" in part
    whole = mette.get(url(voucher)).content.decode()
    unsaved = "\n".join(line for line in part.splitlines() if "Gemt kl." not in line)
    assert part_of(unsaved, whole)


def test_extra_fields_are_passed_over(mette, people, voucher):
    post(mette, voucher, state="approved", gross="1", cluster=people.other_cluster.pk, payee="1", number="9")
    voucher.refresh_from_db()
    assert (voucher.state, voucher.gross, voucher.cluster, voucher.number) == (
        "draft",
        Decimal("4350.00"),
        people.cluster,
        None,
    )


def test_a_sent_voucher_answers_a_late_fragment_with_its_sentence(mette, people):
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    answer = live(mette, voucher, supplier="Sent")
    assert (answer.status_code, "Bilaget er sendt" in answer.content.decode()) == (409, True)
    voucher.refresh_from_db()
    assert voucher.supplier == "Prøveby Taxa"


def test_why_it_came_back_stands_at_the_top(mette, people):
    page = mette.get(url(voucher_at(VoucherState.RETURNED, people))).content.decode()
    assert "Karen Koordinator returnerede bilaget i dag" in page
    assert "Kvitteringen er ulæselig." in page


@pytest.mark.parametrize("lines", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_line_and_for_three(
    mette, people, lines, django_assert_num_queries
):
    voucher = draft(people, with_paper=False)
    more = {"linje-TOTAL_FORMS": str(lines)}
    for index in range(lines):
        more |= {f"linje-{index}-category": "room", f"linje-{index}-gross": "10"}
    post(mette, voucher, **more)
    for number in range(lines):
        plan(people, days=number + 1)
    mette.get(url(voucher))
    with django_assert_num_queries(17):
        assert mette.get(url(voucher)).status_code == 200
