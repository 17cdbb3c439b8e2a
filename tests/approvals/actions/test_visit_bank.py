"""The way of the files: a released run over the bank and back, with a real folder, connection and bank."""

import pytest
from django.utils import timezone

from approvals.actions.release_batch import release_batch
from approvals.actions.visit_bank import visit_bank
from approvals.models import BankFile, BankQuestion, BankStatement, Sending
from approvals.selectors.reconciled import reconciled_on
from clusters.models import Account, Movement
from expenses.states import VoucherState
from klyngeokonomi.integrations.bank.fake.defects import Defect
from klyngeokonomi.integrations.file_exchange.file_drop import FileDrop
from klyngeokonomi.integrations.file_exchange.sftp import Sftp
from klyngeokonomi.outbox.models import Message
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.payments import batch_of
from tests.people import make_people


@pytest.fixture
def people(db):
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    return people


@pytest.fixture
def batch(people):
    """Two payments, of which this bank pays the first."""
    good, bad = (voucher_at(VoucherState.APPROVED, people, amount=one) for one in ("100.00", "13.37"))
    return release_batch(batch_of(good, bad, people=people), by=people.sune)


def states(batch):
    batch.refresh_from_db()
    payments = batch.payments.order_by("pk").select_related("voucher")
    return [batch.state, *((one.state, one.voucher.state) for one in payments)]


def asked():
    return list(BankQuestion.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.case("T022")
def test_one_is_paid_and_one_comes_back(batch, bank, people):
    port = FileDrop(bank.by_folder)
    visit_bank(port)
    assert (states(batch)[0], Sending.objects.get().outcome) == ("sent", "sent")
    assert bank.fake.work() == 1
    visit_bank(port)
    assert states(batch) == ["sent", ("accepted", "scheduled"), ("bounced", "approved")]
    refused = batch.payments.get(state="bounced")
    assert refused.bank_reason
    assert Message.objects.get(to__startswith="klyngesekretariat", key__contains="bounced").body_text.count(
        refused.bank_reason
    )
    assert reconciled_on(people.cluster.pk) is None
    bank.fake.close_day()
    visit_bank(port)
    assert states(batch) == ["closed", ("paid", "paid"), ("bounced", "approved")]
    paid = batch.payments.get(state="paid")
    assert (paid.movement.amount, paid.movement.from_bucket, paid.movement.to_bucket) == (
        paid.amount,
        "reserved",
        "paid",
    )
    account = Account.objects.get(cluster=people.cluster)
    assert (str(account.paid), str(account.reserved)) == ("100.00", "13.37")
    assert Message.objects.filter(to=people.mette.person.email, key=f"payment:{paid.pk}:paid").exists()
    statement = BankStatement.objects.get()
    assert (statement.opening - statement.closing, statement.lines.get().payments.get()) == (
        paid.amount,
        paid,
    )
    assert reconciled_on(people.cluster.pk) == timezone.localdate()
    before = (Movement.objects.count(), Message.objects.count(), BankFile.objects.count())
    visit_bank(port)
    assert (Movement.objects.count(), Message.objects.count(), BankFile.objects.count()) == before
    assert (asked(), list((bank.folder / "ind").iterdir())) == ([], [])


@pytest.mark.case("T021")
def test_an_answer_that_comes_twice_or_late_is_done_once(batch, bank):
    port = FileDrop(bank.by_folder)
    visit_bank(port)
    bank.errs(Defect.LATE)
    bank.fake.work()
    bank.errs(Defect.TWICE)
    bank.fake.close_day()
    visit_bank(port)
    assert states(batch) == ["closed", ("paid", "paid"), ("bounced", "approved")]
    again = bank.folder / "ind" / "again.xml"
    for taken in list((bank.folder / "taget").iterdir()):
        again.write_bytes(taken.read_bytes())
        visit_bank(port)
    assert states(batch) == ["closed", ("paid", "paid"), ("bounced", "approved")]
    assert (asked(), BankFile.objects.count()) == ([], 2)


@pytest.mark.case("T021")
def test_payments_nobody_knows_are_asked_about(batch, bank, people):
    port = FileDrop(bank.by_folder)
    visit_bank(port)
    bank.errs(Defect.UNKNOWN_ID)
    bank.fake.work()
    bank.fake.close_day()
    visit_bank(port)
    assert states(batch) == ["sent", ("scheduled", "scheduled"), ("scheduled", "scheduled")]
    assert sorted(asked()) == ["unknown", "unknown"]
    assert reconciled_on(people.cluster.pk) is None


@pytest.mark.case("T053")
@pytest.mark.parametrize(("defect", "files"), [(Defect.CLOSED_AFTER, 1), (Defect.CLOSED_BEFORE, 1)])
def test_a_file_of_unknown_outcome_is_asked_about_and_is_at_the_bank_once(batch, bank, defect, files):
    port = Sftp(bank.over_sftp)
    bank.errs(defect)
    visit_bank(port)
    sending = Sending.objects.get()
    assert (states(batch)[0], sending.outcome) == ("released", "unknown")
    assert sending.sentence.startswith("Forbindelsen faldt, mens filen blev afleveret")
    bank.errs(Defect.NONE)
    visit_bank(port)
    sending.refresh_from_db()
    if defect == Defect.CLOSED_BEFORE:
        assert (sending.outcome, sending.sentence) == ("refused", "Banken har ikke filen.")
        Sending.objects.update(since="2026-01-01T00:00Z")
        visit_bank(port)
        sending.refresh_from_db()
    assert (states(batch)[0], sending.outcome) == ("sent", "sent")
    assert bank.fake.work() == files
    assert len(list((bank.fake.own / "ordrer").iterdir())) == files


@pytest.mark.case("T053")
def test_the_banks_answer_settles_what_could_not_be_asked(batch, bank):
    port = Sftp(bank.over_sftp)
    bank.errs(Defect.CLOSED_AFTER)
    visit_bank(port)
    bank.errs(Defect.NONE)
    bank.fake.work()
    visit_bank(port)
    assert states(batch) == ["sent", ("accepted", "scheduled"), ("bounced", "approved")]
    assert Sending.objects.get().outcome == "sent"


def test_a_bank_that_is_away_costs_nothing(batch, bank, settings):
    port = Sftp(bank.over_sftp.__class__(**{**vars(bank.over_sftp), "port": 1}))
    visit_bank(port)
    assert (states(batch)[0], Sending.objects.get().outcome) == ("released", "refused")
    visit_bank(Sftp(bank.over_sftp))
    assert Sending.objects.get().tries == 1, "it waits its time before it is tried again"
