"""After the faults: what people were told against what is there, promise by promise."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count

from approvals.models import Decision
from clusters.models import Movement
from expenses.models import Move, Voucher
from klyngeokonomi.outbox.models import Message, State
from tests.hold.chaos.load import Told
from tests.hold.ground.mail import DrillMail
from tests.hold.invariants import broken_invariants

LAST_MAILS = {"endorse": "decision:{}:endorsed", "approve": "decision:{}:approve:"}


@dataclass
class Verdict:
    """Empty lists: nothing lost, nothing doubled, the books hold."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.broken)

    def __str__(self) -> str:
        books = "the books hold" if not self.broken else f"{len(self.broken)} faults in the books"
        return f"{len(self.lost)} lost, {len(self.doubled)} doubled, {books}"

    def lines(self) -> Iterator[str]:
        """Every fault found, one a line."""
        for name in ("lost", "doubled", "broken"):
            yield from (f"  {name}: {sentence}" for sentence in getattr(self, name))


def judge(told: Told, mail: DrillMail) -> Verdict:
    lost = [*_lost_acts(told), *_lost_promises(), *_lost_mails(mail)]
    return Verdict(lost, [*_doubled_acts(), *_doubled_mails(mail)], broken_invariants())


def _lost_acts(told: Told) -> Iterator[str]:
    """What somebody was told is done, and is not."""
    created = set(Voucher.objects.values_list("pk", flat=True))
    papers = set(Voucher.objects.filter(attachments__isnull=False).values_list("pk", flat=True))
    priced = set(Voucher.objects.filter(gross__gt=0).values_list("pk", flat=True))
    moved = set(Move.objects.values_list("verb", "voucher_id"))
    for verb, pk in told.acts:
        there = {"create": pk in created & papers, "details": pk in priced}.get(verb, (verb, pk) in moved)
        if not there:
            yield f"{verb} of voucher {pk} was answered with yes"


def _lost_promises() -> Iterator[str]:
    """Acts that are in the books and promised no mail."""
    keys = sorted(Message.objects.values_list("key", flat=True))
    wanted = [
        (f"move:{pk}:submitted:", 2) for pk in Move.objects.filter(verb="submit").values_list("pk", flat=True)
    ]
    for pk, verdict in Decision.objects.values_list("pk", "verdict"):
        wanted.append((LAST_MAILS[verdict].format(pk), 1))
    found = Counter(":".join(key.split(":")[:3]) for key in keys)
    for prefix, count in wanted:
        if found[prefix.rstrip(":")] != count:
            yield f"{prefix} has {found[prefix.rstrip(':')]} mails, not {count}"


def _lost_mails(mail: DrillMail) -> Iterator[str]:
    """Promised mails that never came."""
    arrived = set(mail.message_ids)
    for key, message_id, state in Message.objects.values_list("key", "message_id", "state"):
        if message_id not in arrived or state != State.SENT:
            yield f"mail {key} is {state}, {'arrived' if message_id in arrived else 'never arrived'}"


def _doubled_acts() -> Iterator[str]:
    for model, names in ((Move, ("voucher_id", "verb")), (Decision, ("voucher_id", "verdict"))):
        twice = model.objects.order_by().values(*names).annotate(times=Count("pk")).filter(times__gt=1)
        yield from (f"{model.__name__} {row}" for row in twice)
    reserved = Counter(Movement.objects.filter(kind="reserve").values_list("text", flat=True))
    yield from (f"reservation {text}" for text, times in reserved.items() if times > 1)


def _doubled_mails(mail: DrillMail) -> Iterator[str]:
    """One promise under two names; or one mail twice without a line that fell silent under it."""
    names: dict[tuple[str, str], set[str]] = {}
    for one in mail.received:
        subject = " ".join(str(one["Subject"]).split())
        names.setdefault((str(one["To"]), subject), set()).add(str(one["Message-ID"]))
    yield from (f"mail {promise} under {len(ids)} names" for promise, ids in names.items() if len(ids) > 1)
    excused = set(Message.objects.filter(unknown_outcomes__gt=0).values_list("message_id", flat=True))
    for message_id, times in Counter(mail.message_ids).items():
        if times > 1 and message_id not in excused:
            yield f"mail {message_id} came {times} times"
