"""A payment is told once, each time it is told: the wider promise is made before the narrower one goes, and writes go on
meanwhile. Begun again after a failure, it makes the index anew.
"""

from django.db import migrations, models

NEW, OLD = "approvals_feestatementline_told_once", "approvals_feestatementline_payment_once"
STANDING = "WHERE (reverses_id IS NULL)"
MAKE = [
    f"DROP INDEX CONCURRENTLY IF EXISTS {NEW}",
    f"CREATE UNIQUE INDEX CONCURRENTLY {NEW} ON approvals_feestatementline (payment_id, telling) {STANDING}",
    f"DROP INDEX CONCURRENTLY IF EXISTS {OLD}",
]
UNDO = [
    f"DROP INDEX CONCURRENTLY IF EXISTS {OLD}",
    f"CREATE UNIQUE INDEX CONCURRENTLY {OLD} ON approvals_feestatementline (payment_id) {STANDING}",
    f"DROP INDEX CONCURRENTLY IF EXISTS {NEW}",
]
TOLD_ONCE = models.UniqueConstraint(
    fields=["payment", "telling"],
    condition=models.Q(reverses=None),
    name=NEW,
    violation_error_message="Betalingen står allerede på en lønseddel.",
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("approvals", "0021_statement_recall")]
    operations = [
        migrations.RunSQL(
            MAKE,
            UNDO,
            state_operations=[
                migrations.AddConstraint("feestatementline", TOLD_ONCE),
                migrations.RemoveConstraint("feestatementline", OLD),
            ],
        )
    ]
