"""Whose MitID is it?"""

from clusters.models import Identity, Person

MITID = "mitid"


def person_of_mitid(subject: str) -> Person | None:
    """The person a MitID person id is linked to, with the account when there is one."""
    identity = Identity.objects.select_related("person__user").filter(provider=MITID, subject=subject).first()
    return identity.person if identity else None
