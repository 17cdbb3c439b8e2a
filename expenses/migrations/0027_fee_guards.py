"""What the database itself refuses about fees: facts and hours of a sent voucher changed, a decision on the income
changed, given on one's own fee or out of turn, and an approval without one.
"""

from django.db import migrations

GUARD = """
CREATE TRIGGER expenses_fee_guard BEFORE INSERT OR UPDATE OR DELETE ON expenses_fee
    FOR EACH ROW EXECUTE FUNCTION expenses_part_guard();
CREATE TRIGGER expenses_feehours_guard BEFORE INSERT OR UPDATE OR DELETE ON expenses_feehours
    FOR EACH ROW EXECUTE FUNCTION expenses_part_guard();
CREATE TRIGGER expenses_incomedecision_append_only BEFORE UPDATE OR DELETE ON expenses_incomedecision
    FOR EACH ROW EXECUTE FUNCTION expenses_overrule_refuse();
CREATE TRIGGER expenses_incomedecision_not_own BEFORE INSERT ON expenses_incomedecision
    FOR EACH ROW EXECUTE FUNCTION expenses_overrule_not_own();

CREATE FUNCTION expenses_incomedecision_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM expenses_voucher
        WHERE id = NEW.voucher_id AND state = 'endorsed' AND kind = 'fee' AND version = NEW.version
    ) THEN
        RAISE EXCEPTION 'the income of a fee is decided when the cluster has endorsed it, as it stands'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_incomedecision_in_turn BEFORE INSERT ON expenses_incomedecision
    FOR EACH ROW EXECUTE FUNCTION expenses_incomedecision_in_turn();

CREATE FUNCTION expenses_fee_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM expenses_incomedecision WHERE voucher_id = NEW.id AND version = NEW.version
    ) THEN
        RAISE EXCEPTION 'a fee is approved when its income is decided'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_fee_approved BEFORE UPDATE OF state ON expenses_voucher
    FOR EACH ROW WHEN (NEW.kind = 'fee' AND OLD.state = 'endorsed' AND NEW.state = 'approved')
    EXECUTE FUNCTION expenses_fee_approved();
"""
UNDO = """
DROP TRIGGER expenses_fee_approved ON expenses_voucher;
DROP FUNCTION expenses_fee_approved();
DROP TRIGGER expenses_incomedecision_in_turn ON expenses_incomedecision;
DROP FUNCTION expenses_incomedecision_in_turn();
DROP TRIGGER expenses_incomedecision_not_own ON expenses_incomedecision;
DROP TRIGGER expenses_incomedecision_append_only ON expenses_incomedecision;
DROP TRIGGER expenses_feehours_guard ON expenses_feehours;
DROP TRIGGER expenses_fee_guard ON expenses_fee;
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0026_fees"), ("expenses", "0018_overrule_guards")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
