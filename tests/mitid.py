"""The fake MitID broker as a process of its own, and a browser's way through it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.http import HttpResponse
from django.test import Client

from klyngeokonomi.integrations.mitid.fake.people import FakePerson, write_people

ROOT = Path(__file__).parents[1]
METTE = FakePerson("11111111-aaaa-4aaa-8aaa-111111111111", "Mette Medlem", "1975-03-02")
KAREN = FakePerson("22222222-aaaa-4aaa-8aaa-222222222222", "Karen Koordinator", "1968-11-30")
STRANGER = "99999999-aaaa-4aaa-8aaa-999999999999"


@contextmanager
def running_broker(folder: Path) -> Iterator[str]:
    """`manage.py fake_mitid` on a free port; gives its address and ends it again."""
    people = folder / "people.json"
    write_people(people, [METTE, KAREN])
    process = subprocess.Popen(
        [sys.executable, "manage.py", "fake_mitid", "--port", "0", "--people", str(people)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.test", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline()
        yield re.search(r"http://\S+", line)[0]
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def begin(client: Client, start: str = "/adgang/mitid/", **data: str) -> str:
    """Press "Log ind med MitID"; the address at the broker that the browser is sent to."""
    response = client.post(start, data)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def choose(address: str, subject: str, *, level: str = "", defect: str = "", cancel: str = "") -> str:
    """Be this person at the broker; the address the browser is sent back to."""
    page = requests.get(address, timeout=10)
    assert page.status_code == 200, page.text
    name = re.search(r'name="sign_in" value="([^"]+)"', page.text)[1]
    parts = urlsplit(address)
    form = {"sign_in": name, "subject": subject, "level": level, "defect": defect, "cancel": cancel}
    answer = requests.post(
        f"{parts.scheme}://{parts.netloc}/valg", data=form, timeout=10, allow_redirects=False
    )
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def come_back(client: Client, address: str) -> HttpResponse:
    """Follow the broker's redirect back to the product."""
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def sign_in(client: Client, subject: str, *, start: str = "/adgang/mitid/", **choice: Any) -> HttpResponse:
    """All the way through; the product's answer when the browser is back."""
    return come_back(client, choose(begin(client, start), subject, **choice))


def signed_in_as(client: Client) -> int | None:
    """The id of the user this browser is signed in as."""
    value = client.session.get("_auth_user_id")
    return int(value) if value else None


def with_another_state(client: Client) -> Client:
    """An answer whose state is not that of any question of this browser."""
    address = choose(begin(client), METTE.subject)
    come_back(client, address.replace("state=", "state=x"))
    return client


def replayed(client: Client) -> Client:
    """The same answer once more, after its owner has signed out."""
    address = choose(begin(client), METTE.subject)
    assert come_back(client, address).status_code == 302
    client.logout()
    come_back(client, address)
    return client


def stolen_code(client: Client) -> Client:
    """A thief with the code of another's sign-in, brought with the thief's own state."""
    stolen = parse_qs(urlsplit(choose(begin(client), METTE.subject)).query)["code"][0]
    thief = Client()
    mine = choose(begin(thief), STRANGER)
    come_back(thief, mine.replace(parse_qs(urlsplit(mine).query)["code"][0], stolen))
    return thief


def downgraded(client: Client) -> Client:
    """The question changed on its way, so that the broker is asked for the lowest level and gives it."""
    address = begin(client)
    assert "substantial" in address
    come_back(client, choose(address.replace("substantial", "low"), METTE.subject))
    return client
