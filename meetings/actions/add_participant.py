"""Put one name on a meeting's list: a guest, a speaker, staff, or a member who joined later."""

from typing import TYPE_CHECKING

from django.db import transaction

from clusters.models import Person
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.refused import Refused
from meetings.enums import Answer, ParticipantKind, Presence
from meetings.models import Meeting, Participant
from meetings.permissions import why_not_edit_list, why_not_mark
from meetings.selectors.invitees import invitees

if TYPE_CHECKING:
    from clusters.models import User


def why_not_named(meeting: Meeting, name: str) -> str | None:
    """Whether the name can stand on the list: a person's name, and not there already."""
    if not any(sign.isalpha() for sign in name):
        return "Skriv deltagerens navn."
    if holds_cpr(name):
        return "Skriv kun navnet, ikke CPR-nummeret."
    if meeting.participants.filter(name__iexact=name).exists():
        return f"{name} står allerede på listen. Skriv fx klinikken efter navnet, hvis det er en anden."
    return None


@transaction.atomic
def add_participant(
    meeting: Meeting,
    *,
    by: "User",
    name: str = "",
    kind: ParticipantKind = ParticipantKind.GUEST,
    person: Person | None = None,
    presence: Presence = Presence.UNKNOWN,
) -> Participant:
    """The new row, counted as signed up. With `person`, one of the cluster's people, name and kind are theirs."""
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_edit_list(by, now):
        raise Refused(sentence)
    if presence != Presence.UNKNOWN and (sentence := why_not_mark(by, now)):
        raise Refused(sentence)
    if person is not None:
        name, kind = _as_member(now, person)
    else:
        name = " ".join(name.split())
        if sentence := why_not_named(now, name):
            raise Refused(sentence)
    row = Participant.objects.create(
        meeting=now, person=person, name=name, kind=kind, answer=Answer.YES, presence=presence, added_by=by
    )
    record(
        "participant_added",
        by=by,
        subject=now,
        cluster_id=now.cluster_id,
        text=f"{row.name} ({row.get_kind_display().lower()}).",
    )
    return row


def _as_member(meeting: Meeting, person: Person) -> tuple[str, ParticipantKind]:
    """Name and kind of one of the cluster's people who is not on the list yet."""
    found = next((one for one in invitees(meeting.cluster) if one.person.pk == person.pk), None)
    if found is None:
        raise Refused("Personen er ikke medlem af klyngen. Skriv navnet som gæst.")
    if meeting.participants.filter(person=person).exists():
        raise Refused(f"{person.name} står allerede på listen.")
    return person.name, found.kind
