"""A voucher is put in a payment run, paid by the bank, or sent back by it. The guard lets those moves through."""

from django.db import migrations, models

EARLIER = """\
        'approved>returned',
        'draft>submitted', 'draft>withdrawn',
        'endorsed>approved', 'endorsed>rejected', 'endorsed>returned', 'endorsed>submitted',
        'returned>submitted', 'returned>withdrawn',
        'submitted>endorsed', 'submitted>rejected', 'submitted>returned', 'submitted>withdrawn'
"""
PAIRS = """\
        'approved>paid', 'approved>returned', 'approved>scheduled',
        'draft>submitted', 'draft>withdrawn',
        'endorsed>approved', 'endorsed>rejected', 'endorsed>returned', 'endorsed>submitted',
        'paid>approved',
        'returned>submitted', 'returned>withdrawn',
        'scheduled>approved', 'scheduled>paid',
        'submitted>endorsed', 'submitted>rejected', 'submitted>returned', 'submitted>withdrawn'
"""
GUARD = """
CREATE OR REPLACE FUNCTION expenses_voucher_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'expenses_voucher begins as draft' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
{pairs}    ) THEN
        RAISE EXCEPTION 'expenses_voucher may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
        RAISE EXCEPTION 'a voucher number is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state NOT IN ('draft', 'returned') AND (
        NEW.gross, NEW.cluster_id, NEW.claimant_id, NEW.version, NEW.kind, NEW.meeting_id, NEW.no_meeting_reason,
        NEW.voucher_date, NEW.supplier, NEW.invoice_number, NEW.text, NEW.reason, NEW.payee_id, NEW.payee_account_id
        , NEW.prior_agreement, NEW.gift_recipient, NEW.card_holder_is_claimant, NEW.card_month_total_before
    ) IS DISTINCT FROM (
        OLD.gross, OLD.cluster_id, OLD.claimant_id, OLD.version, OLD.kind, OLD.meeting_id, OLD.no_meeting_reason,
        OLD.voucher_date, OLD.supplier, OLD.invoice_number, OLD.text, OLD.reason, OLD.payee_id, OLD.payee_account_id
        , OLD.prior_agreement, OLD.gift_recipient, OLD.card_holder_is_claimant, OLD.card_month_total_before
    ) THEN
        RAISE EXCEPTION 'a sent voucher is not edited: it is taken back first'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def guard(pairs: str) -> str:
    return GUARD.replace("{pairs}", pairs)


class Migration(migrations.Migration):
    dependencies = [("expenses", "0019_catering_median")]
    operations = [
        migrations.AlterField(
            model_name='move',
            name='from_state',
            field=models.CharField(choices=[('draft', 'Kladde'), ('submitted', 'Hos koordinatoren'), ('endorsed', 'Hos PLO'), ('approved', 'Godkendt til udbetaling'), ('scheduled', 'Til betaling'), ('paid', 'Udbetalt'), ('returned', 'Returneret'), ('rejected', 'Afvist'), ('withdrawn', 'Trukket tilbage')], max_length=20, verbose_name='fra'),
        ),
        migrations.AlterField(
            model_name='move',
            name='to_state',
            field=models.CharField(choices=[('draft', 'Kladde'), ('submitted', 'Hos koordinatoren'), ('endorsed', 'Hos PLO'), ('approved', 'Godkendt til udbetaling'), ('scheduled', 'Til betaling'), ('paid', 'Udbetalt'), ('returned', 'Returneret'), ('rejected', 'Afvist'), ('withdrawn', 'Trukket tilbage')], max_length=20, verbose_name='til'),
        ),
        migrations.AlterField(
            model_name='move',
            name='verb',
            field=models.CharField(choices=[('submit', 'Send til godkendelse'), ('withdraw', 'Træk tilbage'), ('reopen', 'Ret bilaget'), ('endorse', 'Godkend'), ('approve', 'Godkend til udbetaling'), ('return', 'Returnér'), ('send_back', 'Returnér til koordinator'), ('reject', 'Afvis'), ('schedule', 'Læg i betalingskørsel'), ('unschedule', 'Tag ud af betalingskørslen'), ('pay', 'Betalt af banken'), ('settle', 'Betalt med klyngens kort'), ('bounce', 'Sendt tilbage af banken'), ('undo', 'Fortryd godkendelsen')], max_length=20, verbose_name='handling'),
        ),
        migrations.AlterField(
            model_name='voucher',
            name='state',
            field=models.CharField(choices=[('draft', 'Kladde'), ('submitted', 'Hos koordinatoren'), ('endorsed', 'Hos PLO'), ('approved', 'Godkendt til udbetaling'), ('scheduled', 'Til betaling'), ('paid', 'Udbetalt'), ('returned', 'Returneret'), ('rejected', 'Afvist'), ('withdrawn', 'Trukket tilbage')], default='draft', editable=False, max_length=20, verbose_name='status'),
        ),
        migrations.RunSQL(guard(PAIRS), guard(EARLIER)),
    ]
