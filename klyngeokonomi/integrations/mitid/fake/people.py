"""The invented people one can click: a JSON file that demo data writes, read anew at each page."""

import json
import uuid
from dataclasses import dataclass
from pathlib import Path

NAMESPACE = uuid.UUID("6d8f5d5e-1c1b-4f0e-9a51-6f3a6a6b7c10")


@dataclass(frozen=True)
class FakePerson:
    subject: str
    """The MitID person id that the product links to a person."""
    name: str
    birthdate: str = "1970-01-01"
    note: str = ""
    """Who this is in the demonstration, such as "koordinator i Klynge Nordfyn"."""

    @property
    def broker_sub(self) -> str:
        """The broker's own name for the person; not the subject, as at the real brokers."""
        return str(uuid.uuid5(NAMESPACE, self.subject))

    @property
    def cpr(self) -> str:
        """Invented: the day of birth is raised by 60, so no living person has it."""
        year, month, day = self.birthdate.split("-")
        return f"{int(day) + 60:02d}{month}{year[2:]}4000"


def read_people(path: Path) -> list[FakePerson]:
    """People of the file, `[{"subject", "name", "birthdate", "note"}]`; none when there is no file yet."""
    if not path.exists():
        return []
    return [FakePerson(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def write_people(path: Path, people: list[FakePerson]) -> None:
    """Replace the file whole, so that a page read meanwhile sees the old people or the new ones."""
    rows = [
        {"subject": one.subject, "name": one.name, "birthdate": one.birthdate, "note": one.note}
        for one in people
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(path)


def somebody(subject: str) -> FakePerson:
    """A person nobody wrote down, for the free field of the page."""
    return FakePerson(subject=subject, name="Ukendt Prøve", birthdate="1980-05-05")
