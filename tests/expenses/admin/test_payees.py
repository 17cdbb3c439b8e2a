"""The secretariat's pages of payees and changed accounts."""

import pytest

from expenses.actions.save_nemkonto import save_own_nemkonto
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.enums import PayeeKind
from expenses.models import AccountConfirmation, PayeeIdentity, payee_identity
from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.bank_account import BankAccount
from tests.factories.expenses import voucher_at

CPR = "7001019999"
OLD, NEW = (PayTo.bank(BankAccount("0000", f"000000{end}")) for end in ("1234", "5678"))


@pytest.fixture
def sara(client, people, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    client.force_login(people.sara)
    return client


def page_of(payee) -> str:
    return f"/plo/expenses/payee/{payee.pk}/"


@pytest.mark.case("T115")
def test_a_number_is_masked_and_shown_once_for_a_reason(sara, people):
    identity = save_own_nemkonto(CPR, by=people.mette).identity
    page, reveal = page_of(identity.payee) + "change/", page_of(identity.payee) + f"vis-cpr/{identity.pk}/"
    shown = sara.get(page).content.decode()
    assert "700101-XXXX, skrevet af Mette Medlem" in shown
    assert CPR[6:] not in shown
    assert "Det bliver gemt." in sara.post(reveal, {"reason": ""}).content.decode()
    assert "Skriv ikke CPR-numre her." in sara.post(reveal, {"reason": CPR}).content.decode()
    assert not Record.objects.filter(act="cpr_shown").exists()
    answer = sara.post(reveal, {"reason": "Banken spørger."})
    assert "CPR-nummeret er <strong>700101-9999</strong>" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Record.objects.get(act="cpr_shown").by == people.sara
    assert CPR[6:] not in sara.get(page).content.decode()
    sara.force_login(people.rikke)
    assert "Vis hele nummeret" not in sara.get(page).content.decode()
    assert sara.post(reveal, {"reason": "Revision"}).status_code == 403


@pytest.mark.twin("T115")
def test_with_nothing_masked_the_number_stands_on_the_page(sara, people, monkeypatch):
    monkeypatch.setattr(payee_identity, "masked_cpr", lambda number: number)
    identity = save_own_nemkonto(CPR, by=people.mette).identity
    assert CPR in sara.get(page_of(identity.payee) + "change/").content.decode()


def test_the_secretariat_writes_a_speakers_nemkonto_and_sees_the_same_number_elsewhere(sara, people):
    save_own_nemkonto(CPR, by=people.mette)
    speaker = save_supplier_account(
        people.cluster, by=people.karen, name="Otto Oplæg", to=OLD, kind=PayeeKind.SPEAKER
    ).payee
    typed = {"cpr": "700101-9999", "told_on": "2026-05-12"}
    wrong = sara.post(page_of(speaker) + "nemkonto/", typed | {"cpr": "0"}).content.decode()
    assert "Et CPR-nummer er ti cifre." in wrong
    page = sara.post(page_of(speaker) + "nemkonto/", typed, follow=True).content.decode()
    assert PayeeIdentity.objects.filter(payee=speaker).get().number == CPR
    assert "Samme CPR-nummer står også på" in page
    assert "Venter på en anden" in page


def test_a_changed_account_is_seen_beside_the_one_before_and_answered(sara, people):
    voucher = voucher_at("submitted", people)
    account = save_own_account(NEW, by=people.mette)
    save_own_account(NEW, by=people.bo)
    queue, page = "/plo/expenses/accountreview/", f"/plo/expenses/accountreview/{account.pk}/"
    assert "Mette Medlem" in sara.get(queue).content.decode()
    shown = sara.get(page + "change/").content.decode()
    for words in (
        "0000 0000001234",
        "0000 0000005678",
        f"Bilag {voucher.number}",
        "Samme konto",
        "Bo Bestyrelse",
    ):
        assert words in shown
    assert "Skriv, hvorfor kontoen afvises." in sara.post(page + "afvis/", {"reason": ""}).content.decode()
    assert not AccountConfirmation.objects.exists()
    sara.post(page + "afvis/", {"reason": "Mette kender den ikke."})
    assert AccountConfirmation.objects.get().reason == "Mette kender den ikke."
    sara.get(queue)
    assert "Mette Medlem" not in sara.get(queue).content.decode()
    assert "afvist. Mette kender den ikke." in sara.get(page + "change/").content.decode()


def test_one_supplier_met_by_two_clusters_is_no_finding(sara, people):
    for cluster, user in ((people.cluster, people.mette), (people.other_cluster, people.frede)):
        save_supplier_account(cluster, by=user, name="Prøveby Kro", to=OLD)
        account = save_supplier_account(cluster, by=user, name="Prøveby Kro", to=NEW)
    assert "Samme konto" not in sara.get(f"/plo/expenses/accountreview/{account.pk}/change/").content.decode()


def test_the_secretariat_corrects_anybodys_number_but_its_own(sara, people):
    wrong = save_own_nemkonto(CPR, by=people.mette).identity
    page = page_of(wrong.payee)
    right, reason = "6201010007", "To cifre var byttet om."
    assert "Ret CPR-nummeret" in sara.get(page + "change/").content.decode()
    for typed, said in (
        ({"cpr": right, "reason": ""}, "Skriv, hvorfor CPR-nummeret rettes."),
        ({"cpr": "62010", "reason": reason}, "Et CPR-nummer er ti cifre."),
        ({"cpr": right, "reason": f"Var {CPR}"}, "Skriv ikke CPR-numre her."),
        ({"cpr": CPR, "reason": reason}, "Det er det CPR-nummer, der gælder i forvejen."),
    ):
        answer = sara.post(page + "ret-cpr/", typed, follow=True).content.decode()
        assert (said in answer, right in answer) == (True, False)
    assert PayeeIdentity.objects.get() == wrong
    told = sara.post(page + "ret-cpr/", {"cpr": right, "reason": reason}, follow=True).content.decode()
    assert "CPR-nummeret er rettet og gælder nu." in told
    assert told.index("620101-XXXX, skrevet af Sara Sekretær") < told.index("700101-XXXX, skrevet af Mette")
    assert Record.objects.get(act="cpr_corrected").text == f"Mette Medlem: {reason}"

    own = save_own_nemkonto("0201019997", by=people.sara).identity.payee
    supplier = save_supplier_account(people.cluster, by=people.karen, name="Café Prøve", to=OLD).payee
    for payee, said in ((own, "Det er dit eget CPR-nummer."), (supplier, "har intet CPR-nummer")):
        typed = {"cpr": right, "reason": reason}
        assert said in sara.post(page_of(payee) + "ret-cpr/", typed, follow=True).content.decode()
    sara.force_login(people.rikke)
    assert "Ret CPR-nummeret" not in sara.get(page + "change/").content.decode()
    assert sara.post(page + "ret-cpr/", {"cpr": CPR, "reason": reason}).status_code == 403
