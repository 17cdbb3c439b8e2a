"""Staff's way in for tests: a password, a second factor, and the codes that go with it."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from clusters.models import User

PASSWORD = "en lang prøveadgangskode"
STAFF = "/adgang/medarbejder/"
CODE = "/adgang/totrin/kode/"


def give_password(user: User) -> User:
    user.is_staff = True
    user.email = f"{user.username}@example.org"
    user.set_password(PASSWORD)
    user.save()
    return user


def enrol(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def type_password(client: Client, user: User, password: str = PASSWORD, **data: str) -> Any:
    return client.post(STAFF, {"login": user.username, "password": password, **data})


def sign_in(client: Client, user: User, secret: str) -> Any:
    assert type_password(client, user)["Location"] == CODE
    answer = client.post(CODE, {"code": code(secret)})
    if answer.status_code == 200:  # the half minute may have turned between reading the code and typing it
        answer = client.post(CODE, {"code": code(secret)})
    return answer
