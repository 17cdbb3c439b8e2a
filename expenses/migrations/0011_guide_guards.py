"""What has begun to be in force is history: amounts, words and sections are closed and followed, never edited.

A row may be closed yesterday at the earliest, when another takes its place from today, and an end that lies
before that is final: no day that is over gets another text or amount. A row to come may be changed and removed.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION expenses_in_force_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    today date := (now() AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
    IF OLD.valid_from > today THEN
        IF TG_OP = 'UPDATE' AND NEW.valid_from < today THEN
            RAISE EXCEPTION '%: a row to come cannot begin before today', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '%: what has been in force is not removed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF to_jsonb(NEW) - 'valid_to' <> to_jsonb(OLD) - 'valid_to' THEN
        RAISE EXCEPTION '%: what has been in force is not changed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.valid_to IS DISTINCT FROM OLD.valid_to AND least(NEW.valid_to, OLD.valid_to) < today - 1 THEN
        RAISE EXCEPTION '%: days that are over keep what was in force', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_rate_in_force BEFORE UPDATE OR DELETE ON expenses_rate
    FOR EACH ROW EXECUTE FUNCTION expenses_in_force_guard();
CREATE TRIGGER expenses_term_in_force BEFORE UPDATE OR DELETE ON expenses_term
    FOR EACH ROW EXECUTE FUNCTION expenses_in_force_guard();
CREATE TRIGGER expenses_section_in_force BEFORE UPDATE OR DELETE ON expenses_section
    FOR EACH ROW EXECUTE FUNCTION expenses_in_force_guard();
"""
UNDO = """
DROP TRIGGER expenses_section_in_force ON expenses_section;
DROP TRIGGER expenses_term_in_force ON expenses_term;
DROP TRIGGER expenses_rate_in_force ON expenses_rate;
DROP FUNCTION expenses_in_force_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0010_guide_texts")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
