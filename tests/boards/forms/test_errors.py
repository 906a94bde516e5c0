"""Errors of operations are shown beside the fields of their forms."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError

from boards.forms import BaseForm
from boards.forms.errors import errors_by_field


class MealForm(BaseForm):
    dish = forms.CharField()
    guests = forms.IntegerField()


@pytest.fixture
def form():
    form = MealForm({"dish": "Soup", "guests": "4"})
    assert form.is_valid()
    return form


def test_an_error_of_a_field_is_shown_by_it(form):
    with errors_by_field(form):
        raise ValidationError({"guests": ["The table has three chairs.", "One is broken."]})
    assert form.errors == {"guests": ["The table has three chairs.", "One is broken."]}


def test_an_error_of_no_field_of_the_form_is_shown_above_it(form):
    with errors_by_field(form):
        raise ValidationError({"kitchen": ["The kitchen is closed."]})
    assert form.non_field_errors() == ["The kitchen is closed."]


def test_plain_sentences_go_above_the_form_or_to_the_field_that_is_named(form):
    with errors_by_field(form, "dish"):
        raise ValidationError("There is no soup.")
    with errors_by_field(form):
        raise ValidationError(["Too late.", "Too dark."])
    assert form.errors == {"dish": ["There is no soup."], "__all__": ["Too late.", "Too dark."]}


def test_what_succeeds_or_fails_otherwise_is_left_alone(form):
    with errors_by_field(form):
        pass
    assert form.errors == {}
    with pytest.raises(LookupError), errors_by_field(form):
        raise LookupError
