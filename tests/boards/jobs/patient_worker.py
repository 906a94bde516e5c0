"""A worker that looks for work by itself once an hour only: all else it begins because the bell rang."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  (only once Django is set up)

from boards.jobs import worker  # noqa: E402

worker.LONGEST_WAIT = 3_600
call_command("worker")
