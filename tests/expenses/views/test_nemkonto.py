"""Choosing NemKonto on the voucher's page, seeing it on one's own, and leaving it; and a CVR that looks mistyped."""

import pytest

from expenses.actions.save_nemkonto import save_own_nemkonto
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.models import NemkontoNotice, PayeeIdentity
from expenses.policy import paying_to
from klyngeokonomi.danish.bank_account import BankAccount
from tests.factories.expenses import draft, voucher_at

CPR = "7001019999"
NEMKONTO = {"account": "ny", "method": "nemkonto", "gem": "1"}
NEW = PayTo.bank(BankAccount("0000", "0000005678"))


@pytest.fixture
def mette(client, people):
    client.force_login(people.mette)
    return client


@pytest.fixture
def invoice(people):
    return draft(people, payee=None, payee_account=None, kind="invoice", with_paper=False)


def url(voucher):
    return f"/bilag/{voucher.pk}/modtager/"


def test_ones_own_nemkonto_is_chosen_shown_masked_and_left(mette, people):
    voucher = draft(people, payee=None, payee_account=None, with_paper=False)
    page = mette.get(url(voucher)).content.decode()
    assert "PLO betaler til din NemKonto ved hjælp af dit CPR-nummer." in page
    wrong = mette.post(url(voucher), NEMKONTO | {"cpr": "700101-999"}).content.decode()
    assert "Et CPR-nummer er ti cifre." in wrong
    assert "700101-999" not in wrong
    kept = mette.post(url(voucher), NEMKONTO | {"cpr": "700101-9999"}, follow=True).content.decode()
    voucher.refresh_from_db()
    account = voucher.payee_account
    assert (account.method, account.identity.number) == ("nemkonto", CPR)
    assert "efter dit CPR-nummer" in kept
    assert "Vi har dit CPR-nummer: 700101-XXXX." in kept
    own = mette.get("/min-konto/").content.decode()
    assert "Dit CPR-nummer til NemKonto: 700101-XXXX." in own
    left = mette.post(f"/min-konto/{account.pk}/fravaelg/", follow=True).content.decode()
    assert paying_to.OPTED_OUT in left
    assert "Fravælg NemKonto</button>" not in left
    assert CPR[6:] not in wrong + kept + own + left
    offered = mette.get(url(voucher)).context["form"].offered.values()
    assert [one.method for one in offered] == ["bank"]
    mette.post(url(voucher), NEMKONTO, follow=True)
    assert [one.step for one in NemkontoNotice.objects.all()] == ["told", "opted_out", "told"]
    assert PayeeIdentity.objects.count() == 1


def test_a_companys_nemkonto_asks_for_its_cvr_and_that_it_was_told(mette, invoice):
    errors = mette.post(url(invoice), NEMKONTO).context["form"].errors
    assert errors.keys() == {"cvr", "told"}
    errors = mette.post(url(invoice), NEMKONTO | {"is_person": "on"}).context["form"].errors
    assert errors.keys() == {"method"}
    mette.post(url(invoice), NEMKONTO | {"cvr": "13585628", "told": "on"})
    invoice.refresh_from_db()
    assert (invoice.payee.cvr, invoice.payee_account.method) == ("13585628", "nemkonto")


def test_a_cvr_that_looks_mistyped_is_asked_about_and_can_be_gone_past(mette, invoice):
    typed = {
        "account": "ny",
        "method": "bank",
        "reg_number": "0000",
        "account_number": "1",
        "cvr": "12345678",
    }
    asked = mette.post(url(invoice), typed)
    assert asked.context["form"].errors.keys() == {"cvr"}
    assert "Ja, sådan står nummeret på fakturaen" in asked.content.decode()
    mette.post(url(invoice), typed | {"as_printed": "on", "gem": "1"})
    invoice.refresh_from_db()
    assert (invoice.payee.cvr, invoice.payee.kind) == ("12345678", "supplier")


def test_a_person_from_outside_is_a_speaker(mette, invoice):
    typed = {"account": "ny", "method": "bank", "reg_number": "0000", "account_number": "1", "gem": "1"}
    mette.post(url(invoice), typed | {"is_person": "on"})
    invoice.refresh_from_db()
    assert (invoice.payee.kind, invoice.payee.cvr) == ("speaker", "")


def test_a_suppliers_changed_account_is_offered_only_when_it_is_confirmed(mette, people, invoice):
    bank = PayTo.bank(BankAccount("0000", "0000004444"))
    first = save_supplier_account(people.cluster, by=people.karen, name="Prøveby Taxa", to=bank)
    save_supplier_account(people.cluster, by=people.karen, name="prøveby taxa", to=NEW)
    assert list(mette.get(url(invoice)).context["form"].offered.values()) == [first]


def test_another_account_is_told_on_the_vouchers_that_wait(mette, people):
    voucher = voucher_at("submitted", people)
    account = save_own_account(NEW, by=people.mette)
    for user, page in ((people.mette, "/bilag/{}/"), (people.karen, "/godkend/{}/")):
        mette.force_login(user)
        assert paying_to.CHANGE_WAITS in mette.get(page.format(voucher.pk)).content.decode()
    mette.force_login(people.sara)
    review = f"/plo/approvals/voucherreview/{voucher.pk}/change/"
    assert paying_to.CHANGE_WAITS in mette.get(review).content.decode()
    mette.post(f"/plo/expenses/accountreview/{account.pk}/bekraeft/")
    told = mette.get(review).content.decode()
    assert "Modtageren har fået en anden konto, efter bilaget blev sendt." in told


def test_anothers_nemkonto_cannot_be_left(mette, people):
    theirs = save_own_nemkonto(CPR, by=people.karen)
    assert mette.post(f"/min-konto/{theirs.pk}/fravaelg/").status_code == 404
