"""What each person does on screen, the same steps with and without script."""

import datetime
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.utils import timezone

from clusters.models import Identity
from expenses.models import Voucher
from klyngeokonomi.integrations.mitid.fake.people import write_people
from meetings.models import Meeting
from tests.factories.clusters import confirm_opening, fund
from tests.factories.meetings import held_meeting
from tests.factories.papers import jpeg, pdf
from tests.mitid import KAREN, METTE
from tests.people import People, make_people
from tests.staff import PASSWORD, give_password

PERIOD = 30
"""Seconds that a code of the authenticator app lasts."""


@dataclass
class Cast:
    """Everyone who takes part, with what they sign in by. 10.000,00 kr. are on the account."""

    people: People
    meeting: Meeting
    secret: str
    """The key in Sara's authenticator app."""


def make_cast(product: Any) -> Cast:
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    confirm_opening(people)
    for user, person in ((people.mette, METTE), (people.karen, KAREN)):
        Identity.objects.create(person=user.person, provider="mitid", subject=person.subject, level="high")
    write_people(product.people_file, [METTE, KAREN])
    secret = generate_totp_secret()
    TOTP.activate(give_password(people.sara), secret)
    return Cast(people, held_meeting(people, guests=2), secret)


def by_mitid(product: Any, page: Any, name: str) -> None:
    """Sign in from the front door, and land on the front page."""
    page.goto(product.base_url)
    page.get_by_role("button", name="Log ind med MitID").click()
    page.get_by_role("button", name=name).click()
    page.get_by_role("heading", name=f"Hej {name.split()[0]}").wait_for()


def by_password_and_code(product: Any, page: Any, cast: Cast) -> None:
    """Sign in as Sara, and land on the secretariat's front page."""
    page.goto(f"{product.base_url}/plo/")
    page.get_by_label("Brugernavn").fill(cast.people.sara.username)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_label("Kode").fill(fresh_code(cast.secret))
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(f"{product.base_url}/plo/")


def fresh_code(secret: str) -> str:
    """The app's code, with time left to use it, on a busy machine too."""
    left = PERIOD - time.time() % PERIOD
    if left < 10:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def receipt_and_programme(folder: Path) -> list[Path]:
    photo, programme = folder / "kvittering.jpg", folder / "program.pdf"
    photo.write_bytes(jpeg(4711, width=1200, height=1600))
    programme.write_bytes(pdf("Program for mødet"))
    return [photo, programme]


def fill_in_dinner(page: Any, cast: Cast) -> None:
    """Dinner for the five of the meeting: 1.250,00 kr. with VAT, 200,00 kr. without it for each."""
    page.get_by_label(cast.meeting.topic).check()
    page.get_by_label("Middag", exact=True).check()
    page.get_by_label("Beløb inkl. moms").fill("1.250,00")
    page.get_by_label("Der er 25 % moms").check()
    page.get_by_label("Leverandør").fill("Prøveby Kro")
    page.get_by_label("Dato på papiret").fill(str(timezone.localdate() - datetime.timedelta(days=3)))


def fill_in_account(page: Any) -> None:
    page.get_by_role("textbox", name="Reg.nr.").fill("0000")
    page.get_by_role("textbox", name="Kontonummer").fill("1234567")


def until_read(voucher: Voucher, seconds: float = 60) -> None:
    """The worker has read every paper. Fails when it takes too long."""
    waiting = voucher.attachments.exclude(document__state="ready")
    deadline = time.monotonic() + seconds
    while waiting.exists():
        assert time.monotonic() < deadline, list(waiting.values_list("document__state", "document__problem"))
        time.sleep(0.1)


def mail_about(product: Any, voucher: Voucher) -> Any:
    """The mail that asks PLO to act on this voucher. Fails when it does not come."""
    asked, deadline = f"Et bilag venter på PLO: Klynge Prøveby, bilag {voucher.number}", time.monotonic() + 60
    while True:
        mails = product.mailbox.mails()
        for mail in mails:
            if mail["Subject"].strip() == asked:
                return mail
        assert time.monotonic() < deadline, [mail["Subject"] for mail in mails]
        time.sleep(0.1)


def figures(product: Any, page: Any, cast: Cast) -> dict[str, str]:
    """The four figures of the account as the page says them."""
    page.goto(f"{product.base_url}/konto/{cast.people.cluster.slug}/")
    shown = page.locator(".ko-figures > div")
    return {
        one.locator("dt").inner_text(): one.locator("dd")
        .first.inner_text()
        .replace("\N{NO-BREAK SPACE}", " ")
        for one in shown.all()
    }
