"""Whom digital post reaches: a person with a Danish CPR number who has not said no."""

from approvals.enums import ReceiverKind
from klyngeokonomi.integrations.digital_post.nets_share import Limits

BY_CVR = "Modtageren er en virksomhed og får ikke digital post herfra."
NO_CPR = "Modtageren har ikke et dansk CPR-nummer."
OBJECTS = "Modtageren har sagt nej til digital post."
OTHER_NUMBER = "Modtageren har fået skrevet et andet CPR-nummer, siden lønsedlen blev udstedt."
TOO_LARGE = "Lønsedlen fylder for meget til at blive sendt digitalt."


def why_not_reach(receiver_kind: str, *, objects: bool) -> str:
    """Empty for who can be reached."""
    if receiver_kind == ReceiverKind.CVR:
        return BY_CVR
    if receiver_kind != ReceiverKind.CPR:
        return NO_CPR
    return OBJECTS if objects else ""


def why_not_post(size: int, limits: Limits | None = None) -> str:
    """Of the paper itself, in bytes; empty for what may be sent."""
    return TOO_LARGE if size > (limits or Limits()).pdf_bytes else ""
