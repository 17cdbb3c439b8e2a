"""By what tax knows those who are paid, at one count of queries."""

import datetime as dt

import pytest

from expenses.actions.keep_fee_abroad import Abroad, keep_fee_abroad
from expenses.actions.keep_fee_number import keep_fee_number
from expenses.enums import PayeeKind, TaxKind
from expenses.models import Payee, PayeeAbroad
from expenses.selectors.tax_receiver import known_to_tax, tax_receiver, tax_receivers
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from klyngeokonomi.rotate_vault import rotate_vault
from klyngeokonomi.vault import fingerprint
from tests.factories.fees import NOBODYS, own_fee, sent, speakers_fee
from tests.people import make_people

pytestmark = pytest.mark.django_db
OTHERS = "7101019998"
MALMO = Abroad(dt.date(1970, 1, 10), "Provgatan 1", "211 00", "Malmö", "SE")


def test_each_is_known_by_one_of_three(django_assert_num_queries):
    people = make_people()
    otto = speakers_fee(people, cpr="").payee
    fee = speakers_fee(people, outsider="Astrid Abroad", cpr="")
    assert not known_to_tax(fee.payee)
    assert not known_to_tax(None)
    keep_fee_abroad(fee, MALMO, by=people.mette)
    keep_fee_abroad(fee, MALMO, by=people.mette)
    karen = own_fee(people).payee
    company = Payee.objects.create(
        kind=PayeeKind.SUPPLIER, cluster=people.cluster, name="Prøveby Oplæg ApS", cvr="00000000"
    )
    with django_assert_num_queries(2):
        assert list(tax_receivers([karen])) == [karen.pk]
    with django_assert_num_queries(2):
        found = tax_receivers([karen, company, fee.payee, otto])
    with django_assert_num_queries(0):
        assert tax_receivers([]) == {}
    assert {pk: one.kind for pk, one in found.items()} == {
        karen.pk: TaxKind.CPR,
        company.pk: TaxKind.CVR,
        fee.payee.pk: TaxKind.ABROAD,
    }
    assert (found[karen.pk].fingerprint, found[karen.pk].number()) == (fingerprint(NOBODYS), NOBODYS)
    assert NOBODYS not in repr(found)
    assert (found[company.pk].number(), found[company.pk].born()) == ("00000000", None)
    astrid = found[fee.payee.pk]
    assert (astrid.born(), astrid.street, astrid.postcode, astrid.town, astrid.country) == (
        MALMO.born,
        "Provgatan 1",
        "211 00",
        "Malmö",
        "SE",
    )
    assert PayeeAbroad.objects.count() == 1
    rotate_vault()
    assert tax_receiver(fee.payee).born() == MALMO.born


def test_a_number_written_again_after_another_counts_again():
    people = make_people()
    fee = own_fee(people)
    first = tax_receiver(fee.payee).identity
    keep_fee_number(fee, OTHERS, by=people.karen)
    assert tax_receiver(fee.payee).number() == OTHERS
    assert keep_fee_number(fee, NOBODYS, by=people.karen) == first
    assert tax_receiver(fee.payee).number() == NOBODYS
    assert keep_fee_number(fee, "", by=people.karen) == first
    keep_fee_number(fee, NOBODYS, by=people.karen)
    assert (fee.payee.identities.count(), Record.objects.filter(act="cpr_entered").count()) == (2, 3)


def test_the_newest_address_counts_and_none_is_changed():
    people = make_people()
    fee = speakers_fee(people, cpr="")
    keep_fee_abroad(fee, MALMO, by=people.mette)
    moved = Abroad(MALMO.born, "Provgatan 2", "", "Oslo", "NO")
    keep_fee_abroad(fee, moved, by=people.mette)
    assert (tax_receiver(fee.payee).town, PayeeAbroad.objects.count()) == ("Oslo", 2)
    with pytest.raises(Exception, match="expenses_payeeabroad is only added to"):
        PayeeAbroad.objects.update(town="Bergen")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"born": dt.date(2999, 1, 1)}, "Se efter, om fødselsdagen er rigtig"),
        ({"town": " "}, "Skriv vej og by"),
        ({"country": "XX"}, "Vælg landet"),
    ],
)
def test_what_tax_cannot_use_is_refused(changes, sentence):
    people = make_people()
    fee = speakers_fee(people, cpr="")
    said = {"born": MALMO.born, "street": "Provgatan 1", "postcode": "", "town": "Malmö", "country": "SE"}
    with pytest.raises(Refused, match=sentence):
        keep_fee_abroad(fee, Abroad(**said | changes), by=people.mette)


def test_only_of_an_outsider_and_only_while_it_can_be_edited():
    people = make_people()
    with pytest.raises(Refused, match="Kun en person udefra"):
        keep_fee_abroad(own_fee(people), MALMO, by=people.karen)
    voucher = sent(speakers_fee(people), by=people.mette)
    with pytest.raises(Refused, match="Bilaget er sendt"):
        keep_fee_abroad(voucher, MALMO, by=people.mette)
