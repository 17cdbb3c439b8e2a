"""How files reach the bank (docs/operations.md): BANK_PORT is file_drop or sftp, and what each then needs."""

from pathlib import Path

from klyngeokonomi.env import env_str
from klyngeokonomi.integrations.bank.connection import read_connection

_BASE = Path(__file__).resolve().parents[2]
BANK = read_connection(Path(env_str("VAR_DIR", str(_BASE / "var"))))
