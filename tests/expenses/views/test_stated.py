"""What only the claimant can tell is asked where it belongs, kept, and not asked when it is known."""

import datetime as dt

from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import VoucherKind
from klyngeokonomi.money import kr
from tests.expenses.views.test_details import HX, WHOLE, url
from tests.factories.expenses import card_purchase, draft
from tests.factories.meetings import held_meeting

RIDE = {name: value for name, value in WHOLE.items() if name != "prior_agreement"}
GIFT = RIDE | {"linje-0-category": "gift", "linje-0-gross": "200"}
CARD = GIFT | {"linje-0-category": "other"}


def post(client, voucher, **data):
    return client.post(url(voucher), {"videre": "1"} | data)


def test_a_ride_asks_whether_it_was_agreed_and_an_unanswered_question_stands_at_its_field(client, people):
    client.force_login(people.mette)
    voucher = draft(people, with_paper=False, prior_agreement=None, reason="")
    page = post(client, voucher, **RIDE).content.decode()
    assert '<a class="function-link" href="#id_prior_agreement">Svar på, om det var aftalt' in page
    answered = RIDE | {"prior_agreement": "nej", "reason": "Toget var aflyst."}
    assert post(client, voucher, **answered).status_code == 302
    voucher.refresh_from_db()
    assert voucher.prior_agreement is False
    room = answered | {"linje-0-category": "room"}
    post(client, voucher, **room)
    voucher.refresh_from_db()
    assert voucher.prior_agreement is None


def test_the_coordinator_is_not_asked_what_the_coordinator_agreed(client, people):
    client.force_login(people.karen)
    voucher = draft(people, by=people.karen, with_paper=False, prior_agreement=None)
    assert 'name="prior_agreement"' not in client.get(url(voucher)).content.decode()
    assert post(client, voucher, **RIDE).status_code == 302


def test_a_gift_asks_whom_it_is_for(client, people):
    client.force_login(people.mette)
    voucher = draft(people, with_paper=False, reason="")
    page = post(client, voucher, **GIFT).content.decode()
    for sentence in (
        "Skriv navnet på den, gaven er til.",
        "Skriv, hvad gaven er tak for.",
        "Svar på, om det var aftalt",
    ):
        assert sentence in page
    said = {"gift_recipient": "Otto Oplæg", "gift_occasion": "Tak for oplægget", "prior_agreement": "ja"}
    assert post(client, voucher, **GIFT, **said).status_code == 302
    voucher.refresh_from_db()
    assert (voucher.gift_recipient, voucher.gift_occasion, voucher.prior_agreement) == (
        "Otto Oplæg",
        "Tak for oplægget",
        True,
    )
    shown = client.get(url(voucher, "modtager")).content.decode()
    assert "<dt>Gaven er til</dt><dd>Otto Oplæg</dd>" in shown


def test_the_card_asks_whose_it_is_and_is_sent_without_anyone_to_pay(client, people):
    client.force_login(people.mette)
    voucher = card_purchase(
        people, card_holder_is_claimant=None, card_month_total_before=None, prior_agreement=None
    )
    page = post(client, voucher, **CARD).content.decode()
    assert "Svar på, om kortet er dit eget." in page
    assert "Skriv, hvad kortet ellers er brugt til i måneden." in page
    answers = CARD | {"card_holder_is_claimant": "ja", "card_month_total_before": "1.200,50"}
    assert post(client, voucher, **answers).status_code == 302
    page = client.get(url(voucher, "modtager")).content.decode()
    assert "Købet er betalt med klyngens kort, så der skal ikke udbetales noget." in page
    assert "<dt>Kortet brugt før i måneden</dt><dd>1.200,50 kr.</dd>" in page.replace("\xa0", " ")
    assert "id_account" not in page
    sent = client.post(url(voucher, "modtager"), {"send": "1", "after": "0"})
    assert sent.headers["Location"] == url(voucher, "sendt")
    voucher.refresh_from_db()
    assert (voucher.state, voucher.payee, voucher.card_month_total_before) == (
        "submitted",
        None,
        kr("1200.50"),
    )


def test_what_the_month_is_known_to_hold_is_shown_and_not_asked(client, people):
    client.force_login(people.mette)
    earlier = card_purchase(people, amount="800.00", voucher_date=dt.date(2026, 5, 2))
    submit_voucher(earlier, by=people.mette)
    voucher = card_purchase(people, voucher_date=None, card_month_total_before=None)
    known = "har kortet i samme måned allerede betalt 800,00 kr."
    assert known not in client.get(url(voucher)).content.decode().replace("\xa0", " ")
    answer = CARD | {"udgave": voucher.version, "card_holder_is_claimant": "ja"}
    part = client.post(url(voucher, "bemaerkninger"), answer, headers=HX).content.decode()
    assert '<div id="kort-maaned" hx-swap-oob="innerHTML">' in part
    assert known in part.replace("\xa0", " ")
    assert post(client, voucher, **answer).status_code == 302


def test_a_missing_programme_asks_for_its_reason_on_the_page_where_it_is_written(client, people):
    client.force_login(people.mette)
    voucher = draft(people, with_paper=False, reason="")
    meeting = held_meeting(people, programme="")
    dinner = RIDE | {"meeting": meeting.pk, "linje-0-category": "dinner", "linje-0-vat": "0"}
    page = post(client, voucher, **(dinner | {"linje-0-gross": "300"})).content.decode()
    assert "Skriv en begrundelse." in page
    assert "data-ko-reason>" in page
    assert 'data-ko-at="meeting"><p class="ko-at ko-finding-reason">' in page
    given = dinner | {"linje-0-gross": "300", "reason": "Programmet kom på selve aftenen."}
    assert post(client, voucher, **given).status_code == 302
    page = client.get(url(voucher)).content.decode()
    assert (page.count("Begrundet"), page.count("Begrund\n")) == (2, 0)


def test_the_third_answer_makes_a_card_purchase_and_clears_the_account(client, people):
    client.force_login(people.mette)
    voucher = draft(people)
    client.post(url(voucher, "papirer"), {"kind": "card", "videre": "1"})
    voucher.refresh_from_db()
    assert (voucher.kind, voucher.payee, voucher.payee_account) == (VoucherKind.CARD, None, None)
    page = client.get(url(voucher, "papirer")).content.decode()
    assert "Nej, jeg brugte klyngens kort" in page
    assert '<optgroup label="Tæller ikke alene">' in page
    assert ("Se efter og send" in page, "Timeregnskab" in page) == (True, False)


def test_a_ride_that_was_not_agreed_asks_for_its_reason_at_its_own_question(client, people):
    client.force_login(people.mette)
    voucher = draft(people, with_paper=False, reason="")
    page = post(client, voucher, **RIDE, prior_agreement="nej").content.decode()
    assert "Skriv en begrundelse. Transporten var ikke aftalt med koordinatoren på forhånd." in page
    assert 'data-ko-at="prior_agreement"><p class="ko-at ko-finding-reason">' in page
