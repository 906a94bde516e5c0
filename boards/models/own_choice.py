"""What users chose for themselves: how a table is shown to them, and the like."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from boards.models.user import AnyUser, User


class OwnChoiceQuerySet(models.QuerySet["OwnChoice"]):
    def of(self, user: AnyUser, name: str) -> dict[str, Any]:
        """What the user chose under that name; empty where nothing was chosen. One query."""
        if not user.is_authenticated:
            return {}
        return self.filter(user=user.pk, name=name).values_list("value", flat=True).first() or {}

    def keep(self, user: User, name: str, value: dict[str, Any]) -> None:
        """Save the choice in the place of the earlier one."""
        self.update_or_create(user=user, name=name, defaults={"value": value})


class OwnChoice(models.Model):
    """A choice of one user about what they are shown. It changes nothing for others and says nothing of any plan, so it has no
    history; it is deleted when the user's details are erased."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_choices")
    name = models.CharField(max_length=40)
    value = models.JSONField(default=dict)

    objects = OwnChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="own_choice_once")]

    def __str__(self) -> str:
        return self.name
