"""Two secretaries save the same number at once: one has it, the other is told, and nothing of theirs is kept."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from clusters.actions.save_register import save_clinic, save_clinic_fact
from clusters.models import Clinic, ProviderNumber
from klyngeokonomi.audit.models import Record
from klyngeokonomi.development.fault_plans import during
from tests.people import People, make_people


def saved_by_a_colleague(people: People) -> None:
    """Sune's clinic with the number, committed in another session."""

    def save() -> None:
        clinic = save_clinic(Clinic(name="Sunes lægehus", cluster=people.cluster), by=people.sune)
        number = ProviderNumber(clinic=clinic, number="012345", valid_from=dt.date(2024, 1, 1))
        save_clinic_fact(number, by=people.sune)
        connection.close()

    colleague = threading.Thread(target=save)
    colleague.start()
    colleague.join()


@pytest.mark.django_db(transaction=True)
def test_a_number_that_a_colleague_just_gave_away_is_said_on_the_page(settings) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    client, first = Client(), iter([True])
    client.force_login(people.sara)
    typed = {
        "name": "Saras lægehus",
        "cluster": people.cluster.pk,
        "closed_on": "",
        "provider_numbers-TOTAL_FORMS": 1,
        "provider_numbers-INITIAL_FORMS": 0,
        "provider_numbers-0-number": "012345",
        "provider_numbers-0-valid_from": "01.01.2024",
        "provider_numbers-0-valid_to": "",
        "patient_counts-TOTAL_FORMS": 0,
        "patient_counts-INITIAL_FORMS": 0,
    }
    with during({"register.checked": lambda: next(first, False) and saved_by_a_colleague(people)}):
        page = client.post(reverse("admin:clusters_clinic_add"), typed, follow=True)
    assert page.status_code == 200
    assert "Ydernummeret tilhører allerede en klinik i den periode. Intet er gemt." in page.content.decode()
    assert list(Clinic.objects.values_list("name", flat=True)) == ["Sunes lægehus"]
    assert not Record.objects.filter(by=people.sara).exists()
