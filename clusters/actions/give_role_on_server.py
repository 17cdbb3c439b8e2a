"""The first of the secretariat, made by whoever runs the server: nobody is there yet to be the second."""

import datetime

from django.db import connection, transaction

from clusters.enums import Role, WithoutSecond
from clusters.models import Membership, Person
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

LOCK = 7_264_002
"""The advisory lock under which the secretariat is counted, so that two at once do not both find it empty."""
ENOUGH = (
    "Der er allerede to i klyngesekretariatet. Den ene giver rollen i administrationen, "
    "og den anden bekræfter den."
)


@transaction.atomic
def give_role_on_server(person: Person, *, role: Role, valid_from: datetime.date) -> Membership:
    """A role over all clusters that counts at once. The row and the log say that no second person saw it.

    Raises Refused when two are in the secretariat: then they do it. The database counts them too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    secretariat = Membership.objects.active().filter(role=Role.SECRETARIAT)
    if secretariat.values("person").distinct().count() > 1:
        raise Refused(ENOUGH)
    membership = Membership.objects.create(
        person=person, role=role, valid_from=valid_from, without_second=WithoutSecond.SERVER
    )
    record(
        "role_given_on_server",
        by=None,
        subject=membership,
        text=f"{membership}, oprettet på serveren uden en anden til at bekræfte.",
    )
    return membership
