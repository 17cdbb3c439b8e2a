"""The vault opens with its own keys alone, and what is sealed is never shown or saved by mistake."""

from typing import Any

import pytest
from cryptography.fernet import InvalidToken

from klyngeokonomi import second_factor_secrets
from klyngeokonomi.sealed_field import Sealed, SealedField
from klyngeokonomi.vault import fingerprint, fingerprints, open_sealed, seal, seal_anew

CPR = "7001019999"


@pytest.fixture(autouse=True)
def first_key(settings: Any) -> None:
    settings.PERSONAL_NUMBER_KEY, settings.PERSONAL_NUMBER_OLD_KEYS = "the first key", []


def change_key(settings: Any) -> None:
    settings.PERSONAL_NUMBER_KEY, settings.PERSONAL_NUMBER_OLD_KEYS = "the second key", ["the first key"]


def test_what_is_sealed_is_opened_and_looks_like_nothing() -> None:
    sealed = seal(CPR.encode())
    assert open_sealed(sealed) == CPR.encode()
    assert CPR.encode() not in sealed
    assert seal(CPR.encode()) != sealed


@pytest.mark.case("T116")
def test_a_new_key_reads_the_old_until_all_is_sealed_anew(settings: Any) -> None:
    sealed = seal(b"secret")
    change_key(settings)
    anew = seal_anew(sealed)
    settings.PERSONAL_NUMBER_OLD_KEYS = []
    assert open_sealed(anew) == b"secret"
    with pytest.raises(InvalidToken):
        open_sealed(sealed)


@pytest.mark.case("T116")
def test_a_wrong_key_raises_and_no_other_key_of_ours_fits(settings: Any) -> None:
    sealed = seal(b"secret")
    settings.SECOND_FACTOR_KEY = settings.SECRET_KEY = "the first key"
    with pytest.raises(InvalidToken):
        second_factor_secrets.decrypt(sealed.decode())
    settings.PERSONAL_NUMBER_KEY = "another"
    for use in (open_sealed, seal_anew):
        with pytest.raises(InvalidToken):
            use(sealed)


def test_equal_numbers_share_a_fingerprint_that_the_key_makes(settings: Any) -> None:
    first = fingerprint(CPR)
    assert first == fingerprint(CPR) != fingerprint("7001019998")
    assert len(first) == 64
    change_key(settings)
    assert fingerprint(CPR) != first
    assert fingerprints(CPR) == [fingerprint(CPR), first]


def test_a_sealed_value_shows_four_dots() -> None:
    sealed = Sealed.of(CPR.encode())
    assert (str(sealed), repr(sealed), f"{sealed!r:>4}") == ("••••", "••••", "••••")
    assert sealed.open() == CPR.encode()


def test_the_column_refuses_what_is_not_sealed() -> None:
    field = SealedField(name="sealed")
    for plain in (CPR, CPR.encode()):
        with pytest.raises(TypeError, match="takes Sealed values only"):
            field.get_db_prep_value(plain, None)
