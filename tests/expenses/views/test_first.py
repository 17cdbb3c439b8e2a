import uuid
import pytest
from django.urls import reverse
from tests.people import make_people
from tests.factories.expenses import draft
from tests.factories.papers import jpeg, upload
pytestmark = pytest.mark.django_db

def test_walk(client):
    people = make_people()
    client.force_login(people.mette)
    for url in ["/bilag/", "/bilag/nyt/"]:
        r = client.get(url); assert r.status_code == 200, url
    r = client.post("/bilag/nyt/", {"form_key": str(uuid.uuid4()), "kind": "outlay", "files": [upload(jpeg(3))], "videre": "1"})
    assert r.status_code == 302, r.content.decode()
    pk = int(r.url.split("/")[2])
    for page in ["papirer", "hvad", "modtager", "", "sendt"]:
        r = client.get(f"/bilag/{pk}/{page}/".replace("//", "/")); assert r.status_code in (200, 302), page
    v = draft(people)
    for page in ["papirer", "hvad", "modtager", "", "sendt"]:
        r = client.get(f"/bilag/{v.pk}/{page}/".replace("//", "/")); assert r.status_code in (200, 302), page
