"""The list of what a backup holds, and whether all of it is still there, to the byte."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME, DUMP, PAPERS = "manifest.json", "database.dump", "documents"


@dataclass(frozen=True)
class Manifest:
    """`files` maps each file's path within the folder to its SHA-256."""

    made_at: str
    guards: list[str]
    files: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Last of all, and under its name only when whole: a folder with a manifest is a finished backup."""
        waiting = folder / f"{NAME}.part"
        waiting.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        waiting.rename(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises OSError or ValueError when there is none that can be read."""
        return cls(**json.loads((folder / NAME).read_text(encoding="utf-8")))


def files_in(folder: Path) -> dict[str, str]:
    """The SHA-256 of the dump and of every paper's file."""
    found = [folder / DUMP, *sorted((folder / PAPERS).rglob("*"))]
    return {str(path.relative_to(folder)): _sha256(path) for path in found if path.is_file()}


def faults_in(folder: Path, manifest: Manifest) -> Iterator[str]:
    """A sentence for each file that is gone or changed."""
    there = files_in(folder)
    for name, sha256 in manifest.files.items():
        if name not in there:
            yield f"Filen {name} mangler."
        elif there[name] != sha256:
            yield f"Filen {name} er ændret, siden sikkerhedskopien blev taget."


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
