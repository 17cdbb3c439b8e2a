"""What is proposed stays as it was proposed, is answered once, and is never removed."""

from django.db import migrations

GUARD = """
CREATE FUNCTION expenses_guidechange_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a proposed change is not removed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.published_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'a change that is answered is not changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.subject, NEW.step, NEW.identity, NEW.values, NEW.valid_from, NEW.why, NEW.proposed_by_id, NEW.proposed_at)
        IS DISTINCT FROM
        (OLD.subject, OLD.step, OLD.identity, OLD.values, OLD.valid_from, OLD.why, OLD.proposed_by_id, OLD.proposed_at)
        OR (OLD.previewed_at IS NOT NULL
            AND (NEW.preview, NEW.previewed_at) IS DISTINCT FROM (OLD.preview, OLD.previewed_at))
    THEN
        RAISE EXCEPTION 'what is proposed is not changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_guidechange_guard BEFORE UPDATE OR DELETE ON expenses_guidechange
    FOR EACH ROW EXECUTE FUNCTION expenses_guidechange_guard();
"""
UNDO = """
DROP TRIGGER expenses_guidechange_guard ON expenses_guidechange;
DROP FUNCTION expenses_guidechange_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0015_guide_changes")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
