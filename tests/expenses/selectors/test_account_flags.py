"""What whoever looks at a request for pay must know of the CPR number it is reported by."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expenses.actions.keep_fee_number import keep_fee_number
from expenses.actions.save_nemkonto import save_speaker_nemkonto
from expenses.selectors.account_flags import NUMBER_SINCE, account_flags, others_with_number
from klyngeokonomi.refused import Refused
from tests.factories.fees import NOBODYS, own_fee, sent, speakers_fee
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_a_number_written_by_another_since_is_told(django_assert_num_queries, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    talk = sent(speakers_fee(people), by=people.mette)
    with django_assert_num_queries(2):
        assert account_flags(talk) == []
    assert others_with_number(talk) == []
    again = speakers_fee(people, what="Mere", cpr="")
    with pytest.raises(Refused, match="Modtageren står med et andet CPR-nummer på et bilag"):
        keep_fee_number(again, "7101019998", by=people.mette)
    assert account_flags(talk) == []
    save_speaker_nemkonto(talk.payee, "7101019998", by=people.sara, told_on=timezone.localdate())
    assert (again.payee, account_flags(talk)[-1]) == (talk.payee, NUMBER_SINCE)
    own = sent(own_fee(people), by=people.karen)
    assert others_with_number(own) == []  # it was Otto's once
    save_speaker_nemkonto(talk.payee, NOBODYS, by=people.sara, told_on=timezone.localdate())
    assert others_with_number(own) == [talk.payee]
    browser = Client()
    browser.force_login(people.sara)
    page = browser.get(reverse("admin:approvals_voucherreview_change", args=[own.pk]))
    assert "Spørg, om det er den samme: de får én lønseddel sammen." in page.content.decode()
