#!/usr/bin/env python
"""Django's command line for this project; ``./run manage …`` calls it inside the project's environment."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from boards.management.prepared import on_a_prepared_database

    if sys.argv[1:2] == ["export_plan"]:
        # A plan in a file needs neither apps nor models, which take as long to load as some pages to print: the command
        # loads them itself where a plan of the database is meant.
        from actionplans.management.commands.export_plan import Command

        with on_a_prepared_database():
            Command().run_from_argv(sys.argv)
        return
    from django.core.management import execute_from_command_line

    with on_a_prepared_database():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
