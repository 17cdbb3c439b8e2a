"""Who may do what to a meeting, and when. Each `why_not_*` gives the Danish reason, or None when it is allowed.

Only those who lead the cluster change the list: whoever claims money for food cannot add heads to it.
"""

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.models import Cluster
from clusters.permissions import why_not_lead_cluster
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from meetings.enums import Presence
from meetings.models import Meeting, Participant
from meetings.transitions import why_not_move

if TYPE_CHECKING:
    from clusters.models import User

FARTHEST = datetime.timedelta(days=3 * 366)
"""A meeting farther off than this, either way, is a slip in the year."""
LONGEST = datetime.timedelta(days=7)


def why_not_hold(
    topic: str, place: str, starts_at: datetime.datetime, ends_at: datetime.datetime
) -> str | None:
    """Whether such a meeting can be held at all, whoever plans it."""
    if not topic.strip() or not place.strip():
        return "Skriv mødets emne og sted."
    if holds_cpr(topic) or holds_cpr(place):
        return "Skriv ikke CPR-numre i mødets emne eller sted."
    if ends_at <= starts_at:
        return "Mødet skal slutte, efter at det begynder."
    if ends_at - starts_at > LONGEST:
        return "Et møde kan vare højst syv dage. Se, om datoerne er rigtige."
    if abs(starts_at - timezone.now()) > FARTHEST:
        return "Mødet ligger mere end tre år væk. Se, om årstallet er rigtigt."
    return None


def why_not_plan(user: "User", cluster: Cluster) -> str | None:
    return why_not_lead_cluster(user, cluster)


def why_not_change(user: "User", meeting: Meeting) -> str | None:
    """The plan itself: time, place, topic. Not after the list is sent: it says what the meeting was."""
    return why_not_lead_cluster(user, meeting.cluster) or why_not_move(meeting, "close")


def why_not_cancel(user: "User", meeting: Meeting) -> str | None:
    if sentence := why_not_lead_cluster(user, meeting.cluster) or why_not_move(meeting, "cancel"):
        return sentence
    if meeting.participants.filter(presence=Presence.ATTENDED).exists():
        return "Der er krydset fremmødte af, så mødet er holdt. Luk det i stedet."
    return None


def why_not_edit_list(user: "User", meeting: Meeting) -> str | None:
    """Invite, add and remove names before the list is frozen."""
    return why_not_lead_cluster(user, meeting.cluster) or why_not_move(meeting, "close")


def why_not_mark(user: "User", meeting: Meeting) -> str | None:
    """Attendance is ticked from the day the meeting begins (it is done at the door) until the list is sent."""
    if sentence := why_not_edit_list(user, meeting):
        return sentence
    if timezone.localdate() < timezone.localdate(meeting.starts_at):
        return "Fremmøde krydses af fra den dag, mødet holdes."
    return None


def why_not_close(user: "User", meeting: Meeting) -> str | None:
    """Who and when; whether the list is complete is asked of the rows themselves (close_meeting)."""
    if sentence := why_not_edit_list(user, meeting):
        return sentence
    if not meeting.has_ended:
        ends = timezone.localtime(meeting.ends_at)
        return f"Listen kan lukkes, når mødet er slut den {ends:%d.%m.%Y} kl. {ends:%H.%M}."
    return None


def why_not_correct(user: "User", meeting: Meeting) -> str | None:
    if sentence := why_not_lead_cluster(user, meeting.cluster):
        return sentence
    if not meeting.is_reported:
        return "Listen er ikke lukket endnu. Kryds fremmødet af i stedet."
    return None


def why_not_add_paper(user: "User", meeting: Meeting) -> str | None:
    """Minutes come after the meeting, so a sent list is no hindrance."""
    if sentence := why_not_lead_cluster(user, meeting.cluster):
        return sentence
    return "Mødet er aflyst." if meeting.is_cancelled else None


def why_not_answer(user: "User", meeting: Meeting, row: Participant | None) -> str | None:
    """Members answer for themselves alone, until the meeting begins. `row` is their own row, if any."""
    if row is None or row.person_id != user.person_id:
        return "Du står ikke på listen over inviterede. Bed klyngens koordinator om at sætte dig på."
    if sentence := why_not_move(meeting, "close"):
        return sentence
    if meeting.has_begun:
        return "Mødet er begyndt. Sig det til koordinatoren, hvis du er forhindret."
    return None
