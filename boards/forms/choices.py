"""Choices that several forms offer: one of the board's people, a role."""

from __future__ import annotations

from typing import Any

from django import forms

from boards.access import Role
from boards.models import Person


class PersonField(forms.ModelChoiceField):
    """A choice among the board's people, by name."""

    def label_from_instance(self, person: Person) -> str:
        return person.name


class KnownPerson(forms.ModelChoiceField):
    """A choice among the board's people, each with their job title."""

    def label_from_instance(self, person: Person) -> str:
        return ", ".join(filter(None, (person.name, person.job_title)))


def role_field(**options: Any) -> forms.ChoiceField:
    """A choice among the roles, as radio buttons."""
    return forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect, **options)
