"""What the database itself refuses of tax that is kept back: of anything but A-income, on one's own fee, too late, and a
payment that with what is kept back of it is another amount than its voucher's. Asked after a row's own promises.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION approvals_withholding_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM expenses_voucher v
        WHERE v.id = NEW.voucher_id AND v.kind = 'fee' AND v.state IN ('endorsed', 'approved')
        AND v.version = NEW.version AND v.gross = NEW.gross
        AND 'a' = (SELECT d.income_kind FROM expenses_incomedecision d
            WHERE d.voucher_id = v.id AND d.version = v.version ORDER BY d.id DESC LIMIT 1)
    ) THEN
        RAISE EXCEPTION 'tax is kept back of an A-income fee that is not in a payment run, as it stands'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_withholding_in_turn AFTER INSERT ON approvals_withholding
    FOR EACH ROW EXECUTE FUNCTION approvals_withholding_in_turn();
CREATE TRIGGER approvals_withholding_not_own BEFORE INSERT ON approvals_withholding
    FOR EACH ROW EXECUTE FUNCTION expenses_overrule_not_own();

CREATE FUNCTION approvals_payment_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    paid expenses_voucher%ROWTYPE;
    income text;
    kept approvals_withholding%ROWTYPE;
BEGIN
    SELECT * INTO paid FROM expenses_voucher WHERE id = NEW.voucher_id;
    IF NEW.amount + NEW.withheld <> paid.gross THEN
        RAISE EXCEPTION 'a payment and what is kept back of it are the amount of its voucher'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF paid.kind = 'fee' THEN
        SELECT income_kind INTO income FROM expenses_incomedecision
            WHERE voucher_id = paid.id AND version = paid.version ORDER BY id DESC LIMIT 1;
    END IF;
    IF income = 'a' THEN
        SELECT * INTO kept FROM approvals_withholding
            WHERE voucher_id = paid.id AND version = paid.version ORDER BY id DESC LIMIT 1;
        IF kept.id IS NULL OR (NEW.withholding_id, NEW.withheld)
            IS DISTINCT FROM (kept.id, kept.am_contribution + kept.a_tax)
        THEN
            RAISE EXCEPTION 'A-income is paid without what is kept back of it'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.withheld <> 0 OR NEW.withholding_id IS NOT NULL THEN
        RAISE EXCEPTION 'nothing is kept back of what is not A-income'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_payment_adds_up AFTER INSERT ON approvals_payment
    FOR EACH ROW EXECUTE FUNCTION approvals_payment_adds_up();

CREATE OR REPLACE FUNCTION approvals_payment_withheld_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.withheld, NEW.withholding_id) IS DISTINCT FROM (OLD.withheld, OLD.withholding_id) THEN
        RAISE EXCEPTION 'the facts of a payment are frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
UNDO = """
CREATE OR REPLACE FUNCTION approvals_payment_withheld_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withheld IS DISTINCT FROM OLD.withheld THEN
        RAISE EXCEPTION 'the facts of a payment are frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER approvals_payment_adds_up ON approvals_payment;
DROP FUNCTION approvals_payment_adds_up();
DROP TRIGGER approvals_withholding_not_own ON approvals_withholding;
DROP TRIGGER approvals_withholding_in_turn ON approvals_withholding;
DROP FUNCTION approvals_withholding_in_turn();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0018_payment_withholding"), ("expenses", "0029_company_fee_guard")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
