"""What the database itself does about accounts: it tells which place a row pays to, asks a second person for another
place than before, keeps what was told and answered, and refuses an answer by who entered the account or is paid on it.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION expenses_destination(account expenses_payeeaccount) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE account.method
        WHEN 'bank' THEN 'bank:' || account.reg_number || account.account_number
        WHEN 'iban' THEN CASE WHEN account.iban ~ '^DK[0-9]{16}$' THEN 'bank:' || substr(account.iban, 5)
            ELSE 'iban:' || account.iban END
        WHEN 'fik' THEN 'fik:' || account.fik_creditor
        ELSE 'nemkonto:' || coalesce(account.identity_id::text, 'cvr:' || account.payee_id)
    END
$$;
UPDATE expenses_payeeaccount account SET destination = expenses_destination(account);

CREATE FUNCTION expenses_payeeaccount_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    same_place_is_trusted boolean;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'expenses_payeeaccount is only added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.identity_id IS NOT NULL AND NEW.payee_id <> (
        SELECT payee_id FROM expenses_payeeidentity WHERE id = NEW.identity_id
    ) THEN
        RAISE EXCEPTION 'a NemKonto goes by its own payee''s number' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM 1 FROM expenses_payee WHERE id = NEW.payee_id FOR UPDATE;
    NEW.destination := expenses_destination(NEW);
    NEW.replaces_id := NULL;
    SELECT coalesce(bool_or(coalesce(answer.confirmed, account.replaces_id IS NULL)), FALSE)
        INTO same_place_is_trusted
        FROM expenses_payeeaccount account
        LEFT JOIN expenses_accountconfirmation answer ON answer.account_id = account.id
        WHERE account.payee_id = NEW.payee_id AND account.destination = NEW.destination;
    IF NOT same_place_is_trusted THEN
        NEW.replaces_id := (
            SELECT account.id
            FROM expenses_payeeaccount account
            LEFT JOIN expenses_accountconfirmation answer ON answer.account_id = account.id
            WHERE account.payee_id = NEW.payee_id
            ORDER BY coalesce(answer.confirmed, account.replaces_id IS NULL) DESC, account.id DESC
            LIMIT 1
        );
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_payeeaccount_guard BEFORE INSERT OR UPDATE OR DELETE ON expenses_payeeaccount
    FOR EACH ROW EXECUTE FUNCTION expenses_payeeaccount_guard();

CREATE FUNCTION expenses_payee_evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER expenses_accountconfirmation_append_only BEFORE UPDATE OR DELETE ON expenses_accountconfirmation
    FOR EACH ROW EXECUTE FUNCTION expenses_payee_evidence_refuse();
CREATE TRIGGER expenses_nemkontonotice_append_only BEFORE UPDATE OR DELETE ON expenses_nemkontonotice
    FOR EACH ROW EXECUTE FUNCTION expenses_payee_evidence_refuse();

CREATE FUNCTION expenses_accountconfirmation_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM expenses_payeeaccount account
        JOIN expenses_payee payee ON payee.id = account.payee_id
        JOIN clusters_user enterer ON enterer.id = account.created_by_id
        JOIN clusters_user answerer ON answerer.id = NEW.by_id
        WHERE account.id = NEW.account_id
            AND (answerer.person_id = enterer.person_id OR answerer.person_id = payee.person_id)
    ) THEN
        RAISE EXCEPTION 'an account is answered by another than who entered it or is paid on it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_accountconfirmation_two_people BEFORE INSERT ON expenses_accountconfirmation
    FOR EACH ROW EXECUTE FUNCTION expenses_accountconfirmation_two_people();
"""
UNDO = """
DROP TRIGGER expenses_accountconfirmation_two_people ON expenses_accountconfirmation;
DROP FUNCTION expenses_accountconfirmation_two_people();
DROP TRIGGER expenses_nemkontonotice_append_only ON expenses_nemkontonotice;
DROP TRIGGER expenses_accountconfirmation_append_only ON expenses_accountconfirmation;
DROP FUNCTION expenses_payee_evidence_refuse();
DROP TRIGGER expenses_payeeaccount_guard ON expenses_payeeaccount;
DROP FUNCTION expenses_payeeaccount_guard();
DROP FUNCTION expenses_destination(expenses_payeeaccount);
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0023_payee_vault"), ("clusters", "0002_guards")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
