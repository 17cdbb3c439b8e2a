"""What the database itself refuses: changing or deleting a movement, whoever asks."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION clusters_movement_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'clusters_movement is only added to: post a reversing movement'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER clusters_movement_append_only BEFORE UPDATE OR DELETE ON clusters_movement
    FOR EACH ROW EXECUTE FUNCTION clusters_movement_refuse();
"""
UNDO = """
DROP TRIGGER clusters_movement_append_only ON clusters_movement;
DROP FUNCTION clusters_movement_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
