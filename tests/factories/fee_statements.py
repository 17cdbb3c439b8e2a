"""Fee statements issued by hand, for what prints and shows them; the run's own road is in tests/factories/fees.py."""

from django.utils import timezone

from approvals.enums import FeeRunState, ReceiverKind, StatementKind
from approvals.models import FeeRun, FeeStatement, StatementPaper
from approvals.statements.fee_records import Printed
from clusters.models import User
from expenses.enums import PayeeKind
from expenses.models import Payee
from klyngeokonomi.sealed_field import Sealed
from klyngeokonomi.vault import fingerprint
from tests.factories.fees import NOBODYS


def a_run(printed: Printed) -> FeeRun:
    """Composed, with papers on the way."""
    run = FeeRun.objects.filter(month=printed.month).exclude(state=FeeRunState.DONE).first()
    if run is None:
        run = FeeRun.objects.create(month=printed.month)
        FeeRun.objects.filter(pk=run.pk).update(state=FeeRunState.COMPOSED, composed_at=timezone.now())
    return run


def payee_of(user: User) -> Payee:
    given = {"kind": PayeeKind.MEMBER, "name": user.person.name}
    return Payee.objects.get_or_create(person=user.person, defaults=given)[0]


def row_of(
    printed: Printed, *, run: FeeRun, payee: Payee, cpr: str = NOBODYS, **fields: object
) -> FeeStatement:
    """Not yet saved."""
    kept = {
        name: getattr(printed.totals, name)
        for name in ("gross", "tax_free", "am_contribution", "a_tax", "net")
    }
    return FeeStatement(
        number=printed.number,
        run=run,
        month=printed.month,
        kind=printed.kind,
        payee=payee,
        person_id=payee.person_id,
        receiver_kind=ReceiverKind.CPR,
        cpr=Sealed.of(cpr.encode()),
        fingerprint=fingerprint(cpr),
        payee_name=printed.receiver.name,
        printed=printed.as_json(),
        printed_sha256=printed.fingerprint,
        **(kept | fields),
    )


def issued(printed: Printed, *, to: User, **fields: object) -> FeeStatement:
    """To a member, with its paper queued. A correction corrects the one of that month before."""
    if printed.kind == StatementKind.CORRECTION:
        before = FeeStatement.objects.get(number=printed.corrects)
        fields |= {"corrects": before, "sequence": before.sequence + 1}
    statement = row_of(printed, run=a_run(printed), payee=payee_of(to), **fields)
    statement.save()
    StatementPaper.objects.create(statement=statement)
    return statement
