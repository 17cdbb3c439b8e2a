"""What the database itself refuses: a movement in a locked month, and a month's steps out of order or by one alone."""

from django.db import migrations

GUARD = """
CREATE FUNCTION clusters_movement_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Shared with other movements; who locks a month waits for those under way, and those after see the lock.
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('clusters:periods', 0));
    IF (SELECT p.step FROM clusters_periodlock p WHERE p.month = date_trunc('month', NEW.booked_on)::date
        ORDER BY p.id DESC LIMIT 1) IN ('lock', 'ask') THEN
        RAISE EXCEPTION 'the month of % is locked', NEW.booked_on
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'clusters_movement_open_month';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clusters_movement_open_month BEFORE INSERT ON clusters_movement
    FOR EACH ROW EXECUTE FUNCTION clusters_movement_open_month();

CREATE FUNCTION clusters_periodlock_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last clusters_periodlock;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('clusters:periods', 0));
    SELECT * INTO last FROM clusters_periodlock p WHERE p.month = NEW.month ORDER BY p.id DESC LIMIT 1;
    IF NEW.step = 'lock' AND coalesce(last.step, 'open') = 'lock'
        OR NEW.step = 'ask' AND last.step IS DISTINCT FROM 'lock'
        OR NEW.step = 'open' AND (last.step IS DISTINCT FROM 'ask' OR NEW.answers_id IS DISTINCT FROM last.id) THEN
        RAISE EXCEPTION 'a month is locked, asked for, and opened, in that order'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'clusters_periodlock_order';
    END IF;
    IF NEW.step = 'open' AND (SELECT u.person_id FROM clusters_user u WHERE u.id = NEW.by_id)
        = (SELECT u.person_id FROM clusters_user u WHERE u.id = last.by_id) THEN
        RAISE EXCEPTION 'a month is opened by another than who asked'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'clusters_periodlock_two_people';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clusters_periodlock_steps BEFORE INSERT ON clusters_periodlock
    FOR EACH ROW EXECUTE FUNCTION clusters_periodlock_steps();

CREATE FUNCTION clusters_periodlock_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'clusters_periodlock is only added to'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER clusters_periodlock_append_only BEFORE UPDATE OR DELETE ON clusters_periodlock
    FOR EACH ROW EXECUTE FUNCTION clusters_periodlock_refuse();
"""
UNDO = """
DROP TRIGGER clusters_movement_open_month ON clusters_movement;
DROP FUNCTION clusters_movement_open_month();
DROP TRIGGER clusters_periodlock_steps ON clusters_periodlock;
DROP FUNCTION clusters_periodlock_steps();
DROP TRIGGER clusters_periodlock_append_only ON clusters_periodlock;
DROP FUNCTION clusters_periodlock_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0008_period_lock")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
