"""Seal everything in the vault anew, after its key has been changed."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection, models, transaction

from klyngeokonomi.database_roles import APPEND_ONLY
from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed, SealedField
from klyngeokonomi.vault import fingerprint, seal_anew

AT_A_TIME = 200


def sealed_fields() -> list[tuple[type[models.Model], SealedField]]:
    return [
        (model, field)
        for model in apps.get_models()
        if not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    ]


def holds_evidence() -> bool:
    """Whether some of it lies in tables that only the owner of the database may touch."""
    return any(model._meta.db_table in APPEND_ONLY for model, _ in sealed_fields())


@transaction.atomic
def rotate_vault() -> int:
    """All or none, under the newest key; how many there are. Raises Refused when one cannot be read."""
    done = unreadable = 0
    for model, field in sealed_fields():
        with _opened(model):
            for row in _rows(model, field):
                try:
                    _seal_anew(row, field)
                except InvalidToken:
                    unreadable += 1
                done += 1
    if unreadable:
        raise Refused(
            f"{unreadable} af {done} i boksen kan ikke læses med nogen af nøglerne. Intet er ændret: "
            "sæt den manglende nøgle i PERSONAL_NUMBER_OLD_KEYS."
        )
    return done


def _rows(model: type[models.Model], field: SealedField) -> Iterator[models.Model]:
    rows = model._default_manager.exclude(**{field.name: None}).select_for_update(of=("self",))
    return rows.order_by("pk").iterator(AT_A_TIME)


def _seal_anew(row: models.Model, field: SealedField) -> None:
    sealed: Sealed = getattr(row, field.name)
    values: dict[str, object] = {field.name: Sealed(seal_anew(sealed.token))}
    if field.fingerprint:
        values[field.fingerprint] = fingerprint(sealed.open().decode())
    type(row)._default_manager.filter(pk=row.pk).update(**values)


class _opened:
    """Evidence is only added to: its guards stand aside for the owner while its bytes are sealed anew."""

    def __init__(self, model: type[models.Model]) -> None:
        self.table = model._meta.db_table if model._meta.db_table in APPEND_ONLY else ""

    def __enter__(self) -> None:
        self._guards("DISABLE")

    def __exit__(self, *_: object) -> None:
        self._guards("ENABLE")

    def _guards(self, word: str) -> None:
        if self.table and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {connection.ops.quote_name(self.table)} {word} TRIGGER USER")
