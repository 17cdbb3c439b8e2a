"""What the database itself refuses: a move outside the table of states, an edited sent voucher, a
changed log row, a changed number.

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
        NEW.gross, NEW.cluster_id, NEW.claimant_id, NEW.version, NEW.kind, NEW.meeting_id, NEW.no_meeting_reason,
        NEW.voucher_date, NEW.supplier, NEW.invoice_number, NEW.text, NEW.reason, NEW.payee_id, NEW.payee_account_id
    ) IS DISTINCT FROM (
        OLD.gross, OLD.cluster_id, OLD.claimant_id, OLD.version, OLD.kind, OLD.meeting_id, OLD.no_meeting_reason,
        OLD.voucher_date, OLD.supplier, OLD.invoice_number, OLD.text, OLD.reason, OLD.payee_id, OLD.payee_account_id
    ) THEN
        RAISE EXCEPTION 'a sent voucher is not edited: it is taken back first'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_voucher_guard BEFORE INSERT OR UPDATE ON expenses_voucher
    FOR EACH ROW EXECUTE FUNCTION expenses_voucher_guard();

CREATE FUNCTION expenses_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM expenses_voucher
        WHERE state NOT IN ('draft', 'returned')
            AND id IN (CASE WHEN TG_OP <> 'DELETE' THEN NEW.voucher_id END, CASE WHEN TG_OP <> 'INSERT' THEN OLD.voucher_id END)
    ) THEN
        RAISE EXCEPTION 'lines and papers of a sent voucher are not edited: it is taken back first'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER expenses_line_guard BEFORE INSERT OR UPDATE OR DELETE ON expenses_line
    FOR EACH ROW EXECUTE FUNCTION expenses_part_guard();
CREATE TRIGGER expenses_attachment_guard BEFORE INSERT OR UPDATE OR DELETE ON expenses_attachment
    FOR EACH ROW EXECUTE FUNCTION expenses_part_guard();

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
DROP TRIGGER expenses_attachment_guard ON expenses_attachment;
DROP TRIGGER expenses_line_guard ON expenses_line;
DROP FUNCTION expenses_part_guard();
DROP TRIGGER expenses_voucher_guard ON expenses_voucher;
DROP FUNCTION expenses_voucher_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
