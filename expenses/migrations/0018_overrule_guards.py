"""What the database itself refuses: a changed answer about a stop, and one given on one's own voucher."""

from django.db import migrations

GUARD = """
CREATE FUNCTION expenses_overrule_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER expenses_overrule_append_only BEFORE UPDATE OR DELETE ON expenses_overrule
    FOR EACH ROW EXECUTE FUNCTION expenses_overrule_refuse();
CREATE TRIGGER expenses_overrulerequest_append_only BEFORE UPDATE OR DELETE ON expenses_overrulerequest
    FOR EACH ROW EXECUTE FUNCTION expenses_overrule_refuse();

CREATE FUNCTION expenses_overrule_not_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM expenses_voucher v
        JOIN clusters_user u ON u.id = NEW.by_id
        LEFT JOIN expenses_payee p ON p.id = v.payee_id
        WHERE v.id = NEW.voucher_id AND u.person_id IN (v.claimant_id, p.person_id)
    ) THEN
        RAISE EXCEPTION 'nobody answers about a stop on a voucher they claim or are paid'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_overrule_not_own BEFORE INSERT ON expenses_overrule
    FOR EACH ROW EXECUTE FUNCTION expenses_overrule_not_own();
"""
UNDO = """
DROP TRIGGER expenses_overrule_not_own ON expenses_overrule;
DROP FUNCTION expenses_overrule_not_own();
DROP TRIGGER expenses_overrulerequest_append_only ON expenses_overrulerequest;
DROP TRIGGER expenses_overrule_append_only ON expenses_overrule;
DROP FUNCTION expenses_overrule_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0017_overrules")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
