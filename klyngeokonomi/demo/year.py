"""What happens in one cluster in a year: meetings with their lists, and the vouchers that follow from them."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from clusters.models import User
from expenses.enums import CostCategory, VoucherKind
from expenses.states import VoucherState
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import at, days_ago
from klyngeokonomi.demo.vouchers import Claim
from klyngeokonomi.money import ZERO
from meetings.actions.add_participant import add_participant
from meetings.actions.answer_invitation import answer_invitation
from meetings.actions.close_meeting import close_meeting
from meetings.actions.mark_presence import mark_presence
from meetings.actions.plan_meeting import plan_meeting
from meetings.enums import Answer, MeetingKind, ParticipantKind, Presence
from meetings.models import Meeting

TOPICS = [
    ("Medicingennemgang hos ældre", "Oplæg 30 min, cases i grupper 60 min, fælles opsamling 30 min."),
    ("Kronikerprogrammer i praksis", "Data fra klyngepakken, gruppearbejde, aftaler om ændret praksis."),
    ("Antibiotika og egne data", "Gennemgang af egne ordinationer, faglig drøftelse, plan til næste møde."),
    ("Demens: udredning og forløb", "Oplæg fra hukommelsesklinikken, cases, samarbejde med kommunen."),
]
AGREED = {"prior_agreement": True}
FEW = 3
WHERE = "Hotel Opdigtet, mødelokale 2"


def hold_meeting(
    cast: Cast, days: int, place: int, *, close: bool = True, kind: str = MeetingKind.ORDINARY
) -> Meeting:
    """A meeting so many days ago, planned three weeks before; two no-shows and one who sent regrets."""
    topic, programme = TOPICS[place % len(TOPICS)]
    start = days_ago(days, 17)
    hours = 26 if kind == MeetingKind.RESIDENTIAL else 4
    with at(start - datetime.timedelta(days=21)):
        meeting = plan_meeting(
            cast.cluster,
            by=cast.coordinator,
            topic=topic,
            programme=programme,
            place=WHERE,
            kind=MeetingKind(kind),
            starts_at=start,
            ends_at=start + datetime.timedelta(hours=hours),
            invite=True,
        )
    with at(start - datetime.timedelta(days=14)):
        for user in (cast.coordinator, cast.deputy, cast.board, *cast.members[:1]):
            answer_invitation(meeting, by=user, answer=Answer.YES)
        add_participant(
            meeting, by=cast.coordinator, name="Otto Oplæg (opdigtet)", kind=ParticipantKind.SPEAKER
        )
    if days < 0:
        return meeting
    with at(start + datetime.timedelta(hours=hours + 1)):
        _tick(cast, meeting)
        if close:
            close_meeting(meeting, by=cast.coordinator)
    meeting.refresh_from_db()
    return meeting


def _tick(cast: Cast, meeting: Meeting) -> None:
    listed = list(meeting.participants.order_by("pk"))
    marks = {row.pk: Presence.ATTENDED for row in listed}
    for row in [one for one in listed if one.person_id and one.answer == Answer.NONE][::4]:
        marks[row.pk] = Presence.DECLINED
    for row in listed[5:7]:
        marks[row.pk] = Presence.NO_SHOW
    mark_presence(meeting, by=cast.coordinator, marks=marks)


def heads(meeting: Meeting) -> int:
    return meeting.participants.filter(presence__in=[Presence.ATTENDED, Presence.NO_SHOW]).count()


def claims(cast: Cast, held: list[Meeting]) -> Iterator[Claim]:
    """Dinner, room and small outlays of each meeting; the latest ones are still on their way.

    Where there are few meetings, the room of the latest is approved already.
    """
    road = VoucherState.APPROVED
    newest = road if len(held) < FEW else VoucherState.ENDORSED
    for place, meeting in enumerate(held):
        is_latest = place == len(held) - 1
        after = meeting.ends_at + datetime.timedelta(days=1, hours=12)
        dinner = Decimal(430 + 55 * place) * heads(meeting) * Decimal("1.25")
        yield Claim(
            cast.members[0],
            CostCategory.DINNER,
            "Restaurant Attrap",
            dinner,
            after,
            VoucherState.SUBMITTED if is_latest else road,
            "Middag til klyngemødet",
            meeting,
            kind=VoucherKind.INVOICE,
        )
        yield Claim(
            cast.board,
            CostCategory.ROOM,
            "Hotel Opdigtet",
            Decimal("5000.00"),
            after + datetime.timedelta(hours=2),
            newest if is_latest else road,
            "Leje af mødelokale",
            meeting,
            kind=VoucherKind.INVOICE,
        )
        yield _taxi(cast.members[1], meeting, VoucherState.SUBMITTED if is_latest else road)


def _taxi(member: User, meeting: Meeting, until: VoucherState) -> Claim:
    return Claim(
        member,
        CostCategory.TRANSPORT,
        "Prøve Taxa",
        Decimal("286.00"),
        meeting.ends_at + datetime.timedelta(days=2, hours=12),
        until,
        "Taxa for oplægsholderen fra stationen",
        meeting,
        has_vat=False,
        stated=AGREED,
    )


def odds_and_ends(cast: Cast, held: list[Meeting]) -> Iterator[Claim]:
    """One voucher in each of the other states, and one that the guide asks a reason for."""
    member, latest = cast.members[1], held[-1]
    small = [
        (VoucherState.RETURNED, "Kiosk Mønster", "Kaffe og frugt til mødet", CostCategory.OTHER, "312.50"),
        (VoucherState.REJECTED, "Papir & Prøve", "Printerpapir", CostCategory.OTHER, "149.00"),
        (VoucherState.WITHDRAWN, "Prøve Taxa", "Taxa hjem", CostCategory.TRANSPORT, "198.00"),
        (VoucherState.DRAFT, "Boghandel Demo", "Bog om demens", CostCategory.OTHER, "249.95"),
    ]
    for place, (state, supplier, text, category, gross) in enumerate(small):
        yield Claim(
            member,
            category,
            supplier,
            Decimal(gross),
            latest.ends_at + datetime.timedelta(days=1 + place, hours=14),
            state,
            text,
            latest,
            stated=AGREED if category == CostCategory.TRANSPORT else {},
        )
    yield Claim(
        cast.coordinator,
        CostCategory.LUNCH,
        "Café Tænkt",
        Decimal("455.00") * heads(latest) * Decimal("1.25"),
        latest.ends_at + datetime.timedelta(days=3, hours=11),
        VoucherState.SUBMITTED,
        "Frokost for hele klyngen",
        latest,
        reason="Den eneste med plads til os alle; prisen er lidt over rammen.",
    )
    yield Claim(
        member,
        CostCategory.TRANSPORT,
        "Prøve Taxa",
        Decimal("164.00"),
        latest.ends_at + datetime.timedelta(days=4, hours=13),
        VoucherState.SUBMITTED,
        "Taxa til planlægning hos kommunen",
        no_meeting_reason="Planlægning med kommunen, ikke et klyngemøde.",
        has_vat=False,
        stated=AGREED,
    )


def stated_ones(cast: Cast, latest: Meeting) -> Iterator[Claim]:
    """A gift to somebody named, and two purchases on the coordinator's card, the second still with the deputy."""
    yield Claim(
        cast.members[0],
        CostCategory.GIFT,
        "Vinhandel Attrap",
        Decimal("189.00"),
        latest.ends_at + datetime.timedelta(days=2, hours=15),
        VoucherState.SUBMITTED,
        "Vin til oplægsholderen",
        latest,
        stated={
            "gift_recipient": "Otto Oplæg (opdigtet)",
            "gift_occasion": "Tak for oplægget om demens",
            "prior_agreement": True,
        },
    )
    for days, supplier, text, gross, until in (
        (1, "Boghandel Demo", "Plancher og tuscher til gruppearbejdet", "642.50", VoucherState.ENDORSED),
        (2, "Kiosk Mønster", "Kaffe, te og frugt", "386.00", VoucherState.SUBMITTED),
    ):
        yield Claim(
            cast.coordinator,
            CostCategory.OTHER,
            supplier,
            Decimal(gross),
            latest.ends_at + datetime.timedelta(days=days, hours=16),
            until,
            text,
            latest,
            kind=VoucherKind.CARD,
            stated={"card_holder_is_claimant": True, "card_month_total_before": ZERO},
        )
