import pytest

from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Voucher
from expenses.selectors.content import last_move
from expenses.states import VoucherState
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.documents.models import Document
from klyngeokonomi.outbox.models import Message
from tests.factories.expenses import draft, voucher_at

BANK = {"account": "ny", "method": "bank", "reg_number": "0000", "account_number": "12 34"}
FIK = "+71< 000000000000018 +81234567<"


@pytest.fixture
def mette(client, people):
    client.force_login(people.mette)
    return client


@pytest.fixture
def outlay(people):
    return draft(people, payee=None, payee_account=None)


@pytest.fixture
def invoice(people):
    return draft(people, payee=None, payee_account=None, kind="invoice", with_paper=False)


def url(voucher):
    return f"/bilag/{voucher.pk}/modtager/"


def test_a_new_account_is_kept_and_shown_back_masked(mette, people):
    voucher = draft(people, payee=None, payee_account=None, with_paper=False)
    answer = mette.post(url(voucher), {**BANK, "account_number": "98 76", "gem": "1"}, follow=True)
    voucher.refresh_from_db()
    assert (voucher.payee.person, voucher.payee_account.account_number) == (people.mette.person, "0000009876")
    assert "Konto •••• 9876" in answer.content.decode()
    assert "0000009876" not in answer.content.decode()


def test_the_account_last_used_is_offered_first(mette, people):
    second = save_own_account(PayTo.bank(BankAccount("0000", "0000009999")), by=people.mette)
    first = draft(people, with_paper=False).payee_account
    offered = mette.get(url(draft(people, payee=None, payee_account=None, with_paper=False))).context["form"]
    assert next(iter(offered.offered.values())) == first
    assert second in offered.offered.values()
    assert offered["account"].value() == str(first.pk)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"reg_number": "12"}, "reg_number", "Et registreringsnummer er fire cifre."),
        ({"account_number": "12345678901"}, "account_number", "Et kontonummer er højst ti cifre."),
        ({"method": "iban", "iban": "DK12"}, "iban", "IBAN'et er ikke gyldigt."),
        ({"method": "fik"}, "method", ""),
    ],
)
def test_a_wrong_account_says_why_and_keeps_what_was_typed(mette, outlay, changes, field, sentence):
    answer = mette.post(url(outlay), {**BANK, **changes, "send": "1"})
    assert answer.context["form"].errors.keys() == {field}
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert 'name="account_number" value="' in answer.content.decode()
    assert Voucher.objects.get(pk=outlay.pk).state == VoucherState.DRAFT


def test_anothers_account_cannot_be_chosen(mette, people, outlay):
    theirs = save_own_account(PayTo.bank(BankAccount("0000", "0000005555")), by=people.karen)
    answer = mette.post(url(outlay), {"account": theirs.pk, "send": "1"})
    assert "account" in answer.context["form"].errors
    assert "5555" not in answer.content.decode()
    outlay.refresh_from_db()
    assert outlay.payee is None


def test_another_clusters_supplier_cannot_be_chosen(mette, people, invoice):
    foreign = save_supplier_account(
        people.other_cluster,
        by=people.frede,
        name="Prøveby Taxa",
        to=PayTo.bank(BankAccount("0000", "0000005555")),
    )
    page = mette.get(url(invoice))
    assert page.context["form"].offered == {}
    assert "account" in mette.post(url(invoice), {"account": foreign.pk}).context["form"].errors


def test_a_supplier_paid_before_is_offered_by_name(mette, people, invoice):
    known = save_supplier_account(
        people.cluster, by=people.karen, name="prøveby taxa", to=PayTo.bank(BankAccount("0000", "0000004444"))
    )
    assert list(mette.get(url(invoice)).context["form"].offered.values()) == [known]


def test_a_payment_line_is_kept_in_its_parts_and_read_back(mette, people, invoice):
    mette.post(
        url(invoice), {"account": "ny", "method": "fik", "fik_line": FIK, "cvr": "13 58 56 28", "gem": "1"}
    )
    invoice.refresh_from_db()
    account = invoice.payee_account
    assert (account.fik_type, account.fik_id, account.fik_creditor) == ("71", "000000000000018", "81234567")
    assert (account.payee.name, account.payee.cvr, account.payee.cluster) == (
        "Prøveby Taxa",
        "13585628",
        people.cluster,
    )
    page = mette.get(url(invoice)).content.decode()
    assert "Korttype 71 · betalings-id 000000000000018 · kreditornummer 81234567" in page


def test_a_wrong_cvr_says_so(mette, invoice):
    answer = mette.post(url(invoice), {"account": "ny", "method": "fik", "fik_line": FIK, "cvr": "12345678"})
    assert answer.context["form"].errors.keys() == {"cvr"}


def test_a_pasted_line_is_read_back_at_once(mette):
    right = mette.post("/bilag/betalingslinje/", {"fik_line": FIK}).content.decode()
    assert "Korttype 71 · betalings-id 000000000000018 · kreditornummer 81234567" in right
    wrong = mette.post("/bilag/betalingslinje/", {"fik_line": "+71<19+81234567<"}).content.decode()
    assert "kontrolciffer passer ikke" in wrong


def test_sent_in_one_press_with_a_new_account(mette, people, outlay):
    answer = mette.post(url(outlay), {**BANK, "send": "1"})
    assert answer.headers["Location"] == f"/bilag/{outlay.pk}/sendt/"
    outlay.refresh_from_db()
    assert (outlay.state, outlay.payee_account.account_number) == (VoucherState.SUBMITTED, "0000001234")
    assert outlay.number.endswith("-00001")


def test_pressed_twice_it_is_sent_once(mette, people, outlay):
    mette.post(url(outlay), {**BANK, "send": "1"})
    mails = Message.objects.count()
    again = mette.post(url(outlay), {**BANK, "send": "1"})
    assert again.headers["Location"] == f"/bilag/{outlay.pk}/"
    outlay.refresh_from_db()
    assert outlay.moves.count() == 1
    assert Message.objects.count() == mails
    assert mette.get(f"/bilag/{outlay.pk}/sendt/").status_code == 200


def test_a_press_that_comes_while_the_first_is_being_sent_is_told_what_the_first_did(
    mette, people, outlay, monkeypatch
):
    def after_the_other(voucher, *, by, **changed):
        sent = edit_voucher(voucher, by=by, **changed)
        submit_voucher(sent, by=by, after=last_move(sent))
        return edit_voucher(voucher, by=by, **changed)

    monkeypatch.setattr("expenses.views.payee.edit_voucher", after_the_other)
    answer = mette.post(url(outlay), {**BANK, "send": "1"}, follow=True)
    assert answer.redirect_chain == [(f"/bilag/{outlay.pk}/", 302)]
    assert "Bilaget er sendt" in answer.content.decode()
    assert outlay.moves.count() == 1


def test_what_is_missing_is_said_with_the_way_to_it_and_cannot_be_sent(mette, people):
    voucher = draft(people, with_paper=False, supplier="")
    page = mette.get(url(voucher)).content.decode()
    assert "Læg kvitteringen eller fakturaen op." in page
    assert f'href="/bilag/{voucher.pk}/papirer/"' in page
    assert 'name="send"' not in page
    account = voucher.payee_account_id
    refused = mette.post(url(voucher), {"account": account, "send": "1"})
    assert refused.status_code == 409
    assert "Læg kvitteringen eller fakturaen op." in refused.content.decode()


def test_a_stop_keeps_it_from_being_sent(mette, people):
    sent, voucher = voucher_at(VoucherState.SUBMITTED, people), draft(people)
    same = sent.attachments.get().document.sha256
    Document.objects.filter(pk=voucher.attachments.get().document_id).update(sha256=same)
    page = mette.get(url(voucher)).content.decode()
    assert "Stop" in page
    assert 'name="send"' not in page
    assert mette.post(url(voucher), {"account": voucher.payee_account_id, "send": "1"}).status_code == 409


def test_the_sending_button_names_the_amount(mette, people):
    page = mette.get(url(draft(people, amount="4350.00"))).content.decode()
    assert "Send 4.350,00\u00a0kr. til godkendelse" in page


def test_an_outlay_made_into_an_invoice_asks_again_who_is_paid(mette, people):
    voucher = draft(people, with_paper=False)
    mette.post(f"/bilag/{voucher.pk}/papirer/", {"kind": "invoice"})
    form = mette.get(url(voucher)).context["form"]
    assert (form.offered, form["account"].value()) == ({}, "ny")


def test_others_have_no_page(client, people):
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    assert client.get(url(voucher)).status_code == 403
