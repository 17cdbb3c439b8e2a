"""NemKonto is told about first, goes by a number in the vault or by CVR, and is left at any time."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from expenses.actions.reveal_cpr import UNREADABLE, reveal_cpr
from expenses.actions.save_nemkonto import (
    opt_out,
    save_own_nemkonto,
    save_speaker_nemkonto,
    save_supplier_nemkonto,
)
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.enums import PayeeKind
from expenses.models import NemkontoNotice, PayeeIdentity
from expenses.policy import paying_to
from expenses.selectors.payable import nemkonto_numbers, why_not_pay_to
from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.refused import Refused
from klyngeokonomi.vault import fingerprint

CPR, OTHER = "7001019999", "7102028888"
BANK = PayTo.bank(BankAccount("0000", "0000001234"))


def test_a_member_chooses_nemkonto_is_told_and_leaves_it_again(people):
    account = save_own_nemkonto(CPR, by=people.mette)
    told = NemkontoNotice.objects.get()
    assert (told.account, told.told_on, told.by) == (account, timezone.localdate(), people.mette)
    assert told.text.startswith("PLO betaler til din NemKonto ved hjælp af dit CPR-nummer.")
    assert (str(account), account.masked, account.identity.masked) == ("NemKonto", "NemKonto", "700101-XXXX")
    assert why_not_pay_to([account]) == {}
    assert nemkonto_numbers([account.pk]) == {account.pk: ("cpr", CPR)}
    with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
        opt_out(account, by=people.karen)
    opt_out(account, by=people.mette)
    assert why_not_pay_to([account]) == {account.pk: paying_to.OPTED_OUT}
    assert save_own_nemkonto("", by=people.mette) == account
    assert why_not_pay_to([account]) == {}
    assert PayeeIdentity.objects.count() == 1


def test_another_number_is_another_place_that_waits_for_a_second_person(people):
    with pytest.raises(Refused, match="Skriv CPR-nummeret"):
        save_own_nemkonto("", by=people.mette)
    first = save_own_nemkonto(CPR, by=people.mette)
    second = save_own_nemkonto(OTHER, by=people.mette)
    assert (save_own_nemkonto(CPR, by=people.mette), second.replaces) == (first, first)
    assert why_not_pay_to([second]) == {second.pk: paying_to.NOT_CONFIRMED}
    assert first.decided != second.decided


def test_a_company_goes_by_its_cvr_and_a_speaker_by_what_the_secretariat_writes(people):
    company = save_supplier_nemkonto(people.cluster, by=people.mette, name="Kro", cvr="13585628")
    assert nemkonto_numbers([company.pk]) == {company.pk: ("cvr", "13585628")}
    with pytest.raises(Refused, match="Skriv CVR-nummeret"):
        save_supplier_nemkonto(people.cluster, by=people.mette, name="Kro", cvr="")
    speaker = save_supplier_account(
        people.cluster, by=people.karen, name="Otto Oplæg", to=BANK, kind=PayeeKind.SPEAKER
    ).payee
    today = timezone.localdate()
    for user, payee, day, sentence in (
        (people.karen, speaker, today, "Det kan kun PLO's klyngesekretariat"),
        (people.sara, company.payee, today, "Kun en oplægsholders CPR-nummer skrives her"),
        (people.sara, speaker, today + dt.timedelta(days=1), "Skriv den dag, personen fik besked"),
    ):
        with pytest.raises(Refused, match=sentence):
            save_speaker_nemkonto(payee, CPR, by=user, told_on=day)
    account = save_speaker_nemkonto(speaker, CPR, by=people.sara, told_on=today)
    assert (account.identity.number, account.replaces is not None) == (CPR, True)


def test_the_number_is_shown_for_a_reason_that_is_kept(people):
    identity = save_own_nemkonto(CPR, by=people.mette).identity
    for user, reason, sentence in (
        (people.rikke, "Se efter", "Det kan kun PLO's klyngesekretariat"),
        (people.sara, " ", "Skriv, hvad du skal bruge CPR-nummeret til"),
    ):
        with pytest.raises(Refused, match=sentence):
            reveal_cpr(identity, by=user, reason=reason)
    assert reveal_cpr(identity, by=people.sara, reason="Banken spørger.") == "700101-9999"
    row = Record.objects.get(act="cpr_shown")
    assert (row.by, row.text) == (people.sara, "Mette Medlem: Banken spørger.")


@pytest.mark.case("T116")
def test_a_change_of_keys_seals_every_number_anew_with_its_fingerprint(people, settings):
    settings.PERSONAL_NUMBER_KEY, settings.PERSONAL_NUMBER_OLD_KEYS = "the first key", []
    account = save_own_nemkonto(CPR, by=people.mette)
    before = PayeeIdentity.objects.get()
    settings.PERSONAL_NUMBER_KEY = "another"
    with pytest.raises(Refused, match=UNREADABLE[:30]):
        reveal_cpr(before, by=people.sara, reason="Banken spørger.")
    with pytest.raises(CommandError, match="1 af 1 i boksen kan ikke læses"):
        call_command("rotate_keys")
    settings.PERSONAL_NUMBER_OLD_KEYS = ["the first key"]
    assert save_own_nemkonto(CPR, by=people.mette) == account
    call_command("rotate_keys")
    settings.PERSONAL_NUMBER_OLD_KEYS = []
    after = PayeeIdentity.objects.get()
    assert (after.number, after.fingerprint) == (CPR, fingerprint(CPR))
    assert after.cpr.token != before.cpr.token
    assert save_own_nemkonto(CPR, by=people.mette) == account


@pytest.mark.twin("T116")
def test_fingerprints_left_as_they_were_find_nobody_again(people, settings, monkeypatch):
    settings.PERSONAL_NUMBER_KEY, settings.PERSONAL_NUMBER_OLD_KEYS = "the first key", []
    old = fingerprint(CPR)
    account = save_own_nemkonto(CPR, by=people.mette)
    settings.PERSONAL_NUMBER_KEY, settings.PERSONAL_NUMBER_OLD_KEYS = "another", ["the first key"]
    monkeypatch.setattr("klyngeokonomi.rotate_vault.fingerprint", lambda number: old)
    call_command("rotate_keys")
    settings.PERSONAL_NUMBER_OLD_KEYS = []
    assert save_own_nemkonto(CPR, by=people.mette) != account


def test_an_account_known_before_is_replaced_by_nemkonto_only_when_confirmed(people):
    save_own_account(BANK, by=people.mette)
    account = save_own_nemkonto(CPR, by=people.mette)
    assert why_not_pay_to([account]) == {account.pk: paying_to.NOT_CONFIRMED}
