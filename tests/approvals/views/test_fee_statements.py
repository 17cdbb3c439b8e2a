"""One's own fee statements: the list, the page that says what the paper says, the PDF; nobody else's."""

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions.print_statements import print_statements
from approvals.models import FeeStatement, PostMessage
from approvals.statements.fee_paper import fee_pdf
from approvals.statements.fee_records import read_printed
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from tests.approvals.statements.fee_papers import CORRECTION, ORDINARY, WITHHELD
from tests.approvals.statements.test_fee_paper import pages_of
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.fee_statements import issued
from tests.factories.fees import issued as run_issued
from tests.factories.fees import own_fee, paid_fee
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
LIST = "/mine-loensedler/"


@pytest.fixture
def people() -> People:
    return make_people()


def said(client: Client, user: Any, address: str) -> str:
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def page_of(statement: Any) -> str:
    return reverse("approvals:fee_statement", args=[statement.pk])


def test_the_list_tells_month_amounts_and_where_it_went(client: Client, people: People) -> None:
    assert "Du har ingen lønsedler endnu" in said(client, people.karen, LIST)
    first = issued(ORDINARY, to=people.karen)
    issued(CORRECTION, to=people.karen)
    PostMessage.objects.create(statement=first, message_id="M1")
    page = said(client, people.karen, LIST)
    for words in (
        "<h2>2026</h2>",
        'Oktober 2026</a><br><span class="ko-soft">L2026-00031, rettelse</span>',
        "−1.500,00 kr.",
        "19.400,25 kr.",
        "På vej til din digitale post",
        "Ligger her",
        "Ikke klar endnu",
    ):
        assert words in page
    assert page.index("L2026-00031") < page.index("L2026-00012")
    assert "Du har ingen lønsedler endnu" in said(client, people.mette, LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(
    client: Client, people: People, rows: int, django_assert_num_queries: Any
) -> None:
    for month in range(rows):
        printed = dataclasses.replace(
            ORDINARY, number=f"L2026-{month:05d}", month=dt.date(2026, 5 + month, 1)
        )
        PostMessage.objects.create(statement=issued(printed, to=people.karen), message_id=f"M{month}")
    client.force_login(people.karen)
    with django_assert_num_queries(8):
        assert len(client.get(LIST).context["statements"]) == rows


def test_the_page_says_what_the_paper_says_and_leads_back(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people, by=people.karen)
    lines = (dataclasses.replace(WITHHELD.lines[0], voucher_id=voucher.pk), WITHHELD.lines[1])
    printed = dataclasses.replace(WITHHELD, lines=lines)
    page = said(client, people.karen, page_of(issued(printed, to=people.karen)))
    for words in (
        "Lønseddel for oktober 2026",
        "Prøvebyernes klyngesekretariat, CVR-nr. 12345674",
        "Otto Oplæg, CPR-nr. 700101-XXXX",
        '<th scope="row">A-skat</th><td class="ko-amount">−2.208,00 kr.</td>',
        '<th scope="row"><strong>Udbetalt</strong></th><td class="ko-amount">3.611,44 kr.</td>',
        '<td class="ko-amount">10.834,32 kr.</td></tr></tbody>',
        f'<a href="/bilag/{voucher.pk}/">Arbejde i bestyrelsen, 3. kvartal</a>',
        '<a href="/konto/klynge-proeveby/">Klynge Prøveby</a>',
        "Honoraret er A-indkomst. AM-bidrag og A-skat er trukket",
    ):
        assert words in page
    assert page.count('href="/konto/klynge-proeveby/"') == 1  # the other line's voucher is not theirs to see


def test_a_correction_leads_to_what_it_corrects(client: Client, people: People) -> None:
    first = issued(ORDINARY, to=people.karen)
    page = said(client, people.karen, page_of(issued(CORRECTION, to=people.karen)))
    assert f'<a href="{page_of(first)}">Rettelse til lønseddel L2026-00012</a>' in page
    assert "Det er rettet" in page


def test_the_pdf_is_a_download_that_is_logged(client: Client, people: People) -> None:
    statement = issued(ORDINARY, to=people.karen)
    address = f"{page_of(statement)}hent/"
    client.force_login(people.karen)
    assert client.get(address).status_code == 404
    print_statements()
    response = client.get(address)
    assert response.content == fee_pdf(ORDINARY)
    assert response["Content-Type"] == "application/pdf" and response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == 'attachment; filename="loenseddel-L2026-00012.pdf"'
    assert Record.objects.get(act="fee_statement_fetched").text == "Lønseddel L2026-00012"
    assert "Hent PDF" in said(client, people.karen, page_of(statement))


def test_nobody_elses(client: Client, people: People) -> None:
    statement = issued(ORDINARY, to=people.karen)
    for user, status in ((people.mette, 404), (people.dorte, 404), (people.sara, 200), (people.rikke, 200)):
        client.force_login(user)
        answer = client.get(page_of(statement))
        assert answer.status_code == status, user
        assert (
            "Ligger her" not in answer.content.decode()
            and "Mine lønsedler</a></li>" not in answer.content.decode()
        )
    assert "<p>Ligger her.</p>" in said(client, people.karen, page_of(statement))


def test_a_paid_fee_says_which_statement_it_stands_on_and_the_statement_leads_back(
    client: Client, people: People, settings: Any
) -> None:
    fund(people.cluster, "20000.00", by=people.sara)
    payment = paid_fee(people, own_fee(people))
    run_issued(people)
    statement = FeeStatement.objects.get()
    voucher = reverse("expenses:voucher", args=[payment.voucher_id])
    line = f'<a href="{page_of(statement)}">Står på lønseddel {statement.number}</a>'
    assert line in said(client, people.karen, voucher) and line in said(client, people.sara, voucher)
    assert f'href="{voucher}"' in said(client, people.karen, page_of(statement))
    assert "Står på lønseddel" not in said(client, people.bo, voucher)
    assert read_printed(statement.printed).fingerprint == statement.printed_sha256
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    movement = reverse("admin:clusters_movement_change", args=[payment.movement_id])
    review = reverse("admin:approvals_voucherreview_change", args=[payment.voucher_id])
    assert f'<a href="{review}">Bilaget, det kommer af</a>' in said(client, people.rikke, movement)
    register = reverse("admin:approvals_feestatement_change", args=[statement.pk])
    assert f'href="{register}"' in said(client, people.rikke, review)
    print_statements()
    assert statement.number in pages_of(bytes(statement.paper.content))[0]
