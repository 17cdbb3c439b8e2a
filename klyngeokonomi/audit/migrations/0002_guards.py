"""A row of the log is never changed or removed. The app's role may not even try (grants); this stops the owner too."""

from django.db import migrations

GUARD = """
CREATE FUNCTION audit_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_record is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_record_append_only BEFORE UPDATE OR DELETE ON audit_record
    FOR EACH ROW EXECUTE FUNCTION audit_record_refuse();
"""
NO_GUARD = """
DROP TRIGGER audit_record_append_only ON audit_record;
DROP FUNCTION audit_record_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
