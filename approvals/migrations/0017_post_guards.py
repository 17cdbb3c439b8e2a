"""What the database itself refuses of digital post: a state skipped, a zip changed, a receipt deleted.

What stands sealed may be sealed anew when the key is changed. The pairs are those of approvals/states.py.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION approvals_shipment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a shipment is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'packed' THEN
            RAISE EXCEPTION 'a shipment begins as packed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'packed>accepted', 'packed>refused', 'packed>sending', 'packed>sent',
        'sending>accepted', 'sending>packed', 'sending>refused', 'sending>sent', 'sending>unknown',
        'sent>accepted', 'sent>refused',
        'unknown>accepted', 'unknown>packed', 'unknown>refused', 'unknown>sent'
    ) THEN
        RAISE EXCEPTION 'approvals_shipment may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.shipment_id, NEW.name, NEW.sha256, NEW.size, NEW.count, NEW.packed_at)
        IS DISTINCT FROM (OLD.shipment_id, OLD.name, OLD.sha256, OLD.size, OLD.count, OLD.packed_at)
    THEN
        RAISE EXCEPTION 'what was packed is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_shipment_guard BEFORE INSERT OR UPDATE OR DELETE ON approvals_shipment
    FOR EACH ROW EXECUTE FUNCTION approvals_shipment_guard();

CREATE FUNCTION approvals_postmessage_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a letter is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ('queued', 'unreachable') OR NEW.shipment_id IS NOT NULL THEN
            RAISE EXCEPTION 'a letter begins outside any shipment' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'queued>confirmed', 'queued>refused', 'queued>sent', 'queued>unknown', 'queued>unreachable',
        'refused>handed_over', 'sent>confirmed', 'sent>refused',
        'unknown>confirmed', 'unknown>queued', 'unknown>refused', 'unknown>sent',
        'unreachable>handed_over', 'unreachable>queued'
    ) THEN
        RAISE EXCEPTION 'approvals_postmessage may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.statement_id, NEW.message_id, NEW.queued_at)
        IS DISTINCT FROM (OLD.statement_id, OLD.message_id, OLD.queued_at)
    OR (OLD.shipment_id IS NOT NULL AND NEW.shipment_id IS DISTINCT FROM OLD.shipment_id)
    OR (NEW.shipment_id IS DISTINCT FROM OLD.shipment_id AND NEW.state <> 'queued')
    OR (NEW.state = 'unreachable' AND NEW.shipment_id IS NOT NULL)
    THEN
        RAISE EXCEPTION 'a letter lies in one shipment' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_postmessage_guard BEFORE INSERT OR UPDATE OR DELETE ON approvals_postmessage
    FOR EACH ROW EXECUTE FUNCTION approvals_postmessage_guard();

CREATE FUNCTION approvals_postreceipt_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a receipt is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF to_jsonb(NEW) - 'sealed' IS DISTINCT FROM to_jsonb(OLD) - 'sealed' THEN
        RAISE EXCEPTION 'a receipt is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_postreceipt_guard BEFORE UPDATE OR DELETE ON approvals_postreceipt
    FOR EACH ROW EXECUTE FUNCTION approvals_postreceipt_guard();

CREATE TRIGGER approvals_postobjection_append_only BEFORE UPDATE OR DELETE ON approvals_postobjection
    FOR EACH ROW EXECUTE FUNCTION approvals_kept_refuse();
"""
UNDO = "DROP TRIGGER approvals_postobjection_append_only ON approvals_postobjection;\n" + "".join(
    f"DROP TRIGGER approvals_{name}_guard ON approvals_{name};\nDROP FUNCTION approvals_{name}_guard();\n"
    for name in ("shipment", "postmessage", "postreceipt")
)


class Migration(migrations.Migration):
    dependencies = [("approvals", "0016_post_receipts")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
