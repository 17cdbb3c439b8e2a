"""The income of a fee and of mileage is decided in turn, and that of a company is never A-income: one guard for both."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION expenses_incomedecision_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM expenses_voucher
        WHERE id = NEW.voucher_id AND state = 'endorsed' AND kind IN ('fee', 'mileage') AND version = NEW.version
    ) THEN
        RAISE EXCEPTION 'the income of a fee is decided when the cluster has endorsed it, as it stands'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.income_kind = 'a' AND EXISTS (
        SELECT 1 FROM expenses_voucher voucher
        JOIN expenses_payee payee ON payee.id = voucher.payee_id
        WHERE voucher.id = NEW.voucher_id AND payee.kind = 'supplier'
    ) THEN
        RAISE EXCEPTION 'a company gets no A-income' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION expenses_incomedecision_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM expenses_voucher
        WHERE id = NEW.voucher_id AND state = 'endorsed' AND kind IN ('fee', 'mileage') AND version = NEW.version
    ) THEN
        RAISE EXCEPTION 'the income of a fee is decided when the cluster has endorsed it, as it stands'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0032_mileage_rates")]
    operations = [migrations.RunSQL(GUARD, BEFORE)]
