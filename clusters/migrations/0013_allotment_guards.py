"""What the database itself refuses: rewriting counts, moves and booked allotments, and a rate that one person set."""

from django.db import migrations

ADDED_TO = ("clusters_patientcount", "clusters_clinicmove", "clusters_allotment")
REFUSE = """
CREATE FUNCTION clusters_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION clusters_only_added_to();\n"
    for table in ADDED_TO
)
REFUSE_UNDO = (
    "".join(f"DROP TRIGGER {table}_append_only ON {table};\n" for table in ADDED_TO)
    + "DROP FUNCTION clusters_only_added_to();"
)
RATE = """
CREATE FUNCTION clusters_allotmentrate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a rate is not removed' USING ERRCODE = 'integrity_constraint_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.entered_by_id IS NULL OR NEW.confirmed_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN
            RAISE EXCEPTION 'a rate is entered by a person and born unconfirmed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF OLD.withdrawn_at IS NOT NULL
        OR (NEW.year, NEW.amount, NEW.source, NEW.entered_by_id, NEW.entered_at)
            IS DISTINCT FROM (OLD.year, OLD.amount, OLD.source, OLD.entered_by_id, OLD.entered_at)
        OR (OLD.confirmed_at IS NOT NULL
            AND (NEW.confirmed_at, NEW.confirmed_by_id) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by_id))
    THEN
        RAISE EXCEPTION 'a rate stays as it was entered and answered' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER clusters_allotmentrate_guard BEFORE INSERT OR UPDATE OR DELETE ON clusters_allotmentrate
    FOR EACH ROW EXECUTE FUNCTION clusters_allotmentrate_guard();
"""
RATE_UNDO = """
DROP TRIGGER clusters_allotmentrate_guard ON clusters_allotmentrate;
DROP FUNCTION clusters_allotmentrate_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0012_allotment_rates")]
    operations = [migrations.RunSQL(REFUSE, REFUSE_UNDO), migrations.RunSQL(RATE, RATE_UNDO)]
