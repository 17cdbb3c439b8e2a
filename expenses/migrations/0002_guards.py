"""What the database itself refuses: a move outside the table of states, a changed log row, a changed number.

The pairs are those of expenses/states.py at this migration; tests/expenses/test_states.py compares the two.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION expenses_voucher_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'expenses_voucher begins as draft' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'approved>returned',
        'draft>submitted', 'draft>withdrawn',
        'endorsed>approved', 'endorsed>rejected', 'endorsed>returned', 'endorsed>submitted',
        'returned>submitted', 'returned>withdrawn',
        'submitted>endorsed', 'submitted>rejected', 'submitted>returned', 'submitted>withdrawn'
    ) THEN
        RAISE EXCEPTION 'expenses_voucher may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
        RAISE EXCEPTION 'a voucher number is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state NOT IN ('draft', 'returned') AND (
        NEW.gross, NEW.cluster_id, NEW.claimant_id, NEW.version
    ) IS DISTINCT FROM (OLD.gross, OLD.cluster_id, OLD.claimant_id, OLD.version) THEN
        RAISE EXCEPTION 'a sent voucher is not edited: it is taken back first'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_voucher_guard BEFORE INSERT OR UPDATE ON expenses_voucher
    FOR EACH ROW EXECUTE FUNCTION expenses_voucher_guard();

CREATE FUNCTION expenses_move_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'expenses_move is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER expenses_move_append_only BEFORE UPDATE OR DELETE ON expenses_move
    FOR EACH ROW EXECUTE FUNCTION expenses_move_refuse();
"""
UNDO = """
DROP TRIGGER expenses_move_append_only ON expenses_move;
DROP FUNCTION expenses_move_refuse();
DROP TRIGGER expenses_voucher_guard ON expenses_voucher;
DROP FUNCTION expenses_voucher_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
