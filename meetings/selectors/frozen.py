"""What a frozen list holds, as plain data with a fingerprint; and what tells one version from the next."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from meetings.enums import Country, MeetingKind, ParticipantKind, Presence
from meetings.models import AttendanceList, Meeting, Participant

Name = dict[str, str]
"""{"name", "kind", "presence"}: values of ParticipantKind and Presence."""


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """The meeting as the list must show it for good; moments with Danish offset."""
    return {
        "meeting": meeting.pk,
        "cluster_number": meeting.cluster.number,
        "cluster": meeting.cluster.name,
        "kind": meeting.kind,
        "topic": meeting.topic,
        "programme": meeting.programme,
        "place": meeting.place,
        "country": meeting.country,
        "starts_at": timezone.localtime(meeting.starts_at).isoformat(),
        "ends_at": timezone.localtime(meeting.ends_at).isoformat(),
    }


def names_of(participants: Iterable[Participant]) -> list[Name]:
    """Everyone who came, declined or stayed away, by name; who neither answered nor came is no participant."""
    rows = [row for row in participants if row.presence != Presence.UNKNOWN]
    return [
        {"name": row.name, "kind": row.kind, "presence": row.presence}
        for row in sorted(rows, key=lambda row: (row.name.casefold(), row.pk))
    ]


def fingerprint(version: int, facts: dict[str, Any], names: list[Name], changes: list[str]) -> str:
    """SHA-256 over the canonical JSON: sorted keys, no spaces, UTF-8."""
    content = {"version": version, "facts": facts, "names": names, "changes": changes}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(frozen: AttendanceList) -> bool:
    """Whether the list still has the fingerprint it was sent with."""
    return frozen.sha256 == fingerprint(frozen.version, frozen.facts, frozen.names, frozen.changes)


def changes_between(before: list[Name], after: list[Name]) -> list[str]:
    """One sentence for each name that came, went or was marked otherwise, in the order of the names."""
    old, new = _by_name(before), _by_name(after)
    sentences = []
    for key in sorted(old.keys() | new.keys(), key=lambda key: (key[0].casefold(), key)):
        name, kind = key[0], ParticipantKind(key[1]).label.lower()
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        if was is None:
            sentences.append(f"{name} ({kind}) er føjet til som {_word(now)}.")
        elif now is None:
            sentences.append(f"{name} ({kind}) er taget af listen, stod som {_word(was)}.")
        else:
            sentences.append(f"{name} er rettet fra {_word(was)} til {_word(now)}.")
    return sentences


def _by_name(names: list[Name]) -> dict[tuple[str, str, int], str]:
    """Presence by name, kind and, for namesakes, their number in the list."""
    found: dict[tuple[str, str, int], str] = {}
    for one in names:
        number = 1
        while (one["name"], one["kind"], number) in found:
            number += 1
        found[one["name"], one["kind"], number] = one["presence"]
    return found


def _word(presence: str) -> str:
    return Presence(presence).label.lower()


@dataclass(frozen=True)
class Shown:
    """A frozen list in words, from its own facts alone."""

    cluster: str
    kind: str
    topic: str
    programme: str
    place: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    rows: list[dict[str, str]]
    """{"name", "kind", "presence"} with Danish labels."""
    attended: int
    no_show: int
    declined: int

    @property
    def one_day(self) -> bool:
        return self.starts_at.date() == self.ends_at.date()


def shown(frozen: AttendanceList) -> Shown:
    facts = frozen.facts
    marks = [one["presence"] for one in frozen.names]
    abroad = facts["country"] != Country.DENMARK
    return Shown(
        cluster=facts["cluster"],
        kind=MeetingKind(facts["kind"]).label,
        topic=facts["topic"],
        programme=facts["programme"],
        place=f"{facts['place']}, {Country(facts['country']).label}" if abroad else facts["place"],
        starts_at=datetime.datetime.fromisoformat(facts["starts_at"]),
        ends_at=datetime.datetime.fromisoformat(facts["ends_at"]),
        rows=[
            {
                "name": one["name"],
                "kind": ParticipantKind(one["kind"]).label,
                "presence": Presence(one["presence"]).label,
            }
            for one in frozen.names
        ],
        attended=marks.count(Presence.ATTENDED),
        no_show=marks.count(Presence.NO_SHOW),
        declined=marks.count(Presence.DECLINED),
    )
