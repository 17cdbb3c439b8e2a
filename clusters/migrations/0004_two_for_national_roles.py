"""The database's own word on roles over all clusters: one gives, another confirms, and then it stands (ADR 0020).

Rows that were there before say so. `clusters_is_secretary` reads the same as `Membership.objects.active()`.
"""

from django.db import migrations

EARLIER = """
UPDATE clusters_membership SET without_second = 'earlier' WHERE role IN ('secretariat', 'auditor');
"""
GUARD = """
CREATE FUNCTION clusters_is_secretary(who bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM clusters_membership WHERE person_id = who AND role = 'secretariat' AND withdrawn_at IS NULL
            AND valid_from <= (now() AT TIME ZONE 'Europe/Copenhagen')::date
            AND (valid_to IS NULL OR valid_to >= (now() AT TIME ZONE 'Europe/Copenhagen')::date)
            AND (confirmed_at IS NOT NULL OR without_second <> '')
    )
$$;
CREATE FUNCTION clusters_membership_two_persons() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    national constant text[] := ARRAY['secretariat', 'auditor'];
    fault text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT NEW.role = ANY (national) THEN RETURN NEW; END IF;
        IF NEW.confirmed_at IS NOT NULL OR NEW.without_second = 'earlier' THEN
            fault := 'is born unconfirmed';
        ELSIF NEW.given_by_id IS NOT NULL AND NOT clusters_is_secretary(NEW.given_by_id) THEN
            fault := 'is given by the secretariat';
        ELSIF NEW.without_second = 'server' AND (
            SELECT count(DISTINCT person_id) FROM clusters_membership WHERE clusters_is_secretary(person_id)
        ) > 1 THEN
            fault := 'is given and confirmed by two when there are two';
        END IF;
    ELSIF OLD.role = ANY (national) OR NEW.role = ANY (national) THEN
        IF (OLD.person_id, OLD.role, OLD.valid_from, OLD.given_by_id, OLD.without_second)
            IS DISTINCT FROM (NEW.person_id, NEW.role, NEW.valid_from, NEW.given_by_id, NEW.without_second) THEN
            fault := 'stays as it was given';
        ELSIF OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id)
            IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id) THEN
            fault := 'stays confirmed by whom it was';
        ELSIF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at
            OR OLD.valid_to IS NOT NULL AND (NEW.valid_to IS NULL OR NEW.valid_to > OLD.valid_to) THEN
            fault := 'does not come back when it has ended';
        ELSIF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL
            AND NOT clusters_is_secretary(NEW.confirmed_by_id) THEN
            fault := 'is confirmed by the secretariat';
        END IF;
    END IF;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION 'a role over all clusters %: "clusters_membership_two_persons"', fault
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'clusters_membership_two_persons';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clusters_membership_two_persons BEFORE INSERT OR UPDATE ON clusters_membership
    FOR EACH ROW EXECUTE FUNCTION clusters_membership_two_persons();
"""
UNDO = """
DROP TRIGGER clusters_membership_two_persons ON clusters_membership;
DROP FUNCTION clusters_membership_two_persons();
DROP FUNCTION clusters_is_secretary(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0003_second_person")]
    operations = [
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, UNDO),
    ]
