"""What the database itself refuses: a changed frozen list, a move outside the table, ticks on a cancelled meeting.

The pairs are those of meetings/states.py at this migration; tests/meetings/test_states.py compares the two.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION meetings_attendancelist_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'meetings_attendancelist is only added to: freeze a new version'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER meetings_attendancelist_append_only BEFORE UPDATE OR DELETE ON meetings_attendancelist
    FOR EACH ROW EXECUTE FUNCTION meetings_attendancelist_refuse();

CREATE FUNCTION meetings_meeting_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'planned' THEN
            RAISE EXCEPTION 'meetings_meeting begins as planned' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'planned>cancelled', 'planned>reported'
    ) THEN
        RAISE EXCEPTION 'meetings_meeting may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state <> 'planned' AND (
        NEW.cluster_id, NEW.kind, NEW.topic, NEW.programme, NEW.place, NEW.country, NEW.starts_at, NEW.ends_at
    ) IS DISTINCT FROM (
        OLD.cluster_id, OLD.kind, OLD.topic, OLD.programme, OLD.place, OLD.country, OLD.starts_at, OLD.ends_at
    ) THEN
        RAISE EXCEPTION 'a meeting whose list is sent, or that is cancelled, is not changed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_meeting_guard BEFORE INSERT OR UPDATE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_meeting_guard();
"""
UNDO = """
DROP TRIGGER meetings_meeting_guard ON meetings_meeting;
DROP FUNCTION meetings_meeting_guard();
DROP TRIGGER meetings_attendancelist_append_only ON meetings_attendancelist;
DROP FUNCTION meetings_attendancelist_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
