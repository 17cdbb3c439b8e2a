"""Seal everything in the vault anew, after its key has been changed."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models, transaction

from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed, SealedField
from klyngeokonomi.vault import fingerprint, seal_anew

AT_A_TIME = 200
PLAIN_COLUMN = "sealed"
"""What a BinaryField is called that holds vault.seal() of something, such as a file of the bank's."""


def sealed_columns() -> Iterator[tuple[type[models.Model], models.BinaryField]]:
    """Everything that lies under the vault's key. None of it is in a table that the app may only add to."""
    for model in apps.get_models():
        for field in () if model._meta.proxy else model._meta.local_fields:
            if isinstance(field, SealedField) or (
                isinstance(field, models.BinaryField) and field.name == PLAIN_COLUMN
            ):
                yield model, field


@transaction.atomic
def rotate_vault() -> int:
    """All or none, under the newest key; how many there are. Raises Refused when one cannot be read."""
    done = unreadable = 0
    for model, field in sealed_columns():
        for row in _rows(model, field):
            done += 1
            try:
                values = _sealed_anew(getattr(row, field.name), field)
            except InvalidToken:
                unreadable += 1
            else:
                model._default_manager.filter(pk=row.pk).update(**values)
    if unreadable:
        raise Refused(
            f"{unreadable} af {done} i boksen kan ikke læses med nogen af nøglerne. Intet er ændret: "
            "sæt den manglende nøgle i PERSONAL_NUMBER_OLD_KEYS."
        )
    return done


def waits_to_rotate(column: type[models.Model], field: str) -> bool:
    """Whether the fingerprints beside a sealed column are of a key that has been changed since: one person would be
    two. All are made anew at once, so the oldest row tells.
    """
    sealed = column._meta.get_field(field)
    held = column._default_manager.exclude(**{field: None}).order_by("pk").first()
    return held is not None and getattr(held, sealed.fingerprint) != fingerprint(
        getattr(held, field).open().decode()
    )


def _rows(model: type[models.Model], field: models.BinaryField) -> Iterator[models.Model]:
    rows = model._default_manager.exclude(**{field.name: None}).select_for_update(of=("self",))
    return rows.only("pk", field.name).order_by("pk").iterator(AT_A_TIME)


def _sealed_anew(held: Sealed | bytes, field: models.BinaryField) -> dict[str, object]:
    """The column, and its fingerprint beside it where there is one."""
    if not isinstance(held, Sealed):
        return {field.name: seal_anew(bytes(held))}
    values: dict[str, object] = {field.name: Sealed(seal_anew(held.token))}
    if isinstance(field, SealedField) and field.fingerprint:
        values[field.fingerprint] = fingerprint(held.open().decode())
    return values
