"""A column whose value lies encrypted, and is opened only where somebody asks for it by name."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from klyngeokonomi.vault import open_sealed, seal


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """What lies in the column. Shown anywhere by mistake, it is four dots."""

    token: bytes

    @classmethod
    def of(cls, plain: bytes) -> "Sealed":
        return cls(seal(plain))

    def open(self) -> bytes:
        """Raises InvalidToken when no key opens it."""
        return open_sealed(self.token)

    def __str__(self) -> str:
        return "••••"

    __repr__ = __str__


class SealedField(models.BinaryField):
    """Holds `Sealed` and nothing else: bytes or text given to it by mistake are refused, never saved as they are.

    `fingerprint` names the column beside it that holds vault.fingerprint() of the same value, where there is one;
    `manage.py rotate_keys` finds every SealedField and makes both anew.
    """

    def __init__(self, *args: Any, fingerprint: str = "", **kwargs: Any) -> None:
        self.fingerprint = fingerprint
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"fingerprint": self.fingerprint} if self.fingerprint else {})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} takes Sealed values only.")
        return super().get_db_prep_value(value.token if value is not None else None, connection, prepared)

    def get_default(self) -> Any:
        """Nothing, unless told: an empty value is no sealed one."""
        return self.default if self.has_default() else None

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))
