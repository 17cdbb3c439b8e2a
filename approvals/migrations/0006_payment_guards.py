"""What the database itself refuses of payments: a move outside the tables, a changed fact, a deleted row.

The pairs are those of approvals/states.py at this migration; tests/approvals/test_states.py compares the two.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION approvals_batch_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a payment run is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'built' THEN
            RAISE EXCEPTION 'a payment run begins as built' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'built>cancelled', 'built>released', 'released>sent', 'sent>closed'
    ) THEN
        RAISE EXCEPTION 'approvals_batch may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.number, NEW.message_id, NEW.bank_account_id, NEW.execution_date, NEW.count, NEW.control_sum, NEW.form_key,
        NEW.built_by_id, NEW.built_at)
    IS DISTINCT FROM (OLD.number, OLD.message_id, OLD.bank_account_id, OLD.execution_date, OLD.count, OLD.control_sum,
        OLD.form_key, OLD.built_by_id, OLD.built_at)
    OR (OLD.released_at IS NOT NULL
        AND (NEW.released_by_id, NEW.released_at) IS DISTINCT FROM (OLD.released_by_id, OLD.released_at))
    THEN
        RAISE EXCEPTION 'the facts of a payment run are frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_batch_guard BEFORE INSERT OR UPDATE OR DELETE ON approvals_batch
    FOR EACH ROW EXECUTE FUNCTION approvals_batch_guard();

CREATE FUNCTION approvals_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a payment is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'scheduled' THEN
            RAISE EXCEPTION 'a payment begins as scheduled' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'accepted>bounced', 'accepted>paid', 'paid>bounced', 'scheduled>accepted', 'scheduled>bounced',
        'scheduled>cancelled', 'scheduled>paid'
    ) THEN
        RAISE EXCEPTION 'approvals_payment may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.batch_id, NEW.voucher_id, NEW.cluster_id, NEW.amount, NEW.end_to_end_id, NEW.text, NEW.payee_id,
        NEW.payee_account_id, NEW.payee_name, NEW.method, NEW.reg_number, NEW.account_number, NEW.iban, NEW.fik_type,
        NEW.fik_id, NEW.fik_creditor)
    IS DISTINCT FROM (OLD.batch_id, OLD.voucher_id, OLD.cluster_id, OLD.amount, OLD.end_to_end_id, OLD.text,
        OLD.payee_id, OLD.payee_account_id, OLD.payee_name, OLD.method, OLD.reg_number, OLD.account_number, OLD.iban,
        OLD.fik_type, OLD.fik_id, OLD.fik_creditor)
    OR (OLD.movement_id IS NOT NULL AND NEW.movement_id IS DISTINCT FROM OLD.movement_id)
    THEN
        RAISE EXCEPTION 'the facts of a payment are frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_payment_guard BEFORE INSERT OR UPDATE OR DELETE ON approvals_payment
    FOR EACH ROW EXECUTE FUNCTION approvals_payment_guard();

CREATE FUNCTION approvals_kept_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER approvals_bankstatement_append_only BEFORE UPDATE OR DELETE ON approvals_bankstatement
    FOR EACH ROW EXECUTE FUNCTION approvals_kept_refuse();

CREATE FUNCTION approvals_file_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '% is never deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.name, NEW.sha256, NEW.size) IS DISTINCT FROM (OLD.name, OLD.sha256, OLD.size) THEN
        RAISE EXCEPTION 'what was sent and received is kept as it was'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_batchfile_guard BEFORE UPDATE OR DELETE ON approvals_batchfile
    FOR EACH ROW EXECUTE FUNCTION approvals_file_guard();
CREATE TRIGGER approvals_bankfile_guard BEFORE UPDATE OR DELETE ON approvals_bankfile
    FOR EACH ROW EXECUTE FUNCTION approvals_file_guard();
"""
UNDO = """
DROP TRIGGER approvals_bankfile_guard ON approvals_bankfile;
DROP TRIGGER approvals_batchfile_guard ON approvals_batchfile;
DROP FUNCTION approvals_file_guard();
DROP TRIGGER approvals_bankstatement_append_only ON approvals_bankstatement;
DROP FUNCTION approvals_kept_refuse();
DROP TRIGGER approvals_payment_guard ON approvals_payment;
DROP FUNCTION approvals_payment_guard();
DROP TRIGGER approvals_batch_guard ON approvals_batch;
DROP FUNCTION approvals_batch_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0005_payments")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
