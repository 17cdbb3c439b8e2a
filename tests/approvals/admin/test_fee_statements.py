"""A statement whose paper failed is printed again by a button of the secretariat's, and by nobody else."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions.print_statements import print_statements
from approvals.actions.reprint_statement import reprint_statement
from approvals.enums import MadeState
from approvals.models import StatementPaper
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.approvals.statements.fee_papers import ORDINARY
from tests.factories.fee_statements import issued
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_what_failed_is_printed_again(client: Client, settings: Any) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    statement = issued(ORDINARY, to=people.karen)
    StatementPaper.objects.update(state=MadeState.FAILED, problem="Prøve.", attempts=3)
    page = reverse("admin:approvals_feestatement_change", args=[statement.pk])
    again = reverse("admin:approvals_feestatement_reprint", args=[statement.pk])
    client.force_login(people.rikke)
    assert "Dan PDF'en igen" not in client.get(page).content.decode()
    for user in (people.rikke, people.karen):
        with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
            reprint_statement(statement, by=user)
    client.force_login(people.sara)
    desk = client.get(reverse("admin:index")).content.decode()
    (address,) = re.findall(r'href="([^"]*)">Lønsedler, der ikke kunne dannes som PDF</a>: 1', desk)
    assert "L2026-00012" in client.get(address).content.decode()
    assert "Dan PDF'en igen" in client.get(page).content.decode()
    assert client.post(again).status_code == 302
    print_statements()
    assert StatementPaper.objects.get().state == MadeState.READY
    assert Record.objects.get(act="fee_statement_reprinted").text == "Lønseddel L2026-00012"
    answer = client.post(again)
    assert answer.status_code == 409 and "Lønsedlens PDF er dannet eller på vej." in answer.content.decode()
    assert reverse("approvals:fee_statement_fetch", args=[statement.pk]) in client.get(page).content.decode()
