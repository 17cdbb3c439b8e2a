"""What the database itself refuses of recalled fee statements: a recall of what was told to the right number, a payment
told again while it stands, and pay that the bank has made taken back without a recall. Asked after a row's own promises.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION approvals_statementrecall_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM approvals_feestatementline l
        JOIN approvals_feestatement s ON s.id = l.statement_id JOIN approvals_payment p ON p.id = l.payment_id
        WHERE s.id = NEW.statement_id AND s.fingerprint <> '' AND l.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM approvals_feestatementline back WHERE back.reverses_id = l.id)
        AND s.fingerprint <> (SELECT i.fingerprint FROM expenses_payeeidentity i
            WHERE i.payee_id = p.payee_id ORDER BY i.entered_at DESC, i.id DESC LIMIT 1)
    ) THEN
        RAISE EXCEPTION 'a fee statement is recalled when what stands on it is another number''s'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_statementrecall_in_turn AFTER INSERT ON approvals_statementrecall
    FOR EACH ROW EXECUTE FUNCTION approvals_statementrecall_in_turn();
CREATE TRIGGER approvals_statementrecall_append_only BEFORE UPDATE OR DELETE ON approvals_statementrecall
    FOR EACH ROW EXECUTE FUNCTION approvals_kept_refuse();

CREATE FUNCTION approvals_feestatementline_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.reverses_id IS NULL THEN
        IF NOT EXISTS (
            SELECT 1 FROM approvals_feestatementline told
            JOIN approvals_statementrecall r ON r.statement_id = told.statement_id
            JOIN approvals_feestatementline back ON back.reverses_id = told.id
            WHERE told.payment_id = NEW.payment_id AND told.reverses_id IS NULL AND told.telling = NEW.telling - 1
        ) THEN
            RAISE EXCEPTION 'a payment is told again when its statement is recalled and it is taken back'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM approvals_payment p WHERE p.id = NEW.payment_id AND p.state = 'paid')
        AND NOT EXISTS (
            SELECT 1 FROM approvals_feestatementline told
            JOIN approvals_statementrecall r ON r.statement_id = told.statement_id
            WHERE told.id = NEW.reverses_id AND told.payment_id = NEW.payment_id
            AND told.movement_id = NEW.movement_id
        )
    THEN
        RAISE EXCEPTION 'what the bank has paid is taken back when its statement is recalled, on its own movement'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_feestatementline_in_turn AFTER INSERT ON approvals_feestatementline
    FOR EACH ROW WHEN (NEW.telling <> 1 OR NEW.reverses_id IS NOT NULL)
    EXECUTE FUNCTION approvals_feestatementline_in_turn();
"""
UNDO = """
DROP TRIGGER approvals_feestatementline_in_turn ON approvals_feestatementline;
DROP FUNCTION approvals_feestatementline_in_turn();
DROP TRIGGER approvals_statementrecall_append_only ON approvals_statementrecall;
DROP TRIGGER approvals_statementrecall_in_turn ON approvals_statementrecall;
DROP FUNCTION approvals_statementrecall_in_turn();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0022_told_once")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
