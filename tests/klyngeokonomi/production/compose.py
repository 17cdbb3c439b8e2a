"""docker-compose.yml as Docker reads it, with what an operator sets; and the tree that goes into the image."""

import fnmatch
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.house import tree

OPERATOR = {
    "SITE_HOST": "klynge.example",
    "MITID_BROKER": "neb",
    "MITID_SERVER_URL": "https://broker.example/op",
    "EMAIL_HOST": "smtp.example",
    "DEFAULT_FROM_EMAIL": "klynge@klynge.example",
}
"""What must be set, and nothing else."""
SECRETS = {
    "secret_key": "kQ3v-7Zt_pW9sYbX2mNfR8dLhJ5gTcA1eUoI6wVxSzKqDyEjHuPn0rMtB4aCiGfO",
    "second_factor_key": "y" * 60,
    "personal_number_key": "z" * 60,
    "database_url": "postgresql://klyngeokonomi_app@postgres/klyngeokonomi",
    "database_owner_url": "postgresql://klyngeokonomi_owner@postgres/klyngeokonomi",
    "mitid_client_id": "our-id",
    "mitid_client_secret": "our-secret",
    "email_password": "",
    "bank_sftp_key": "",
    "bank_sftp_password": "",
    "digital_post_sftp_key": "",
    "digital_post_sftp_password": "",
    "metrics_token": "m" * 40,
    "postgres_password": "p" * 40,
}


def filled_in(text: str) -> str:
    """${NAME}, ${NAME:-default} and ${NAME:?complaint}, with the operator's values."""

    def value(found: re.Match[str]) -> str:
        name, _, default = (
            re.split(r"(:[-?])", found[1], maxsplit=1) if ":" in found[1] else (found[1], "", "")
        )
        return OPERATOR.get(name, default if ":-" in found[1] else "")

    return re.sub(r"\$\{([^}]+)\}", value, text)


def compose() -> dict[str, Any]:
    """The whole file."""
    return yaml.safe_load(filled_in(tree.text(tree.ROOT / "docker-compose.yml")))


def image_tree(place: Path) -> Path:
    """A copy of what `COPY . .` takes: .dockerignore is obeyed."""
    ignored = [
        line.removeprefix("**/") for line in tree.text(tree.ROOT / ".dockerignore").splitlines() if line
    ]

    def leave_out(folder: str, names: list[str]) -> list[str]:
        inside = Path(folder).relative_to(tree.ROOT)
        paths = {name: (inside / name).as_posix() for name in names}
        return [
            name
            for name, path in paths.items()
            if any(fnmatch.fnmatch(path, one) or fnmatch.fnmatch(name, one) for one in ignored)
        ]

    shutil.copytree(tree.ROOT, place, ignore=leave_out)
    return place
