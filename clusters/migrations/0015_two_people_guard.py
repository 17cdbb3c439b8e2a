"""What was entered stays as it was, is answered once, and is never removed: transfers and corrections."""

from django.db import migrations

TABLES = ("clusters_transfer", "clusters_correction")
GUARD = """
CREATE FUNCTION clusters_two_people_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    answer constant text[] := ARRAY['confirmed_by_id', 'confirmed_at', 'withdrawn_by_id', 'withdrawn_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was entered is not removed' USING ERRCODE = 'integrity_constraint_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.confirmed_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN
            RAISE EXCEPTION 'what is entered is born unanswered' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
        OR to_jsonb(NEW) - answer IS DISTINCT FROM to_jsonb(OLD) - answer
    THEN
        RAISE EXCEPTION 'what was entered stays as it was, and is answered once'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION clusters_two_people_guard();\n"
    for table in TABLES
)
UNDO = (
    "".join(f"DROP TRIGGER {table}_guard ON {table};\n" for table in TABLES)
    + "DROP FUNCTION clusters_two_people_guard();"
)


class Migration(migrations.Migration):
    dependencies = [("clusters", "0014_transfers_and_corrections")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
