"""The secretariat's pages about the bank: a file by hand, the statement with its lines, and a question answered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from approvals.actions.bank_user import bank_user
from approvals.actions.receive_bank_file import receive_bank_file
from approvals.models import BankFile, BankQuestion, BankStatement
from expenses.states import VoucherState
from tests.factories.bank_files import camt053, out
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.payments import batch_of, paying_account, sent
from tests.people import make_people

FILES, STATEMENTS, QUESTIONS = (
    f"/plo/approvals/{name}/" for name in ("bankfile", "bankstatement", "bankquestion")
)


@pytest.fixture
def people(db):
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    paying_account()
    return people


def text(response):
    return response.content.decode().replace("\xa0", " ")


def test_from_a_file_to_an_answer(people, client):
    voucher = voucher_at(VoucherState.APPROVED, people, amount="100.00")
    payment = sent(batch_of(voucher, people=people), people=people).payments.get()
    content = camt053(out("B1", payment.end_to_end_id, "100.00"), out("B2", "", "25.00"))
    client.force_login(people.sara)
    upload = {"file": SimpleUploadedFile("udtog.xml", content)}
    page = text(client.post(f"{FILES}add/", upload, follow=True))
    assert "Kontoudtog UDTOG-1: 1 betalt, 0 sendt tilbage, 1 nye spørgsmål." in page
    assert f'<a href="{STATEMENTS}{BankStatement.objects.get().pk}/change/">Kontoudtog UDTOG-1</a>' in page
    shown = text(client.get(f"{STATEMENTS}{BankStatement.objects.get().pk}/change/"))
    assert "<dt>Primo</dt><dd>1.000,00 kr.</dd>" in shown
    assert f"Bilag {voucher.number}</a>, <a href=" in shown
    assert f"/plo/approvals/batch/{payment.batch_id}/change/" in shown
    question = BankQuestion.objects.get()
    assert "Venter på svar" in shown
    asked = text(client.get(f"{QUESTIONS}{question.pk}/change/"))
    assert "Banken har betalt 25,00 kr., som vi ikke kender. Hvad er det?" in asked
    assert "Det er regionens indbetaling" not in asked
    empty = client.post(f"{QUESTIONS}{question.pk}/svar/", {"answer": "not_ours", "note": ""})
    assert (empty.status_code, BankQuestion.objects.get().answer) == (200, "")
    client.post(f"{QUESTIONS}{question.pk}/svar/", {"answer": "not_ours", "note": "Gebyr for kontoen."})
    assert "Gebyr for kontoen." in text(client.get(f"{QUESTIONS}{question.pk}/change/"))
    late = client.post(f"{QUESTIONS}{question.pk}/svar/", {"answer": "seen", "note": "Igen."})
    assert (late.status_code, BankQuestion.objects.get().answer) == (409, "not_ours")
    assert "Afstemt med banken til 20. november 2026" in text(client.get(f"/konto/{people.cluster.slug}/"))
    assert "20. november 2026" in text(client.get(f"{STATEMENTS}afstemning/"))


def test_the_auditor_looks_and_sends_nothing(people, client):
    client.force_login(people.rikke)
    file = receive_bank_file("udtog.xml", camt053(out("B2", "", "25.00")), by=bank_user())
    question = BankQuestion.objects.get()
    assert client.get(f"{FILES}{file.pk}/change/").status_code == 200
    assert "Gem svaret" not in text(client.get(f"{QUESTIONS}{question.pk}/change/"))
    assert client.get(f"{FILES}add/").status_code == 403
    answered = client.post(f"{QUESTIONS}{question.pk}/svar/", {"answer": "seen", "note": "Set."})
    assert (answered.status_code, BankQuestion.objects.get().answer, BankFile.objects.count()) == (409, "", 1)


def test_the_queue_costs_the_same(people, client, django_assert_num_queries):
    client.force_login(people.sara)
    receive_bank_file("et", camt053(out("B0", "", "25.00")), by=bank_user())
    client.get(QUESTIONS)
    with django_assert_num_queries(QUERIES):
        client.get(QUESTIONS)
    more = [out(f"B{place}", "", "25.00") for place in (1, 2)]
    receive_bank_file("to", camt053(*more, number=2, opening="975.00"), by=bank_user())
    with django_assert_num_queries(QUERIES):
        client.get(QUESTIONS)


QUERIES = 7
