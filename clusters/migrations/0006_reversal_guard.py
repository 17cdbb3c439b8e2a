"""What the database itself refuses: a reversal that is not the exact opposite of what it reverses, or of a reversal."""

from django.db import migrations

GUARD = """
CREATE FUNCTION clusters_movement_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM clusters_movement o
        WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
            AND (o.cluster_id, o.amount, o.to_bucket, o.from_bucket)
                = (NEW.cluster_id, NEW.amount, NEW.from_bucket, NEW.to_bucket)
    ) THEN
        RAISE EXCEPTION 'a reversal is the exact opposite of one movement that is no reversal itself'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clusters_movement_reversal BEFORE INSERT ON clusters_movement
    FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION clusters_movement_reversal();
"""
UNDO = """
DROP TRIGGER clusters_movement_reversal ON clusters_movement;
DROP FUNCTION clusters_movement_reversal();
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0005_own_session")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
