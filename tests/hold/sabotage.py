"""Protections taken away for a twin: roles, row locks, conditional updates, constraints and triggers."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import psycopg
import pytest
from psycopg import sql

from clusters.models.membership import MembershipQuerySet
from clusters.selectors import standing
from expenses.models import Move, Voucher
from expenses.selectors import endorsers
from expenses.states import STEP
from klyngeokonomi.statement import Statement
from tests import kept_rows

ROOMS = ("approvals", "expenses", "clusters", "meetings")


def replace_everywhere(patch: pytest.MonkeyPatch, name: str, new: Any) -> None:
    """Put `new` in the place of what every room of the product imported under this name."""
    holders = [module for module in _rooms() if callable(getattr(module, name, None))]
    assert len({getattr(module, name) for module in holders}) == 1, f"{name} is not one thing"
    for module in holders:
        patch.setattr(module, name, new)


def count_roles_by(
    patch: pytest.MonkeyPatch, counted: Callable[[MembershipQuerySet], MembershipQuerySet]
) -> None:
    """These roles count, whatever their dates and seconds; the statements kept are left as they were."""
    patch.setattr(MembershipQuerySet, "active", lambda self, on=None: counted(self))
    patch.setattr(standing, "_HELD", Statement(standing._HELD.build))
    patch.setattr(endorsers, "_ENDORSING", Statement(endorsers._ENDORSING.build))


def without_row_locks(patch: pytest.MonkeyPatch) -> None:
    """Acts read the voucher without waiting for anyone, and write its state whatever it has become meanwhile."""
    replace_everywhere(patch, "locked_voucher", _unlocked)
    for module in _rooms():
        if module.__name__.partition(".")[2].startswith("actions") and hasattr(module, "move"):
            patch.setattr(module, "move", _careless_move)


def _unlocked(voucher: Voucher) -> Voucher:
    return Voucher.objects.select_related("cluster", "meeting", "payee", "payee_account", "claimant").get(
        pk=voucher.pk
    )


def _careless_move(voucher: Voucher, verb: str, *, by: Any, reason: str = "") -> Move:
    old, new = voucher.state, STEP[verb].to_state
    Voucher.objects.filter(pk=voucher.pk).update(state=new)
    voucher.state = new
    return Move.objects.create(
        voucher=voucher,
        verb=verb,
        from_state=old,
        to_state=new,
        by=by,
        reason=reason,
        version=voucher.version,
    )


@contextmanager
def without_constraint(owner: psycopg.Connection[Any], table: str, name: str) -> Iterator[None]:
    """The table without this constraint while the block lasts; afterwards the rows of migrating, and the constraint."""
    found = owner.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
    (definition,) = found.fetchone()
    names = {"table": sql.Identifier(table), "name": sql.Identifier(name)}
    owner.execute(sql.SQL("ALTER TABLE {table} DROP CONSTRAINT {name}").format(**names))
    try:
        yield
    finally:
        kept_rows.put_back(owner)
        add = sql.SQL("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        owner.execute(add.format(**names, definition=sql.SQL(definition)))


@contextmanager
def without_uniques(owner: psycopg.Connection[Any], *tables: str) -> Iterator[None]:
    """The tables with no row refused for being like another while the block lasts; afterwards as after migrating."""
    found = owner.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), i.indrelid::regclass::text, c.conname, "
        "pg_get_constraintdef(c.oid) FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid "
        "AND c.contype = 'u' WHERE i.indrelid = ANY(%s::regclass[]) AND i.indisunique AND NOT i.indisprimary",
        [list(tables)],
    ).fetchall()
    for index, _, table, constraint, _ in found:
        owner.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT {constraint}" if constraint else f"DROP INDEX {index}"
        )
    try:
        yield
    finally:
        kept_rows.put_back(owner)
        for _, whole, table, constraint, definition in found:
            owner.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {definition}" if constraint else whole
            )


@contextmanager
def without_trigger(owner: psycopg.Connection[Any], table: str, name: str) -> Iterator[None]:
    """The table with this trigger asleep while the block lasts."""
    names = {"table": sql.Identifier(table), "name": sql.Identifier(name)}
    owner.execute(sql.SQL("ALTER TABLE {table} DISABLE TRIGGER {name}").format(**names))
    try:
        yield
    finally:
        owner.execute(sql.SQL("ALTER TABLE {table} ENABLE TRIGGER {name}").format(**names))


def _rooms() -> list[ModuleType]:
    loaded = sys.modules.copy()  # another thread may load a module meanwhile
    return [module for name, module in loaded.items() if name.split(".")[0] in ROOMS]
