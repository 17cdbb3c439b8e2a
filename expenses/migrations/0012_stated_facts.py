"""What a claimant states where no register knows: agreed beforehand, whom a gift is for, whose card. A purchase on the
cluster's card is paid to nobody. A sent voucher's statements are guarded as the rest of it is.
"""

from django.db import migrations, models
from django.db.models import Q

import klyngeokonomi.money

COMPLETE = (
    Q(state__in=["draft", "withdrawn"])
    | Q(
        number__isnull=False,
        submitted_at__isnull=False,
        gross__gt=0,
        voucher_date__isnull=False,
        payee__isnull=False,
        payee_account__isnull=False,
    )
    & ~Q(kind="card")
    | Q(
        kind="card",
        number__isnull=False,
        submitted_at__isnull=False,
        gross__gt=0,
        voucher_date__isnull=False,
        payee=None,
        payee_account=None,
        card_holder_is_claimant__isnull=False,
    )
    | Q(state="returned", number__isnull=False, submitted_at__isnull=False)
)

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
        {new}
    ) IS DISTINCT FROM (
        OLD.gross, OLD.cluster_id, OLD.claimant_id, OLD.version, OLD.kind, OLD.meeting_id, OLD.no_meeting_reason,
        OLD.voucher_date, OLD.supplier, OLD.invoice_number, OLD.text, OLD.reason, OLD.payee_id, OLD.payee_account_id
        {old}
    ) THEN
        RAISE EXCEPTION 'a sent voucher is not edited: it is taken back first'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
STATED = ("prior_agreement", "gift_recipient", "card_holder_is_claimant", "card_month_total_before")


def guard(columns: tuple[str, ...]) -> str:
    """The guard with these columns beside those it has always held."""
    new, old = ("".join(f", {row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return GUARD.replace("{new}", new).replace("{old}", old)


class Migration(migrations.Migration):
    dependencies = [("expenses", "0011_guide_guards")]
    operations = [
        migrations.RemoveConstraint(model_name="voucher", name="expenses_voucher_complete_when_sent"),
        migrations.AddField(
            model_name="voucher",
            name="prior_agreement",
            field=models.BooleanField(blank=True, null=True, verbose_name="aftalt med koordinatoren"),
        ),
        migrations.AddField(
            model_name="voucher",
            name="gift_recipient",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="hvem gaven er til"
            ),
        ),
        migrations.AddField(
            model_name="voucher",
            name="card_holder_is_claimant",
            field=models.BooleanField(blank=True, null=True, verbose_name="kortet lyder på den, der købte"),
        ),
        migrations.AddField(
            model_name="voucher",
            name="card_month_total_before",
            field=klyngeokonomi.money.MoneyField(
                blank=True, null=True, verbose_name="brugt på kortet før i måneden"
            ),
        ),
        migrations.AddConstraint(
            model_name="voucher",
            constraint=models.CheckConstraint(
                condition=COMPLETE,
                name="expenses_voucher_complete_when_sent",
                violation_error_message="Et sendt bilag skal have nummer, beløb, dato og modtager; et køb med "
                "klyngens kort skal i stedet sige, hvis kort det er.",
            ),
        ),
        migrations.AddConstraint(
            model_name="voucher",
            constraint=models.CheckConstraint(
                condition=Q(card_month_total_before=None) | Q(card_month_total_before__gte=0),
                name="expenses_voucher_card_total_not_negative",
                violation_error_message="Det, der er brugt på kortet, kan ikke være negativt.",
            ),
        ),
        migrations.RunSQL(guard(STATED), guard(())),
    ]
