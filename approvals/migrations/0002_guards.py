"""What the database itself refuses: a changed decision, and one person on both levels of a voucher."""

from django.db import migrations

GUARD = """
CREATE FUNCTION approvals_decision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'approvals_decision is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER approvals_decision_append_only BEFORE UPDATE OR DELETE ON approvals_decision
    FOR EACH ROW EXECUTE FUNCTION approvals_decision_refuse();

CREATE FUNCTION approvals_decision_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.verdict = 'approve' AND EXISTS (
        SELECT 1 FROM approvals_decision
        WHERE voucher_id = NEW.voucher_id AND verdict = 'endorse' AND by_person_id = NEW.by_person_id
    ) THEN
        RAISE EXCEPTION 'endorser and approver must be two people'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.claimant_id <> (SELECT claimant_id FROM expenses_voucher WHERE id = NEW.voucher_id)
        OR NEW.by_person_id <> (SELECT person_id FROM clusters_user WHERE id = NEW.by_id)
        OR EXISTS (
            SELECT 1 FROM expenses_voucher v JOIN expenses_payee p ON p.id = v.payee_id
            WHERE v.id = NEW.voucher_id AND p.person_id = NEW.by_person_id
        )
    THEN
        RAISE EXCEPTION 'a decision names its voucher''s claimant and its own author, who is neither claimant nor payee'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_decision_four_eyes BEFORE INSERT ON approvals_decision
    FOR EACH ROW EXECUTE FUNCTION approvals_decision_four_eyes();
"""
UNDO = """
DROP TRIGGER approvals_decision_four_eyes ON approvals_decision;
DROP FUNCTION approvals_decision_four_eyes();
DROP TRIGGER approvals_decision_append_only ON approvals_decision;
DROP FUNCTION approvals_decision_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial"), ("expenses", "0002_guards"), ("clusters", "0002_guards")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
