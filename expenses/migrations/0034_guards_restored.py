"""The same two guards, written so that a backup that is put back reads them as they were read the first time."""

from django.db import migrations

SENT = """
DROP TRIGGER expenses_mileage_sent ON expenses_voucher;
CREATE TRIGGER expenses_mileage_sent BEFORE UPDATE OF state ON expenses_voucher
    FOR EACH ROW WHEN (NEW.kind = 'mileage' AND (OLD.state = 'draft' OR OLD.state = 'returned')
        AND NEW.state = 'submitted')
    EXECUTE FUNCTION expenses_mileage_sent();
"""
OCCASION = """
DROP TRIGGER expenses_occasion_guard ON expenses_voucher;
CREATE TRIGGER expenses_occasion_guard BEFORE UPDATE OF gift_occasion ON expenses_voucher
    FOR EACH ROW WHEN (OLD.state <> 'draft' AND OLD.state <> 'returned'
        AND NEW.gift_occasion IS DISTINCT FROM OLD.gift_occasion)
    EXECUTE FUNCTION expenses_occasion_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("expenses", "0033_income_in_turn")]
    operations = [migrations.RunSQL([SENT, OCCASION], migrations.RunSQL.noop)]
