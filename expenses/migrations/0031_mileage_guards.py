"""What the database itself refuses about mileage: a trip log of a sent voucher changed, one sent that does not add up
or rests on no contract of the claimant's own, more than 20,000 km a year at the high rate, an income decided out of
turn, and an approval without one. A sent voucher keeps what its gift is for.
"""

from django.db import migrations

IN_TURN = """
CREATE OR REPLACE FUNCTION expenses_incomedecision_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM expenses_voucher
        WHERE id = NEW.voucher_id AND state = 'endorsed' AND kind IN ({kinds}) AND version = NEW.version
    ) THEN
        RAISE EXCEPTION 'the income of a fee is decided when the cluster has endorsed it, as it stands'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

GUARD = """
CREATE TRIGGER expenses_mileage_guard BEFORE INSERT OR UPDATE OR DELETE ON expenses_mileage
    FOR EACH ROW EXECUTE FUNCTION expenses_part_guard();
CREATE TRIGGER expenses_trip_guard BEFORE INSERT OR UPDATE OR DELETE ON expenses_trip
    FOR EACH ROW EXECUTE FUNCTION expenses_part_guard();
CREATE TRIGGER expenses_mileage_approved BEFORE UPDATE OF state ON expenses_voucher
    FOR EACH ROW WHEN (NEW.kind = 'mileage' AND OLD.state = 'endorsed' AND NEW.state = 'approved')
    EXECUTE FUNCTION expenses_fee_approved();

CREATE FUNCTION expenses_mileage_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.gross IS DISTINCT FROM (SELECT sum(amount) FROM expenses_trip WHERE voucher_id = NEW.id)
        OR EXISTS (SELECT 1 FROM expenses_trip WHERE voucher_id = NEW.id AND rate_first IS NULL) THEN
        RAISE EXCEPTION 'the trips of a sent request for mileage add up to it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM expenses_mileage one JOIN clusters_contract contract ON contract.id = one.contract_id
        WHERE one.voucher_id = NEW.id AND one.own_car AND contract.person_id = NEW.claimant_id
            AND contract.cluster_id = NEW.cluster_id AND contract.mileage AND contract.income_kind <> 'invoice'
    ) THEN
        RAISE EXCEPTION 'mileage is paid by a contract of one''s own that pays it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM expenses_trip trip JOIN expenses_voucher voucher ON voucher.id = trip.voucher_id
        WHERE voucher.kind = 'mileage' AND voucher.claimant_id = NEW.claimant_id
            AND (voucher.id = NEW.id
                OR (voucher.number IS NOT NULL AND voucher.state NOT IN ('rejected', 'withdrawn')))
            AND extract(year FROM trip.day) IN (
                SELECT extract(year FROM day) FROM expenses_trip WHERE voucher_id = NEW.id
            )
        GROUP BY extract(year FROM trip.day)
        HAVING sum(trip.km_first) > 20000
    ) THEN
        RAISE EXCEPTION 'nobody drives more than 20,000 km a year at the high rate'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_mileage_sent BEFORE UPDATE OF state ON expenses_voucher
    FOR EACH ROW WHEN (NEW.kind = 'mileage' AND OLD.state IN ('draft', 'returned') AND NEW.state = 'submitted')
    EXECUTE FUNCTION expenses_mileage_sent();

CREATE FUNCTION expenses_occasion_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a sent voucher is not edited: it is taken back first'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER expenses_occasion_guard BEFORE UPDATE OF gift_occasion ON expenses_voucher
    FOR EACH ROW WHEN (OLD.state NOT IN ('draft', 'returned') AND NEW.gift_occasion IS DISTINCT FROM OLD.gift_occasion)
    EXECUTE FUNCTION expenses_occasion_guard();
"""
UNDO = """
DROP TRIGGER expenses_occasion_guard ON expenses_voucher;
DROP FUNCTION expenses_occasion_guard();
DROP TRIGGER expenses_mileage_sent ON expenses_voucher;
DROP FUNCTION expenses_mileage_sent();
DROP TRIGGER expenses_mileage_approved ON expenses_voucher;
DROP TRIGGER expenses_trip_guard ON expenses_trip;
DROP TRIGGER expenses_mileage_guard ON expenses_mileage;
"""


def in_turn(kinds: str) -> str:
    return IN_TURN.replace("{kinds}", kinds)


class Migration(migrations.Migration):
    dependencies = [("expenses", "0030_mileage")]
    operations = [
        migrations.RunSQL(GUARD, UNDO),
        migrations.RunSQL(in_turn("'fee', 'mileage'"), in_turn("'fee'")),
    ]
