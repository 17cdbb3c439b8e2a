"""A statement that is put together once and asked again with other values (ADR 0025).

Django takes several times as long to put a statement together as to send it, and PostgreSQL as long to plan it as to
answer it. What every request and every act asks is put together once in each process, and planned once in each
connection:

    VOUCHER = Statement(lambda pk: Voucher.objects.select_related("cluster").filter(pk=pk))
    VOUCHER.one(pk=417)

Several rows are asked for by `among`, which takes a list of any length as the one value it is to PostgreSQL.
"""

import inspect
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models.expressions import Expression
from django.db.models.lookups import Lookup
from django.db.models.query import FlatValuesListIterable, ModelIterable, QuerySet, get_related_populators

T = TypeVar("T")
Row = tuple[Any, ...]


class Given(Expression):
    """Stands for a value in a statement until it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=models.Field())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list["Given"]]:
        return "%s", [self]


@models.Field.register_lookup
@models.ForeignKey.register_lookup
class Among(Lookup):
    """As `in`, for a Given whose value is a list: the statement is the same for one and for many."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*left_values, *right_values]


class Statement(Generic[T]):
    """`build` makes a queryset of its named values: model instances, with select_related or not, or a values_list.

    A value is one value; a list is given to `among` alone.
    """

    made: ClassVar[list["Statement[Any]"]] = []

    def __init__(self, build: Callable[..., Any]) -> None:
        self.build = build
        self.made.append(self)

    def all(self, **given: Any) -> list[T]:
        """The rows, as the queryset would give them. One query."""
        if self._locks and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("A row is locked inside a transaction.")
        text, values, read = self._ready
        with prepared_cursor() as cursor:
            cursor.execute(text, [given[one.name] if isinstance(one, Given) else one for one in values])
            return read(cursor.fetchall())

    def one(self, **given: Any) -> T | None:
        """The first row, or None."""
        found = self.all(**given)
        return found[0] if found else None

    @cached_property
    def _queryset(self) -> QuerySet[Any, Any]:
        return self.build(**{name: Given(name) for name in inspect.signature(self.build).parameters})

    @cached_property
    def _locks(self) -> bool:
        return self._queryset.query.select_for_update

    @cached_property
    def _ready(self) -> tuple[str, tuple[Any, ...], Callable[[list[Row]], list[T]]]:
        compiler = self._queryset.query.get_compiler(connection=connection)
        text, values = compiler.as_sql()
        return text, values, _reader(compiler, self._queryset._iterable_class)


def put_together() -> None:
    """All that are made so far and lock nothing: one that locks asks its connection first, and here is none."""
    for statement in Statement.made:
        if not statement._locks:
            _ = statement._ready


def prepared_cursor() -> Any:
    """A cursor whose statements PostgreSQL plans once for each connection (`prepare_threshold`, database_url.py).

    As connection.cursor() makes it, but that values go apart from the text: it is for texts that are always the same.
    """
    db = connections[DEFAULT_DB_ALIAS]  # found once: `connection` looks for it at each name
    if db.queries_logged:
        return db.cursor()  # which can tell what it sent
    db.close_if_health_check_failed()
    db.ensure_connection()
    with db.wrap_database_errors:
        return db._prepare_cursor(ServerBindingCursor(db.connection))


def _reader(compiler: Any, kind: type) -> Callable[[list[Row]], list[Any]]:
    """From rows to what the queryset gives: as Django's own iterables do it, with all that can be done before."""
    make = _instances(compiler) if issubclass(kind, ModelIterable) else None
    if make is None:
        make = (lambda row: row[0]) if issubclass(kind, FlatValuesListIterable) else tuple
    converters = compiler.get_converters([expression for expression, *_ in compiler.select])
    if not converters:
        return lambda rows: [make(row) for row in rows]
    return lambda rows: [make(row) for row in compiler.apply_converters(rows, converters)]


def _instances(compiler: Any) -> Callable[[Row], models.Model]:
    db, info, select = connection.alias, compiler.klass_info, compiler.select
    model, start, end = info["model"], info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[start:end]]
    joined = get_related_populators(info, select, db)
    annotated = [*compiler.annotation_col_map.items()]

    def make(row: Row) -> models.Model:
        instance = model.from_db(db, names, row[start:end])
        for one in joined:
            one.populate(row, instance)
        for name, column in annotated:
            setattr(instance, name, row[column])
        return instance

    return make
