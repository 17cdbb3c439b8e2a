"""How fee statements reach e-Boks (docs/operations.md): DIGITAL_POST_PORT is file_drop or sftp, and who sends."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from klyngeokonomi.env import env_int, env_str
from klyngeokonomi.integrations.digital_post.connection import read_connection
from klyngeokonomi.integrations.digital_post.nets_share import Sender

_BASE = Path(__file__).resolve().parents[2]
DIGITAL_POST = read_connection(Path(env_str("VAR_DIR", str(_BASE / "var"))))
DIGITAL_POST_SENDER = Sender(
    name=env_str("DIGITAL_POST_NAME", "PLO's klyngesekretariat"),
    cvr=env_str("DIGITAL_POST_CVR", ""),
    eboks_id=env_str("DIGITAL_POST_EBOKS_ID", ""),
    material_id=env_str("DIGITAL_POST_MATERIAL_ID", ""),
)
"""As the agreement with the distributor has them. While one is missing, nothing is sent."""
if DIGITAL_POST.kind == "sftp" and not DIGITAL_POST_SENDER.is_whole:
    raise ImproperlyConfigured(
        "Set DIGITAL_POST_CVR, DIGITAL_POST_EBOKS_ID and DIGITAL_POST_MATERIAL_ID for DIGITAL_POST_PORT=sftp."
    )
POST_MOST = env_int("POST_MOST", 200)
"""Statements in one zip."""
