"""Accounts. Rights are not kept here: they follow from memberships (``boards.access``)."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple, Union

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

#: The types of ``request.user``.
AnyUser = Union["User", AnonymousUser]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        if not email:
            raise ValueError("An account needs an email address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class BoardStanding(NamedTuple):
    """The user's role in one board today, and what that board asks of users when they sign in."""

    board_id: int
    role: str
    idle_minutes: int
    second_step: list[str]
    scrutineer_signs: bool


class User(AbstractBaseUser, PermissionsMixin):
    """An account: an email address, a name, a password. ``is_superuser`` makes a site administrator."""

    email = models.EmailField(
        "email address", unique=True, error_messages={"unique": "There is an account with this address already."}
    )
    name = models.CharField(max_length=120)
    is_staff = models.BooleanField("may use the administration pages", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    sessions_ended = models.PositiveIntegerField(
        default=0, editable=False, help_text="How often every open session was ended (boards.sign_in.sessions)."
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """The hash that each session of this account must carry to be valid. Django computes it from the password, so that a new
        password ends the other sessions; here ``sessions_ended`` counts too, so that incrementing it ends all of them at once,
        also unlisted ones and those that a concurrent request is saving."""
        return salted_hmac(
            "boards.models.user.session", f"{self.password}:{self.sessions_ended}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @cached_property
    def roles(self) -> dict[int, str]:
        """The user's role in each board they belong to today, by the board's primary key; one query a request."""
        rows = self.memberships.active().values_list(
            "board_id", "role", "board__idle_minutes", "board__second_step", "board__scrutineer_signs"
        )
        self._standings = [BoardStanding(*row) for row in rows]
        return {standing.board_id: standing.role for standing in self._standings}

    @property
    def standings(self) -> list[BoardStanding]:
        """The same, with what each board asks of users when they sign in; read with ``roles``."""
        return self._standings if self.roles else []
