"""``manage.py worker``: run the work of the queue (boards.jobs) until it is stopped."""

from __future__ import annotations

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from boards.jobs.worker import Worker


def lanes(text: str) -> dict[str, int]:
    """``printing=2,reading=4`` as numbers by lane."""
    try:
        found = {name: int(number) for name, _, number in (part.partition("=") for part in text.split(","))}
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form printing=2,reading=4") from None
    unknown = set(found) - set(settings.JOB_LANES)
    if unknown or min(found.values()) < 1:
        raise argparse.ArgumentTypeError(f"The lanes are {', '.join(settings.JOB_LANES)}, each with 1 or more.")
    return found


class Command(BaseCommand):
    help = (
        "Run the work of the queue (prints, files that are read, publishing) until it is stopped. ./run starts one beside the "
        "server; further ones, on this machine or on others with the same database and store, share the work."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--lanes",
            type=lanes,
            default=settings.JOB_LANES,
            help="how many jobs run at once, by lane; lanes that are not named are left to other workers "
            f"(default: {','.join(f'{name}={number}' for name, number in settings.JOB_LANES.items())})",
        )

    def handle(self, **options: Any) -> None:
        worker = Worker(options["lanes"])
        said = ", ".join(f"{number} in {name}" for name, number in worker.lanes.items())

        def say() -> None:
            self.stdout.write(f"Worker {worker.name} is at work, at once {said}.")
            self.stdout.flush()  # into a pipe or a file too, where Python keeps it until the worker ends

        worker.run(say)
