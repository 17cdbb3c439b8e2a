"""The whole way of a voucher by plain forms: what the member does on a phone that runs no script."""

import re
from decimal import Decimal

from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.documents.reading import read
from klyngeokonomi.outbox.models import Message
from tests.factories.meetings import held_meeting
from tests.factories.papers import jpeg, upload


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms, as a browser would send them back."""
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken":
            found[name[1]] = value[1] if value else ""
    return found


def test_from_paper_to_coordinator(client, people):
    meeting = held_meeting(people)
    client.force_login(people.mette)

    first = client.get("/bilag/nyt/", {"moede": meeting.pk}).content.decode()
    answer = client.post(
        "/bilag/nyt/",
        hidden(first) | {"kind": "outlay", "files": [upload(jpeg(4))], "videre": "1"},
        follow=True,
    )
    voucher = Voucher.objects.get()
    read(voucher.attachments.get().document_id)
    second = answer.content.decode()
    assert "Trin 2 af 3" in second
    assert f'value="{meeting.pk}" id="id_meeting_{meeting.pk}" checked' in second

    typed = {
        "meeting": meeting.pk,
        "linje-0-category": "dinner",
        "linje-0-gross": "3.000",
        "linje-0-vat_standard": "on",
        "supplier": "Prøveby Kro",
        "voucher_date": meeting.starts_at.date().isoformat(),
        "videre": "1",
    }
    answer = client.post(f"/bilag/{voucher.pk}/hvad/", hidden(second) | typed, follow=True)
    third = answer.content.decode()
    assert "3.000,00 kr. inkl. moms → 2.400,00 kr. ekskl. moms ÷ 3 = 800,00 kr." in third
    assert "Send 3.000,00\u00a0kr. til godkendelse" in third

    account = {"method": "bank", "reg_number": "0000", "account_number": "1234", "send": "1"}
    answer = client.post(f"/bilag/{voucher.pk}/modtager/", hidden(third) | account, follow=True)
    voucher.refresh_from_db()
    assert f"Bilag {voucher.number} er sendt" in answer.content.decode()
    assert (voucher.state, voucher.gross) == (VoucherState.SUBMITTED, Decimal("3000.00"))
    mails = Message.objects.filter(key__startswith="move:", key__contains=":submitted:")
    assert set(mails.values_list("to", flat=True)) == {"karen@example.org", "dorte@example.org"}
