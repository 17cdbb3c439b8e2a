"""What the database itself refuses: changing or deleting a frozen attendance list."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION meetings_attendancelist_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'meetings_attendancelist is only added to: freeze a new version'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER meetings_attendancelist_append_only BEFORE UPDATE OR DELETE ON meetings_attendancelist
    FOR EACH ROW EXECUTE FUNCTION meetings_attendancelist_refuse();
"""
UNDO = """
DROP TRIGGER meetings_attendancelist_append_only ON meetings_attendancelist;
DROP FUNCTION meetings_attendancelist_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
