"""A safeguarding board or partnership."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models.user import AnyUser
from boards.protective_markings import ORDER

#: The roles that must use a second step by default: those that read everything.
SECOND_STEP = ("manager", "chair", "scrutineer")


def second_step_by_default() -> list[str]:
    return list(SECOND_STEP)


MARKINGS = [(marking, marking) for marking in ORDER]


class BoardQuerySet(HistoryQuerySet["Board"]):
    def visible_to(self, user: AnyUser) -> BoardQuerySet:
        """The boards that the user belongs to today."""
        return self.filter(pk__in=user.roles) if user.is_authenticated else self.none()


class Board(HistoryModel):
    class Kind(models.TextChoices):
        CHILDREN = "children", "Safeguarding children board"
        PARTNERSHIP = "partnership", "Safeguarding children partnership"
        ADULTS = "adults", "Safeguarding adults board"
        IMPROVEMENT = "improvement", "Improvement board"

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=20)
    slug = models.SlugField(max_length=60, unique=True)
    area = models.CharField(max_length=120, blank=True, help_text="The local authority area, as people call it.")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PARTNERSHIP)
    marking = models.CharField("protective marking", max_length=24, choices=MARKINGS, default="OFFICIAL")
    silent_days = models.PositiveSmallIntegerField(
        "silent after (days)",
        default=60,
        validators=[MinValueValidator(7), MaxValueValidator(365)],
        help_text="An open action without a note for this long counts as silent.",
    )
    soon_days = models.PositiveSmallIntegerField(
        "due soon within (days)", default=30, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    idle_minutes = models.PositiveSmallIntegerField(
        "signed out after (minutes without use)",
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(720)],
        help_text="People who have done nothing for this long sign in again.",
    )
    second_step = models.JSONField("roles that sign in with a second step", default=second_step_by_default, blank=True)
    scrutineer_signs = models.BooleanField(
        "the scrutineer signs off published versions too",
        default=False,
        help_text="Signing off complete actions is for both, the chair and the scrutineer.",
    )
    demonstration = models.BooleanField(default=False, help_text="Made-up people, whose passwords everybody knows.")
    controller = models.CharField(
        "data controller",
        max_length=200,
        blank=True,
        help_text="The organisation that answers for the data, by its full name.",
    )
    contact_email = models.EmailField("email address for questions", blank=True)
    contact_phone = models.CharField("telephone for questions", max_length=40, blank=True)
    data_protection_email = models.EmailField("email address of the data protection officer", blank=True)
    publishes = models.CharField(
        "its own website", max_length=200, blank=True, help_text="Where the public reads about the board."
    )

    objects = BoardQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
