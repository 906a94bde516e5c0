"""Helpers of tests: give a user an authenticator app, and compute the code that it shows now."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def add_app(user) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret
