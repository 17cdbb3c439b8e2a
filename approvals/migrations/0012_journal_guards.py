"""What the database itself refuses: changing or deleting a journal that was handed out, or what it was written by."""

from django.db import migrations

TABLES = ("approvals_journalexport", "approvals_journalaccounts")
REFUSE = """
CREATE FUNCTION approvals_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION approvals_journal_refuse();
"""
    for table in TABLES
)
UNDO = "".join(f"DROP TRIGGER {table}_append_only ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION approvals_journal_refuse();"
)


class Migration(migrations.Migration):
    dependencies = [("approvals", "0011_journal")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
