"""What the database itself refuses of fee statements and what follows them: a changed figure, a deleted row.

What stands sealed may be sealed anew when the key is changed. The states of a run are those of approvals/enums.py.
"""

from django.db import migrations

APPEND_ONLY = (
    "approvals_withholding",
    "approvals_feestatementline",
    "approvals_incomereportline",
    "approvals_reportedline",
)
GUARDS = (
    """
CREATE FUNCTION approvals_feerun_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a fee run is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'asked' THEN
            RAISE EXCEPTION 'a fee run begins as asked' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('asked>composed', 'composed>done') THEN
        RAISE EXCEPTION 'approvals_feerun may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.month, NEW.sequence, NEW.asked_by_id, NEW.asked_at)
        IS DISTINCT FROM (OLD.month, OLD.sequence, OLD.asked_by_id, OLD.asked_at)
    OR (OLD.state <> 'asked'
        AND (NEW.composed_at, NEW.statements, NEW.gross, NEW.tax_free, NEW.am_contribution, NEW.a_tax)
        IS DISTINCT FROM (OLD.composed_at, OLD.statements, OLD.gross, OLD.tax_free, OLD.am_contribution, OLD.a_tax))
    OR (OLD.done_at IS NOT NULL AND NEW.done_at IS DISTINCT FROM OLD.done_at)
    THEN
        RAISE EXCEPTION 'the facts of a fee run are frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_feerun_guard BEFORE INSERT OR UPDATE OR DELETE ON approvals_feerun
    FOR EACH ROW EXECUTE FUNCTION approvals_feerun_guard();

CREATE FUNCTION approvals_feestatement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a fee statement is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF to_jsonb(NEW) - 'cpr' - 'fingerprint' IS DISTINCT FROM to_jsonb(OLD) - 'cpr' - 'fingerprint' THEN
        RAISE EXCEPTION 'a fee statement is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_feestatement_guard BEFORE UPDATE OR DELETE ON approvals_feestatement
    FOR EACH ROW EXECUTE FUNCTION approvals_feestatement_guard();

CREATE FUNCTION approvals_statementpaper_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a fee statement is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'ready' OR NEW.statement_id <> OLD.statement_id THEN
        RAISE EXCEPTION 'a paper that is ready is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_statementpaper_guard BEFORE UPDATE OR DELETE ON approvals_statementpaper
    FOR EACH ROW EXECUTE FUNCTION approvals_statementpaper_guard();

CREATE FUNCTION approvals_incomereport_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a report of income is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF to_jsonb(NEW) - 'sealed' IS DISTINCT FROM to_jsonb(OLD) - 'sealed' THEN
        RAISE EXCEPTION 'a report of income is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_incomereport_guard BEFORE UPDATE OR DELETE ON approvals_incomereport
    FOR EACH ROW EXECUTE FUNCTION approvals_incomereport_guard();

CREATE FUNCTION approvals_payment_withheld_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withheld IS DISTINCT FROM OLD.withheld THEN
        RAISE EXCEPTION 'the facts of a payment are frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_payment_withheld_guard BEFORE UPDATE ON approvals_payment
    FOR EACH ROW EXECUTE FUNCTION approvals_payment_withheld_guard();
"""
    + "".join(
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION approvals_kept_refuse();
"""
        for table in APPEND_ONLY
    )
)
OWN = ("feerun", "feestatement", "statementpaper", "incomereport")
UNDO = (
    "".join(f"DROP TRIGGER {table}_append_only ON {table};\n" for table in APPEND_ONLY)
    + "DROP TRIGGER approvals_payment_withheld_guard ON approvals_payment;\n"
    + "DROP FUNCTION approvals_payment_withheld_guard();\n"
    + "".join(
        f"DROP TRIGGER approvals_{name}_guard ON approvals_{name};\nDROP FUNCTION approvals_{name}_guard();\n"
        for name in OWN
    )
)


class Migration(migrations.Migration):
    dependencies = [("approvals", "0014_fee_statements")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
