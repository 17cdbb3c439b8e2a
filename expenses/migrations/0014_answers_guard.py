"""What the secretariat has published is what people have read: an answer is withdrawn or replaced, never edited."""

from django.db import migrations

GUARD = """
CREATE FUNCTION expenses_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
        OR to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id' <> to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id'
    THEN
        RAISE EXCEPTION 'a published answer is withdrawn or replaced, never edited'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_answer_guard BEFORE UPDATE OR DELETE ON expenses_answer
    FOR EACH ROW EXECUTE FUNCTION expenses_answer_guard();
"""
UNDO = """
DROP TRIGGER expenses_answer_guard ON expenses_answer;
DROP FUNCTION expenses_answer_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0013_answers")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
